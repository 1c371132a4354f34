// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "codecs/json_writer.h"
#include "evaluation/evaluation_book.h"
#include "evaluation/evaluation_scores.h"
#include "evaluation/evaluation_sensitivity.h"
#include "evaluation/framework.h"
#include "profiles/result_use.h"
#include "reports/text.h"

/// What `jixiao evaluate score` and `evaluate framework` show; docs/formats/evaluation.schema.json.
namespace jx {

/// A book with what came of it. Borrowed.
struct EvaluatedBook {
  const EvaluationBook& book;
  const Framework& framework;
  const EvaluationScores& scores;
  const ResultUse* use = nullptr;  ///< What grades mean where it is; null: nothing is said of it.

  /// Of the grade reached; null without a grade or a word on it.
  const GradeUse* grade_use() const noexcept {
    return use == nullptr || !scores.total ? nullptr : use->find(scores.grade);
  }
};
/// "优先保障（四川省 …（依据未核实））"; empty where nothing is said of it.
std::string use_in_words(const EvaluatedBook& evaluated);

/// The score sheet: each indicator and point with its derivation and evidence.
std::string render_evaluation_text(const EvaluatedBook& evaluated, const TextStyle& style);
/// An object: project, levels, indicators with points, calibration, total.
void write_evaluation(JsonWriter& json, const EvaluatedBook& evaluated);
/// What becomes of total and grade when one score or one weight is another.
std::string render_sensitivity_text(const EvaluatedBook& evaluated,
                                    const EvaluationSensitivity& sensitivity,
                                    const TextStyle& style);
/// An object; docs/formats/evaluation-sensitivity.schema.json.
void write_sensitivity(JsonWriter& json, const EvaluatedBook& evaluated,
                       const EvaluationSensitivity& sensitivity);
std::string render_framework_text(const Framework& framework, const TextStyle& style);

/// "①" to "⑳", then "(21)".
std::string circled(int number);
/// "Z01、Z03"
std::string joined(const std::vector<std::string>& words);

}  // namespace jx
