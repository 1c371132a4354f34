// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "forms/grid.h"
#include "forms/layout.h"
#include "forms/statements.h"
#include "model/submission.h"
#include "scores/scored_document.h"

/// Targets, actuals and scores → an official form, filled. What is not known stays blank, and is
/// told; nothing becomes 0.
namespace jx {

struct FormInput {
  const Project& project;
  const ScoredGoalSet& scored;
  const SelfEvaluation* evaluation = nullptr;  ///< What was said around the indicators, or null.
  std::vector<FormStatement> statements = {};  ///< What was said beside other labels.
  std::optional<int> fiscal_year = {};
  const ScoringRules& rules;
};

/// A cell that the form asks for and nobody filled.
struct FormBlank {
  std::string what;  ///< "实际完成值（沿线群众满意度）"
  std::string why;   ///< "完成值未到期"
};

struct FilledForm {
  FormGrid grid;
  std::vector<FormBlank> blanks;
  /// What was taken from elsewhere or turned into another unit, in words.
  std::vector<std::string> remarks;
};

FilledForm fill_form(const FormLayout& layout, const FormInput& input);

}  // namespace jx
