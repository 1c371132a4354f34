// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "codecs/json_writer.h"
#include "evaluation/before_evaluation.h"
#include "reports/text.h"

/// An evaluation before the event for a terminal, for a machine, and as a document to sign.
namespace jx {

std::string render_before_text(const BeforeEvaluation& evaluation, const TextStyle& style);
/// The members of its object.
void write_before(JsonWriter& json, const BeforeEvaluation& evaluation);

struct NamedBeforeEvaluation {
  std::string file;
  std::string sha256;
  BeforeEvaluation evaluation;
  /// What the score sheet says above and below its table, and what is known of the declared
  /// project.
  std::vector<std::string> about = {};
};
Result<std::string> render_before_docx(std::span<const NamedBeforeEvaluation> evaluations);

}  // namespace jx
