// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/row_traits.h"

#include <gtest/gtest.h>

#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

RowTraits traits_with(IndicatorBuilder row) {
  const Submission made =
      submission()
          .project("", "道路养护")
          .add(indicator("养护里程").output(Level2::Quantity).at_least("50", "人次").weight("10"))
          .add(std::move(row))
          .build();
  return gather_facts(made, test_profile()).projects[0].traits;
}

IndicatorBuilder good() {
  return indicator("验收合格率").output(Level2::Quality).at_least("95", "%").weight("10");
}

TEST(RowTraits, OrdinaryRowsHaveNothingToLookAt) {
  const RowTraits traits = traits_with(good());
  for (const RowTrait trait :
       {RowTrait::Unused, RowTrait::DeclaredNotApplicable, RowTrait::NoLevel, RowTrait::NoTarget,
        RowTrait::NoUnit, RowTrait::NoWeight, RowTrait::WeightNotPositive, RowTrait::OtherWeight,
        RowTrait::UnreadCell, RowTrait::TargetWithMore, RowTrait::Falling,
        RowTrait::DirectionConflict, RowTrait::EqualSign, RowTrait::Qualitative, RowTrait::Cost}) {
    EXPECT_FALSE(traits.any(trait)) << static_cast<unsigned>(trait);
  }
  EXPECT_TRUE(traits.any(RowTrait::Rising));
}

TEST(RowTraits, OneRowIsEnough) {
  EXPECT_TRUE(traits_with(good().blank_value()).any(RowTrait::NoTarget));
  EXPECT_TRUE(traits_with(good().blank_unit()).any(RowTrait::NoUnit));
  EXPECT_TRUE(traits_with(good().blank_weight()).any(RowTrait::NoWeight));
  EXPECT_TRUE(traits_with(good().blank_level2()).any(RowTrait::NoLevel));
  EXPECT_TRUE(traits_with(good().weight("0")).any(RowTrait::WeightNotPositive));
  EXPECT_TRUE(traits_with(good().weight("5")).any(RowTrait::OtherWeight));
  EXPECT_TRUE(traits_with(good().value_words("≥95")).any(RowTrait::TargetWithMore));
  EXPECT_TRUE(traits_with(good().qualitative("良好")).any(RowTrait::Qualitative));
  EXPECT_TRUE(traits_with(good().at_most("5", "天")).any(RowTrait::Falling));
  EXPECT_TRUE(traits_with(good().equal("1", "次")).any(RowTrait::EqualSign));
  EXPECT_TRUE(traits_with(good().direction(Direction::Reverse)).any(RowTrait::DirectionConflict));
  EXPECT_TRUE(traits_with(good().output(Level2::Cost)).any(RowTrait::Cost));
}

TEST(RowTraits, OnlyRowsInUseShowTheirLevels) {
  const RowTraits shown = traits_with(good());
  EXPECT_TRUE(shown.shows(Level1::Output, Level2::Quality));
  EXPECT_TRUE(shown.shows(Level1::Output, Level2::Unknown));
  EXPECT_FALSE(shown.shows(Level1::Benefit, Level2::Unknown));

  const RowTraits unused = traits_with(indicator("").benefit(Level2::SocialBenefit));
  EXPECT_TRUE(unused.any(RowTrait::Unused));
  EXPECT_FALSE(unused.shows(Level1::Benefit, Level2::SocialBenefit));

  const RowTraits declared =
      traits_with(indicator("受益人数").benefit(Level2::SocialBenefit).not_applicable());
  EXPECT_TRUE(declared.any(RowTrait::DeclaredNotApplicable));
  EXPECT_FALSE(declared.shows(Level1::Benefit, Level2::SocialBenefit));
}

}  // namespace
}  // namespace jx::testing
