// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "base/date.h"
#include "codecs/json_writer.h"
#include "rectification/rectification.h"
#include "reports/papers.h"
#include "reports/text.h"

/// What `jixiao rectify` shows; docs/formats/rectification.schema.json.
namespace jx {

/// Problems as they stood on a day, one a line, and how far it has come.
struct RectificationList {
  std::span<const RectificationCase> cases;
  RectificationSummary summary;  ///< Of all problems, also of those left out of the list.
  Date today;
};

std::string render_rectification_text(const RectificationList& list, const TextStyle& style);
/// One problem with all of its steps.
std::string render_case_text(const RectificationCase& problem, const Date& today,
                             const TextStyle& style);
/// An object.
void write_rectification(JsonWriter& json, const RectificationList& list);
/// 整改台账 as a table, for Word and Excel.
Paper rectification_paper(const RectificationList& list, const std::string& title);

/// 整改通知书 of problems that were issued, with the slip to answer on. Malformed, naming the
/// problem: one that was not issued yet, problems of different units or papers.
Result<Paper> rectification_notice(std::span<const RectificationCase> problems);

}  // namespace jx
