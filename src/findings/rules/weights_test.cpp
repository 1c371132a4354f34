// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/weights.h"

#include <gtest/gtest.h>

#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

SubmissionBuilder three_levels(std::string_view output, std::string_view benefit,
                               std::string_view satisfaction) {
  return submission()
      .project("", "社区食堂")
      .add(indicator("老人满意度").satisfaction().weight(satisfaction))
      .add(indicator("供餐人次").output(Level2::Quantity).weight(output))
      .add(indicator("用餐便利程度").benefit(Level2::SocialBenefit).weight(benefit));
}

struct Looked {
  std::vector<LevelWeights> levels;
  std::optional<ExpectedShares> expected;
  std::string words;
};

Looked look_at(const Submission& made, const Profile& profile) {
  const Facts facts = gather_facts(made, profile);
  Looked looked;
  looked.levels = weights_by_level(facts.projects[0].rows, profile);
  looked.expected = find_expected_shares(facts.projects[0], looked.levels, profile);
  looked.words = in_words(looked.levels, facts.projects[0].rows);
  return looked;
}

TEST(WeightsByLevel, FollowsTheOfficialOrderAndShowsTheTerms) {
  const Submission made = three_levels("20", "30", "10")
                              .add(indicator("餐").output(Level2::Quality).weight("5.50"))
                              .build();
  const Looked looked = look_at(made, test_profile());
  EXPECT_EQ(looked.words, "产出指标 20+5.5 = 25.5、效益指标 30、满意度指标 10");
  EXPECT_EQ(sum_of(looked.levels, Level1::Output), decimal("25.5"));
  EXPECT_EQ(sum_of(looked.levels, Level1::Cost), Decimal(0));
}

TEST(ExpectedShares, AreOnTheProjectsOwnScale) {
  const Looked points = look_at(three_levels("60", "20", "10").build(), test_profile());
  ASSERT_TRUE(points.expected.has_value());
  EXPECT_EQ(points.expected->points[0].second, Decimal(50));
  const Looked fractions = look_at(three_levels("0.6", "0.2", "0.1").build(), test_profile());
  ASSERT_TRUE(fractions.expected.has_value());
  EXPECT_EQ(fractions.expected->points[0].second, decimal("0.5"));
}

TEST(ExpectedShares, SayNothingWhenAnotherSumIsDistributed) {
  EXPECT_FALSE(
      look_at(three_levels("60", "30", "10").build(), test_profile()).expected.has_value());
}

TEST(ExpectedShares, PreferTheSharesWrittenForTheLevelsShown) {
  Profile profile = test_profile();
  profile.weight_shares.push_back(
      {.when = "without-satisfaction",
       .points = {{Level1::Output, Decimal(50)}, {Level1::Benefit, Decimal(40)}},
       .basis = {}});
  const Submission made =
      submission()
          .project("", "桥梁检测")
          .add(indicator("检测座数").output(Level2::Quantity).weight("60"))
          .add(indicator("通行安全").benefit(Level2::SocialBenefit).weight("30"))
          .build();
  const Looked looked = look_at(made, profile);
  ASSERT_TRUE(looked.expected.has_value());
  EXPECT_EQ(looked.expected->source->when, "without-satisfaction");
}

}  // namespace
}  // namespace jx::testing
