// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/goal_adjustments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/test_tables.h"

namespace jx {
namespace {

using namespace test;
using ::testing::HasSubstr;

constexpr std::string_view kHead =
    "[[project]]\nproject = \"图书服务\"\nreason = \"上级调减资金\"\n"
    "document = \"某财预〔2024〕12号\"\napprover = \"某县财政局\"\ndate = 2024-09-10\n";

Submission approved() {
  return extract_submission(
             document({table({{"项目名称", "一级指标", "二级指标", "三级指标", "指标性质", "指标值",
                               "度量单位", "权重"},
                              {"110101T00000000000001-图书服务", "产出指标", "数量指标",
                               "流动服务次数", "≥", "120", "次", "60"},
                              {"", "", "", "图书更新册数", "≥", "500", "册", "30"}})}),
             {}, lexicon(), profiles())
      .value();
}

Result<std::vector<AppliedAdjustment>> adjust(const std::string& changes, Submission& submission) {
  JX_TRY(const auto adjustments, parse_goal_adjustments(std::string(kHead) + changes, "调整.toml"));
  return apply_goal_adjustments(adjustments, lexicon(), submission);
}

std::string fault_of(const std::string& changes) {
  Submission submission = approved();
  const auto result = adjust(changes, submission);
  return result.ok() ? std::string() : result.error().message;
}

TEST(GoalAdjustments, StandBesideWhatWasApproved) {
  Submission submission = approved();
  const auto applied = adjust(
      "goal = \"服务 90 次。\"\n"
      "[[project.indicator]]\nname = \"流动服务次数\"\ntarget = \"≥90次\"\nweight = 50\n"
      "[[project.indicator]]\nname = \"图书更新册数\"\nremoved = true\n"
      "[[project.indicator]]\nname = \"线上服务人次\"\nadded = true\nlevel1 = \"产出指标\"\n"
      "level2 = \"数量指标\"\ntarget = \"≥500人次\"\nweight = 40\n",
      submission);
  ASSERT_TRUE(applied.ok()) << applied.error().message;
  ASSERT_EQ(applied->size(), 1U);
  EXPECT_EQ(applied->front().position, 0U);
  EXPECT_EQ(applied->front().project, submission.projects[0].key.text);
  const std::vector<GoalSet>& sets = submission.projects[0].goal_sets;
  ASSERT_EQ(sets.size(), 2U);
  EXPECT_EQ(sets[0].indicators[0].target->value->to_string(), "120") << "the approved one stays";
  EXPECT_EQ(sets[0].indicators.size(), 2U);
  const GoalSet& adjusted = sets[1];
  EXPECT_EQ(adjusted.source, GoalSource::Adjusted);
  EXPECT_EQ(adjusted.goals.at(0).words.text, "服务 90 次。");
  ASSERT_EQ(adjusted.indicators.size(), 2U);
  EXPECT_EQ(adjusted.indicators[0].target->value->to_string(), "90");
  EXPECT_EQ(adjusted.indicators[0].target->comparator, Comparator::AtLeast);
  EXPECT_EQ(adjusted.indicators[0].target->unit.name, "次");
  EXPECT_EQ(adjusted.indicators[0].weight->to_string(), "50");
  EXPECT_EQ(adjusted.indicators[1].name.text, "线上服务人次");
  EXPECT_EQ(*adjusted.indicators[1].level2, Level2::Quantity);
}

TEST(GoalAdjustments, ABareNumberLeavesTheColumnsAlone) {
  Submission submission = approved();
  ASSERT_TRUE(
      adjust("[[project.indicator]]\nname = \"流动服务次数\"\ntarget = \"90\"\n", submission).ok());
  const Indicator& changed = submission.projects[0].goal_sets[1].indicators[0];
  EXPECT_EQ(changed.target->comparator, Comparator::AtLeast);
  EXPECT_EQ(changed.target->unit.name, "次");
  EXPECT_EQ(changed.weight->to_string(), "60");
}

TEST(GoalAdjustments, OfAnotherProjectAreNotUsed) {
  Submission submission = approved();
  submission.projects[0].names[0].text = "别的项目";
  const auto applied =
      adjust("[[project.indicator]]\nname = \"流动服务次数\"\nweight = 50\n", submission);
  ASSERT_TRUE(applied.ok());
  EXPECT_TRUE(applied->empty());
  EXPECT_EQ(submission.projects[0].goal_sets.size(), 1U);
}

TEST(GoalAdjustments, SayWhatIsWrong) {
  EXPECT_THAT(fault_of("[[project.indicator]]\nname = \"养护里程\"\nweight = 5\n"),
              HasSubstr("没有叫“养护里程”的指标"));
  EXPECT_THAT(fault_of("[[project.indicator]]\nname = \"流动服务次数\"\n"),
              HasSubstr("没有写改了什么"));
  EXPECT_THAT(fault_of("[[project.indicator]]\nname = \"流动服务次数\"\nadded = true\n"
                       "level1 = \"产出指标\"\nlevel2 = \"数量指标\"\ntarget = \"≥5次\"\n"
                       "weight = 5\n"),
              HasSubstr("已有叫"));
  EXPECT_THAT(fault_of("[[project.indicator]]\nname = \"新\"\nadded = true\n"
                       "level1 = \"产出\"\nlevel2 = \"幸福指标\"\ntarget = \"≥5次\"\nweight = 5\n"),
              HasSubstr("不是已知的二级指标"));
  EXPECT_THAT(fault_of("[[project.indicator]]\nname = \"流动服务次数\"\nremoved = true\n"
                       "weight = 5\n"),
              HasSubstr("取消的指标"));
  EXPECT_THAT(fault_of(""), HasSubstr("没有写改了什么"));
}

TEST(GoalAdjustments, NeedAReasonAndAnApproval) {
  const auto whole = parse_goal_adjustments(
      std::string(kHead) + "[[project.indicator]]\nname = \"甲\"\nweight = 5\n", "调整.toml");
  ASSERT_TRUE(whole.ok());
  EXPECT_EQ(whole->front().approval.document, "某财预〔2024〕12号");
  EXPECT_EQ(whole->front().approval.date, "2024-09-10");
  for (const std::string_view key : {"reason", "document", "approver", "date"}) {
    std::string text(kHead);
    const std::size_t at = text.find(std::string(key) + " =");
    text.erase(at, text.find('\n', at) - at + 1);
    text += "[[project.indicator]]\nname = \"流动服务次数\"\nweight = 5\n";
    const auto read = parse_goal_adjustments(text, "调整.toml");
    ASSERT_FALSE(read.ok()) << key;
    EXPECT_THAT(read.error().message, HasSubstr(std::string(key)));
  }
}

}  // namespace
}  // namespace jx
