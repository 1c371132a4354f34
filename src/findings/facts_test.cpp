// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

struct WeightCase {
  std::string name;
  std::vector<std::string> weights;
  WeightScale scale;
  std::string base;  ///< Empty: none.
};

void PrintTo(const WeightCase& each, std::ostream* out) { *out << each.name; }

class WeightFacts : public ::testing::TestWithParam<WeightCase> {};

TEST_P(WeightFacts, ScaleAndBase) {
  SubmissionBuilder made = submission().project("", "道路养护");
  for (const std::string& weight : GetParam().weights) {
    made.add(indicator("养护里程").output(Level2::Quantity).weight(weight));
  }
  const Submission built = made.build();
  const Facts facts = gather_facts(built, test_profile());
  ASSERT_EQ(facts.projects.size(), 1u);
  EXPECT_EQ(facts.projects[0].scale, GetParam().scale);
  const auto& base = facts.projects[0].matched_base;
  EXPECT_EQ(base.has_value() ? base->to_string() : "", GetParam().base);
  EXPECT_EQ(facts.projects[0].complete, !GetParam().base.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Weights, WeightFacts,
    ::testing::Values(
        WeightCase{"TwoFractionsOfAnExcerpt", {"0.2", "0.1"}, WeightScale::Fraction, ""},
        WeightCase{"FractionsToOne", {"0.5", "0.3", "0.2"}, WeightScale::Fraction, "1"},
        WeightCase{"FractionsToNineTenths", {"0.5", "0.3", "0.1"}, WeightScale::Fraction, "0.9"},
        WeightCase{"ThirdsAreOne", {"0.333", "0.333", "0.333"}, WeightScale::Fraction, "1"},
        WeightCase{"SingleWholeOne", {"1"}, WeightScale::Fraction, "1"},
        WeightCase{"PointsToNinety", {"50", "30", "10"}, WeightScale::Points, "90"},
        WeightCase{"PointsToAHundred", {"60", "30", "10"}, WeightScale::Points, "100"},
        WeightCase{"HalfPoints", {"22.5", "22.5", "22.5", "22.5"}, WeightScale::Points, "90"},
        WeightCase{"OnePointRowAmongPoints", {"1", "4", "10"}, WeightScale::Points, ""},
        WeightCase{"HalfPointRowOnABase", {"0.5", "89.5"}, WeightScale::Points, "90"},
        WeightCase{"WithinTolerance", {"30", "60.01"}, WeightScale::Points, "90"},
        WeightCase{"BeyondTolerance", {"30", "60.02"}, WeightScale::Points, ""},
        WeightCase{"ManyOnes", {"1", "1", "1"}, WeightScale::Points, ""},
        WeightCase{"Mixed", {"0.2", "0.1", "15", "20"}, WeightScale::Unknown, ""}),
    [](const auto& made) { return made.param.name; });

TEST(GatherFacts, WholeTaxonomyIsCompleteThoughOffBase) {
  const Submission made =
      submission()
          .project("", "道路养护")
          .add(indicator("养护里程").output(Level2::Quantity).weight("20"))
          .add(indicator("验收合格率").output(Level2::Quality).weight("20"))
          .add(indicator("完工日期").output(Level2::Timeliness).weight("5"))
          .add(indicator("总成本").output(Level2::Cost).weight("5"))
          .add(indicator("通行时间").benefit(Level2::SocialBenefit).weight("25"))
          .add(indicator("群众满意度").satisfaction().weight("10"))
          .build();
  const Facts facts = gather_facts(made, test_profile());
  EXPECT_TRUE(facts.projects[0].complete);
  EXPECT_FALSE(facts.projects[0].matched_base.has_value());
}

TEST(GatherFacts, ProjectBetweenOthersIsComplete) {
  const Submission made = submission()
                              .project("", "甲")
                              .add(indicator("一").output(Level2::Quantity).weight("10"))
                              .project("", "乙")
                              .add(indicator("二").output(Level2::Quantity).weight("10"))
                              .project("", "丙")
                              .add(indicator("三").output(Level2::Quantity).weight("10"))
                              .build();
  const Facts facts = gather_facts(made, test_profile());
  EXPECT_FALSE(facts.projects[0].complete);
  EXPECT_TRUE(facts.projects[1].complete);
  EXPECT_FALSE(facts.projects[2].complete);
}

TEST(GatherFacts, WithoutWeightsOutputAndBenefitMakeItComplete) {
  const Submission made = submission()
                              .project("", "甲")
                              .add(indicator("一").output(Level2::Quantity))
                              .add(indicator("二").benefit(Level2::SocialBenefit))
                              .project("", "乙")
                              .add(indicator("三").output(Level2::Quantity))
                              .build();
  const Facts facts = gather_facts(made, test_profile());
  EXPECT_TRUE(facts.projects[0].complete);
  EXPECT_FALSE(facts.projects[0].weight_sum.has_value());
  EXPECT_FALSE(facts.projects[1].complete);
  EXPECT_NE(why_incomplete(facts.projects[1], test_profile()).find("效益"), std::string::npos);
}

TEST(GatherFacts, PrintedFormLeftBlankIsNotComplete) {
  const Submission made = submission()
                              .project("", "甲")
                              .add(indicator("").output(Level2::Quantity))
                              .add(indicator("").benefit(Level2::SocialBenefit))
                              .build();
  EXPECT_FALSE(gather_facts(made, test_profile()).projects[0].complete);
}

TEST(GatherFacts, LinksTheTaskListOfAProject) {
  const Submission made =
      submission().project("", "甲").project("", "乙").task_list("清单", "乙").build();
  const Facts facts = gather_facts(made, test_profile());
  EXPECT_EQ(facts.projects[0].task_list, nullptr);
  EXPECT_EQ(facts.projects[1].task_list, &made.task_lists[0]);
}

}  // namespace
}  // namespace jx::testing
