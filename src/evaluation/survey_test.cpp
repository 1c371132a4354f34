// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/survey.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace jx {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

TEST(SampleSize, FollowsTheFormula) {
  // 1.96² × 0.25 ÷ 0.05² = 384.16; ÷ 0.1² = 96.04.
  EXPECT_EQ(sample_size(1'000'000, decimal("0.05"))->unlimited, 385);
  EXPECT_EQ(sample_size(1'000'000, decimal("0.05"))->needed, 385);
  EXPECT_EQ(sample_size(1'000'000, decimal("0.1"))->needed, 97);
  // 385 ÷ (1 + 384 ÷ 2000) = 322.99
  EXPECT_EQ(sample_size(2000, decimal("0.05"))->needed, 323);
  // 97 ÷ (1 + 96 ÷ 120) = 53.9
  EXPECT_EQ(sample_size(120, decimal("0.10"))->needed, 54);
}

TEST(SampleSize, AsksAllOfAFew) {
  EXPECT_TRUE(sample_size(50, decimal("0.05"))->census);
  EXPECT_EQ(sample_size(50, decimal("0.05"))->needed, 50);
  EXPECT_FALSE(sample_size(51, decimal("0.05"))->census);
}

TEST(SampleSize, NeverAsksMoreThanThereAre) {
  for (std::int64_t people = 1; people < 3000; ++people) {
    const SampleSize size = sample_size(people, decimal("0.05")).value();
    EXPECT_LE(size.needed, people);
    EXPECT_LE(size.needed, size.unlimited);
    EXPECT_GE(size.needed, 1);
  }
}

TEST(SampleSize, RefusesWhatNobodyCanMean) {
  EXPECT_FALSE(sample_size(0, decimal("0.05")).ok());
  EXPECT_FALSE(sample_size(-3, decimal("0.05")).ok());
  EXPECT_FALSE(sample_size(100, decimal("0")).ok());
  EXPECT_FALSE(sample_size(100, decimal("5")).ok());
}

SurveyResult tabulated(const std::vector<AnswerGroup>& groups) {
  return tabulate(usual_answer_levels(), groups).value();
}

TEST(Tabulate, GivesTheMeanAndTheShareOfTheSatisfied) {
  // (60×100 + 30×80 + 20×60 + 8×40 + 2×0) ÷ 120 = 9920 ÷ 120; (60 + 30) ÷ 120.
  const SurveyResult result = tabulated({{"学员", {}, {60, 30, 20, 8, 2}}});
  EXPECT_EQ(result.valid, 120);
  EXPECT_EQ(result.score.to_string(), "82.67");
  EXPECT_EQ(result.satisfied.to_string(), "75.00");
  EXPECT_FALSE(result.weighted);
  EXPECT_TRUE(result.diagnostics.empty());
  // Wilson for 90 of 120, by hand: centre 0.74225…, half 0.0765….
  EXPECT_NEAR(result.interval.low, 66.56, 0.01);
  EXPECT_NEAR(result.interval.high, 81.89, 0.01);
}

TEST(Tabulate, WeighsGroupsByTheirPeople) {
  // 900 people at 80, 100 at 40: (900×80 + 100×40) ÷ 1000, though both sent 100 answers.
  const SurveyResult result =
      tabulated({{"农村", 900, {0, 100, 0, 0, 0}}, {"城镇", 100, {0, 0, 0, 100, 0}}});
  EXPECT_TRUE(result.weighted);
  EXPECT_EQ(result.score.to_string(), "76.00");
  EXPECT_EQ(result.satisfied.to_string(), "90.00");
  // Where one group gives no number of people, all answers count alike.
  const SurveyResult alike =
      tabulated({{"农村", 900, {0, 100, 0, 0, 0}}, {"城镇", {}, {0, 0, 0, 100, 0}}});
  EXPECT_FALSE(alike.weighted);
  EXPECT_EQ(alike.score.to_string(), "60.00");
}

TEST(Tabulate, WarnsOfSmallSamplesAndSilentGroups) {
  const SurveyResult result =
      tabulated({{"学员", 60, {20, 5, 0, 0, 0}}, {"教师", 10, {0, 0, 0, 0, 0}}});
  EXPECT_EQ(result.diagnostics.count("small-sample"), 1U);
  EXPECT_EQ(result.diagnostics.count("group-without-answers"), 1U);
  EXPECT_EQ(result.satisfied.to_string(), "100.00");
  EXPECT_LT(result.interval.low, 90);
  EXPECT_NEAR(result.interval.high, 100, 1e-9);
}

std::string refusal(const std::vector<AnswerLevel>& levels,
                    const std::vector<AnswerGroup>& groups) {
  const auto result = tabulate(levels, groups);
  return result.ok() ? "" : result.error().message;
}

TEST(Tabulate, RefusesImpossibleAnswersWithTheirGroup) {
  const auto levels = usual_answer_levels();
  EXPECT_EQ(refusal(levels, {{"学员", {}, {1, 2}}}), "“学员”有 2 个档次的人数，应为 5 个。");
  EXPECT_EQ(refusal(levels, {{"学员", {}, {1, -2, 0, 0, 0}}}),
            "“学员”有一个档次的人数是 -2，不是合理的人数。");
  EXPECT_EQ(refusal(levels, {{"学员", 30, {31, 0, 0, 0, 0}}}),
            "“学员”共 30 人，却有 31 份有效问卷。请核对总人数或剔除重复问卷。");
  EXPECT_EQ(refusal(levels, {{"学员", {}, {0, 0, 0, 0, 0}}}), "没有一份有效问卷。");
  EXPECT_EQ(refusal(levels, {}), "没有一份有效问卷。");
  EXPECT_EQ(refusal({}, {{"学员", {}, {}}}), "没有满意度的档次。");
  EXPECT_EQ(refusal({{"满意", decimal("120"), true}}, {{"学员", {}, {1}}}),
            "档次“满意”的赋值是 120，应在 0 到 100 之间。");
}

}  // namespace
}  // namespace jx
