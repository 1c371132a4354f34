// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reviews/review.h"

#include <gtest/gtest.h>

#include "findings/submission_builder.h"

namespace jx {
namespace {

using testing::decimal;

ReviewForm form_of_two_items() {
  ReviewForm form;
  form.deduction = {decimal("0.05"), decimal("0.2"), decimal("0.4")};
  form.items = {{.group = "完整性",
                 .name = "规范",
                 .question = "?",
                 .points = decimal("10"),
                 .rules = {"AA01", "AA02", "AA03", "AA04"}},
                {.group = "可行性",
                 .name = "实现",
                 .question = "?",
                 .points = decimal("5"),
                 .rules = {"BB01"}}};
  form.grades = {{"优", decimal("90")}, {"良", decimal("80")}, {"差", decimal("0")}};
  form.opinions = {{"差", "不得进入下一步"}};
  return form;
}

Finding finding(std::string rule, Verdict verdict, Severity severity = Severity::Warning,
                std::string project = "P1") {
  Finding made;
  made.rule = std::move(rule);
  made.verdict = verdict;
  made.severity = severity;
  made.project = std::move(project);
  return made;
}

Submission two_projects() {
  auto builder = testing::submission();
  builder.project("P1", "甲").project("P2", "乙");
  return builder.build();
}

ProjectReview review_first(const ReviewForm& form, const CheckResult& result) {
  static const Submission submission = two_projects();
  return review(form, submission, result).at(0);
}

TEST(Review, TakesAShareOfTheItemForEachRuleOnce) {
  const ReviewForm form = form_of_two_items();
  CheckResult result;
  result.findings = {finding("AA01", Verdict::Fail), finding("AA01", Verdict::Fail),
                     finding("AA02", Verdict::Fail, Severity::Error),
                     finding("AA03", Verdict::Fail, Severity::Info)};
  const ProjectReview reviewed = review_first(form, result);
  const ItemReview& item = reviewed.items[0];
  EXPECT_EQ(item.points.to_string(), "3.50");
  ASSERT_EQ(item.deductions.size(), 3U);
  EXPECT_EQ(item.deductions[0].rule, "AA02") << "the worst first";
  EXPECT_EQ(item.deductions[0].points.to_string(), "4.00");
  EXPECT_EQ(item.deductions[1].findings.size(), 2U);
  EXPECT_EQ(reviewed.points.to_string(), "8.50");
  EXPECT_EQ(reviewed.most.to_string(), "15");
  EXPECT_EQ(reviewed.grade, "差");
  EXPECT_EQ(reviewed.opinion, "不得进入下一步");
}

TEST(Review, NeverTakesMoreThanTheItemHas) {
  const ReviewForm form = form_of_two_items();
  CheckResult result;
  for (const char* const rule : {"AA01", "AA02", "AA03", "AA04"}) {
    result.findings.push_back(finding(rule, Verdict::Fail, Severity::Error));
  }
  const ProjectReview reviewed = review_first(form, result);
  EXPECT_EQ(reviewed.items[0].points, decimal("0"));
  EXPECT_EQ(reviewed.items[0].deductions[2].points, decimal("2"));
  EXPECT_EQ(reviewed.items[0].deductions[3].points, decimal("0"));
}

TEST(Review, LeavesThePointsWhereNothingCouldBeJudged) {
  const ReviewForm form = form_of_two_items();
  CheckResult result;
  result.findings = {finding("AA01", Verdict::InsufficientData)};
  result.passed = {finding("AA02", Verdict::Pass)};
  const ProjectReview reviewed = review_first(form, result);
  EXPECT_EQ(reviewed.points, decimal("15"));
  EXPECT_EQ(reviewed.grade, "优");
  EXPECT_EQ(reviewed.items[0].unknown.size(), 1U);
  EXPECT_EQ(reviewed.items[0].holds.size(), 1U);
  EXPECT_TRUE(reviewed.items[0].looked_at());
  EXPECT_FALSE(reviewed.items[1].looked_at());
}

TEST(Review, KeepsProjectsApartAndScoresNothingThatIsSaidOfTheDocument) {
  const ReviewForm form = form_of_two_items();
  const Submission submission = two_projects();
  CheckResult result;
  result.findings = {finding("AA01", Verdict::Fail, Severity::Warning, "P2"),
                     finding("BB01", Verdict::Fail, Severity::Error, ""),
                     finding("CC01", Verdict::Fail, Severity::Error, "P1")};
  const std::vector<ProjectReview> reviews = review(form, submission, result);
  ASSERT_EQ(reviews.size(), 2U);
  EXPECT_EQ(reviews[0].points, decimal("15"));
  EXPECT_EQ(reviews[1].points, decimal("13"));
  ASSERT_EQ(reviews[0].others.size(), 2U) << "what no item takes up is not lost";
  EXPECT_EQ(reviews[0].others[0]->rule, "BB01");
  EXPECT_EQ(reviews[0].others[1]->rule, "CC01");
  EXPECT_EQ(reviews[1].others.size(), 1U);
}

}  // namespace
}  // namespace jx
