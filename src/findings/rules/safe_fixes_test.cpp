// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/safe_fixes.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace jx {
namespace {

const Lexicon& lexicon() {
  static const Lexicon loaded =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return loaded;
}

Origin cell(std::uint32_t column) { return {.page = 1, .table = 0, .row = 1, .column = column}; }

/// One indicator whose cells are these words.
std::string fixed(const std::string& name, const std::string& sign, const std::string& value,
                  const std::string& unit) {
  Submission submission;
  Indicator& indicator =
      submission.projects.emplace_back().goal_sets.emplace_back().indicators.emplace_back();
  indicator.name = {name, cell(0)};
  indicator.comparator.raw = sign;
  indicator.comparator.origin = cell(1);
  indicator.target.raw = value;
  indicator.target.origin = cell(2);
  indicator.unit.raw = unit;
  indicator.unit.origin = cell(3);
  std::string out;
  for (const SafeFix& fix : find_safe_fixes(submission, lexicon())) {
    out += fix.before + "→" + fix.after + ";";
  }
  return out;
}

TEST(FindSafeFixes, ChangesHowThingsAreWrittenAndNotWhatTheySay) {
  EXPECT_EQ(fixed("培训 2 期", "≥", "80", "%"), "培训 2 期→培训2期;");
  EXPECT_EQ(fixed("甲", ">=", "８０．５", "百分比"), ">=→≥;８０．５→80.5;百分比→%;")
      << "in the order of the cells";
  EXPECT_EQ(fixed("甲", "不超过", "80", "平米"), "不超过→≤;平米→平方米;");
}

TEST(FindSafeFixes, LeavesAloneWhatAPersonMustDecide) {
  // A 市斤 is half a 千克; a single sign is as good in either width; words are no figures.
  EXPECT_EQ(fixed("甲", "=", "80", "市斤"), "");
  EXPECT_EQ(fixed("单场参与规模", "≥", "50", "人/次"), "") << "people of each time, or 人次";
  EXPECT_EQ(fixed("甲", "大于", "８０人，２场", "公里"), "");
  EXPECT_EQ(fixed("", "", "", ""), "");
}

TEST(FindSafeFixes, TakesEachPlaceOnce) {
  Submission submission;
  GoalSet& set = submission.projects.emplace_back().goal_sets.emplace_back();
  Goal& goal = set.goals.emplace_back();
  goal.words = {"修路 2 公里", cell(0)};
  goal.prints = {cell(0), cell(0), cell(4)};
  EXPECT_EQ(find_safe_fixes(submission, lexicon()).size(), 2U);
}

}  // namespace
}  // namespace jx
