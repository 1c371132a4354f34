// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "findings/rule.h"
#include "indicators/library.h"

/// Which indicators of the library a project may want: the level-2s that it lacks, and what its
/// goal speaks of and no row measures. Proposals, not findings: a project without them may be
/// right.
namespace jx {

/// An indicator that a project does not have, and why it may want it.
struct IndicatorSuggestion {
  const LibraryIndicator* indicator = nullptr;
  LevelPair levels;  ///< Where it belongs in the profile.
  std::string reason;  ///< Chinese, one sentence: "没有质量指标；项目名称、目标或任务写到“培训”"
};

/// A row that is an entry of the library and differs from what is usual.
struct LibraryDifference {
  const Indicator* row = nullptr;
  const LibraryIndicator* indicator = nullptr;
  std::string what;  ///< Chinese: "单位是“个”，常用“%”；性质是 ≤，常用 ≥"
};

/// What one project is told.
struct ProjectSuggestions {
  const Project* project = nullptr;
  std::vector<std::string> trades = {};  ///< Titles, with the words that showed them.
  std::vector<IndicatorSuggestion> indicators = {};
  std::vector<LibraryDifference> differences = {};
};

/// At most `most` entries for each gap; none without a library. Pure.
ProjectSuggestions suggest_indicators(const RuleInput& input, const ProjectFacts& facts,
                                      std::size_t most);

/// "可选：培训合格率（%）、参训学员满意度（%）。" for the fix of a finding that such a row is
/// missing; empty without a library, or when the project shows no trade.
std::string optional_indicators(const RuleInput& input, const ProjectFacts& facts,
                                std::span<const Level2> level2s);
/// The same for an activity that the goal names: entries that count it.
std::string optional_counts(const RuleInput& input, const ProjectFacts& facts,
                            std::string_view activity);

/// Which level-2s of the library fill a gap at these levels; a gap without a level-2 takes any of
/// its level-1, 成本 any cost.
std::vector<Level2> level2s_of(Level1 level1, Level2 level2);

}  // namespace jx
