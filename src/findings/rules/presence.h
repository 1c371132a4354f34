// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "findings/rule.h"

/// "A complete project shows such a row": one check with parameters behind TX04 to TX10.
namespace jx {

struct RequiredRows {
  Level1 level1 = Level1::Unknown;
  Level2 level2 = Level2::Unknown;  ///< Unknown: any row of the level-1.
  std::string_view name;            ///< "质量指标"
  /// Word list of project names for which the row is asked even where the profile only expects
  /// it, and is not asked of any other project.
  std::string_view only_for = {};
  /// Word list of the compounds in which such a word means something else; goes with `only_for`.
  std::string_view only_for_exception = {};
  /// Word list of project names for which the row is not expected: nobody outside is served.
  std::string_view not_for = {};
  /// Word list of project names for which 不适用 is no answer: the public is served.
  std::string_view always_for = {};
};

/// FAIL for a complete project without such a row, INSUFFICIENT_DATA for an excerpt without one,
/// NOT_APPLICABLE where the profile does not ask or the form says 不适用.
void check_rows_present(const RuleInput& input, const RequiredRows& required, FindingSink& sink);

}  // namespace jx
