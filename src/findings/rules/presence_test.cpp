// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/presence.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "findings/evidence.h"
#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

const Lexicon& lexicon() {
  static const Result<Lexicon> kLexicon =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon");
  return *kLexicon;
}

Answers look_for_quality(const Submission& made) {
  return run_rule(
      [](const RuleInput& input, FindingSink& sink) {
        check_rows_present(
            input, {.level1 = Level1::Output, .level2 = Level2::Quality, .name = "质量指标"}, sink);
      },
      made, test_profile(), lexicon());
}

SubmissionBuilder complete_without_quality() {
  return submission()
      .project("", "社区食堂")
      .add(indicator("供餐人次").output(Level2::Quantity).weight("50"))
      .add(indicator("用餐便利").benefit(Level2::SocialBenefit).weight("30"))
      .add(indicator("老人满意度").satisfaction().weight("10"));
}

TEST(RowsPresent, FailsForACompleteProject) {
  const Answers answers = look_for_quality(complete_without_quality().build());
  ASSERT_EQ(answers.fails.size(), 1u);
  EXPECT_NE(answers.fails[0].message.find("没有质量指标"), std::string::npos);
}

TEST(RowsPresent, DoesNotJudgeAnExcerpt) {
  const Answers answers =
      look_for_quality(submission()
                           .project("", "社区食堂")
                           .add(indicator("供餐人次").output(Level2::Quantity).weight("50"))
                           .build());
  EXPECT_TRUE(answers.fails.empty());
  EXPECT_EQ(answers.insufficient.size(), 1u);
}

TEST(RowsPresent, AcceptsARowDeclaredNotApplicable) {
  const Answers answers =
      look_for_quality(complete_without_quality()
                           .add(indicator("不适用").output(Level2::Quality).not_applicable())
                           .build());
  EXPECT_TRUE(answers.quiet());
  EXPECT_EQ(answers.not_applicable.size(), 1u);
}

TEST(RowsPresent, APrintedRowLeftBlankIsNoRow) {
  const Answers answers = look_for_quality(
      complete_without_quality().add(indicator("").output(Level2::Quality)).build());
  EXPECT_EQ(answers.fails.size(), 1u);
}

TEST(RowsPresent, SaysNothingOfAFormWithoutLevels) {
  const Answers answers = look_for_quality(
      submission().project("", "食堂").add(indicator("供餐").weight("90")).build());
  EXPECT_TRUE(answers.quiet());
}

TEST(RowsPresent, IsNotSureWhereALevelCannotBeRead) {
  IndicatorBuilder strange = indicator("饭菜新鲜程度");
  strange.row().level1.absence = Absence::Unread;
  strange.row().level1.raw = "产岀旨标";
  const Answers answers = look_for_quality(complete_without_quality().add(strange).build());
  EXPECT_TRUE(answers.fails.empty());
  EXPECT_EQ(answers.insufficient.size(), 1u);
}

}  // namespace
}  // namespace jx::testing
