// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "codecs/json_writer.h"
#include "findings/rule.h"
#include "reports/text.h"
#include "reviews/review.h"

/// A filled form as a person reads and edits it. Points and opinions are proposals and say so.
namespace jx {

/// One document's form.
struct ReviewedDocument {
  const ReviewForm& form;
  const Submission& submission;
  std::span<const ProjectReview> reviews;
};

std::string render_review_text(const ReviewedDocument& reviewed, const TextStyle& style);
/// One member of "documents"; docs/formats/report.schema.json.
void write_review(JsonWriter& json, const ReviewedDocument& reviewed);
/// A Word document: for each project the form as a table, then item by item what was looked at,
/// what holds, what does not and where it stands, and the points proposed for it.
Result<std::string> render_review_docx(std::span<const ReviewedDocument> documents);

}  // namespace jx
