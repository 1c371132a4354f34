// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scores/scored_document.h"

#include <gtest/gtest.h>

#include "scores/test_scores.h"

namespace jx {
namespace {

using namespace testing;

Indicator named(std::string_view name, std::string_view target, std::string_view weight) {
  Indicator made = indicator(Comparator::AtLeast, target, "0", weight, kPieces);
  made.name.text = name;
  made.actual.reset();
  return made;
}

Submission one_project(std::string_view key, std::vector<Indicator> indicators) {
  Submission submission;
  Project& project = submission.projects.emplace_back();
  project.key.text = key;
  project.goal_sets.emplace_back().indicators = std::move(indicators);
  return submission;
}

Indicator achieved(std::string_view name, std::string_view actual) {
  Indicator made;
  made.name.text = name;
  made.actual.emplace().value = number(Comparator::Unstated, actual, kPieces);
  return made;
}

TEST(ScoredDocument, OriginalAndRevisedTargetsAreBothScored) {
  Submission submission = one_project("甲", {named("培训场次", "120", "90")});
  GoalSet& revised = submission.projects[0].goal_sets.emplace_back();
  revised.indicators = {named("培训场次", "90", "90")};
  revised.indicators[0].actual.emplace().value = number(Comparator::Unstated, "96", kPieces);
  const ScoredDocument document = score_submission(submission, national(), national().scoring);
  ASSERT_EQ(document.projects.size(), 1U);
  ASSERT_EQ(document.projects[0].sets.size(), 2U);
  EXPECT_EQ(document.projects[0].sets[0].score.indicators[0].score->to_string(), "72.00");
  EXPECT_EQ(document.projects[0].sets[1].score.indicators[0].score->to_string(), "90.00");
}

TEST(ScoredDocument, ActualsFindTheirIndicatorsByName) {
  Submission submission =
      one_project("甲", {named("培训 场次", "10", "50"), named("满意度", "90", "40")});
  const Submission actuals = one_project("甲", {achieved("培训场次", "5"), achieved("别的", "1")});
  bring_actuals(actuals, submission);
  const GoalSet& set = submission.projects[0].goal_sets[0];
  ASSERT_TRUE(set.indicators[0].actual);
  EXPECT_EQ(set.indicators[0].actual->value.raw, "5");
  EXPECT_FALSE(set.indicators[1].actual);
  EXPECT_FALSE(set.indicators[0].target->baseline);
  ASSERT_EQ(submission.diagnostics.entries().size(), 1U);
  EXPECT_EQ(submission.diagnostics.entries()[0].code, "actual-of-none");
}

TEST(ScoredDocument, AListOfActualsMayGiveBaselines) {
  Submission submission = one_project("甲", {named("投诉", "0", "90")});
  Indicator from = achieved("投诉", "2");
  from.others.emplace_back(ColumnRole::Baseline, Words{"５", {}});
  bring_actuals(one_project("甲", {from}), submission);
  EXPECT_EQ(submission.projects[0].goal_sets[0].indicators[0].target->baseline, Decimal(5));
  from.others[0].second.text = "五件";
  bring_actuals(one_project("甲", {from}), submission);
  ASSERT_EQ(submission.diagnostics.entries().size(), 1U);
  EXPECT_EQ(submission.diagnostics.entries()[0].code, "baseline-unread");
}

TEST(ScoredDocument, NamesakesAreNotGuessed) {
  Submission submission = one_project("甲", {named("场次", "10", "50"), named("场次", "20", "40")});
  bring_actuals(one_project("甲", {achieved("场次", "5")}), submission);
  EXPECT_FALSE(submission.projects[0].goal_sets[0].indicators[0].actual);
  ASSERT_EQ(submission.diagnostics.entries().size(), 1U);
  EXPECT_EQ(submission.diagnostics.entries()[0].code, "actual-of-several");
}

TEST(ScoredDocument, ActualsOfAnotherProjectAreRefused) {
  Submission submission = one_project("甲", {named("场次", "10", "90")});
  bring_actuals(one_project("乙", {achieved("场次", "5")}), submission);
  EXPECT_FALSE(submission.projects[0].goal_sets[0].indicators[0].actual);
  bring_actuals(one_project("", {achieved("场次", "5")}), submission);
  EXPECT_TRUE(submission.projects[0].goal_sets[0].indicators[0].actual)
      << "the only project need not be named";
}

}  // namespace
}  // namespace jx
