// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scores/sensitivity.h"

#include <gtest/gtest.h>

#include "scores/test_scores.h"

namespace jx {
namespace {

using namespace testing;

FundRow funds(std::string_view budget, std::string_view executed) {
  FundRow row;
  row.total = true;
  row.full_year = points(budget);
  row.executed = points(executed);
  return row;
}

const GradeChange* find(const std::vector<GradeChange>& changes, ChangeKind kind,
                        std::size_t indicator, bool better) {
  for (const GradeChange& change : changes) {
    if (change.kind == kind && change.indicator == indicator && change.better == better) {
      return &change;
    }
  }
  return nullptr;
}

GoalSet two_rows() {
  GoalSet set;
  set.indicators = {indicator(Comparator::AtLeast, "100", "80", "50", kPieces),
                    qualitative("有效提升", "达成", "40", "36")};
  return set;
}

// 40 + 36 + 10 = 86, 良.
TEST(Sensitivity, TheSmallestChangesThatMoveTheGrade) {
  const GoalSet set = two_rows();
  const FundRow money = funds("100", "100");
  const Scorer by = scorer();
  ASSERT_EQ(by.score(set, &money).total->to_string(), "86.00");
  const auto changes = find_grade_changes(set, &money, by);

  const GradeChange* const more = find(changes, ChangeKind::Actual, 0, true);
  ASSERT_NE(more, nullptr);
  EXPECT_EQ(more->to.to_string(), "88") << "0.5 points each";
  EXPECT_EQ(more->total.to_string(), "90.00");
  EXPECT_EQ(more->grade, "优");
  EXPECT_EQ(to_words(*more), "完成值 80 → 88（+8）：总分 90.00，优");

  const GradeChange* const less = find(changes, ChangeKind::Actual, 0, false);
  ASSERT_NE(less, nullptr);
  EXPECT_EQ(less->to.to_string(), "67") << "68 still gives 80.00";
  EXPECT_EQ(less->grade, "中");

  const GradeChange* const judged = find(changes, ChangeKind::Judgement, 1, true);
  ASSERT_NE(judged, nullptr);
  EXPECT_EQ(judged->to.to_string(), "40.00");
  EXPECT_TRUE(judged->within_band);
  const GradeChange* const judged_down = find(changes, ChangeKind::Judgement, 1, false);
  ASSERT_NE(judged_down, nullptr);
  EXPECT_EQ(judged_down->to.to_string(), "29.99");
  EXPECT_FALSE(judged_down->within_band) << "below 32 the level would have to change";

  const GradeChange* const spent = find(changes, ChangeKind::Execution, 0, false);
  ASSERT_NE(spent, nullptr);
  EXPECT_EQ(spent->to.to_string(), "39.94") << "3.99 points: 79.99";
  EXPECT_EQ(find(changes, ChangeKind::Execution, 0, true), nullptr) << "already full";
}

// A weight of 50 with 40 points, 46 of 50 beside it: (46 + 0.8 w) ÷ (50 + w).
TEST(Sensitivity, WeightsMoveTheFullMarks) {
  const GoalSet set = two_rows();
  const FundRow money = funds("100", "100");
  const auto changes = find_grade_changes(set, &money, scorer());
  const GradeChange* const lighter = find(changes, ChangeKind::Weight, 0, true);
  ASSERT_NE(lighter, nullptr);
  EXPECT_LT(lighter->to, Decimal(11));
  EXPECT_EQ(lighter->total.to_string(), "90.00");
  EXPECT_EQ(find(changes, ChangeKind::Weight, 0, false), nullptr) << "never below 80 %";
}

TEST(Sensitivity, APrintedScoreBesideAComputedOneIsNoJudgement) {
  GoalSet set = two_rows();
  set.indicators[0].actual->score = points("40");
  const FundRow money = funds("100", "100");
  const auto changes = find_grade_changes(set, &money, scorer());
  EXPECT_NE(find(changes, ChangeKind::Weight, 0, true), nullptr);
  EXPECT_EQ(find(changes, ChangeKind::Judgement, 0, true), nullptr);
}

/// Each change moves the grade, and one step less does not.
TEST(Sensitivity, ChangesAreTheSmallest) {
  const Scorer by = scorer("REV-RATIO");
  GoalSet set;
  set.indicators = {indicator(Comparator::AtLeast, "95.5", "80.2", "30", kPercent),
                    indicator(Comparator::AtMost, "12", "15", "30", kPieces),
                    indicator(Comparator::AtLeast, "7", "7", "30", kPieces)};
  const FundRow money = funds("933", "850");
  const GoalSetScore present = by.score(set, &money);
  ASSERT_TRUE(present.total);
  const auto changes = find_grade_changes(set, &money, by);
  std::size_t checked = 0;
  for (const GradeChange& change : changes) {
    if (change.kind != ChangeKind::Actual) continue;
    const auto grade_at = [&](const Decimal& actual) {
      GoalSet tried = set;
      tried.indicators[change.indicator].actual->value.value->value = actual;
      return by.score(tried, &money).grade;
    };
    EXPECT_EQ(grade_at(change.to), change.grade);
    const int places = change.to.scale();
    const Decimal step = *Decimal::make(change.to > change.from ? 1 : -1, places);
    EXPECT_EQ(grade_at(*change.to.minus(step)), present.grade) << change.to.to_string();
    ++checked;
  }
  EXPECT_GE(checked, 3U);
}

TEST(Sensitivity, ExecutionMovesTheCapToo) {
  GoalSet set;
  set.indicators = {indicator(Comparator::AtLeast, "1", "1", "90", kPieces)};
  const FundRow money = funds("100", "79");
  const auto changes = find_grade_changes(set, &money, scorer("CAP-EXECUTION"));
  const GradeChange* const spent = find(changes, ChangeKind::Execution, 0, true);
  ASSERT_NE(spent, nullptr);
  EXPECT_EQ(spent->to.to_string(), "80.00");
  EXPECT_EQ(spent->grade, "优");
}

TEST(Sensitivity, WithoutATotalThereIsNothingToMove) {
  EXPECT_TRUE(find_grade_changes(two_rows(), nullptr, scorer()).empty());
}

}  // namespace
}  // namespace jx
