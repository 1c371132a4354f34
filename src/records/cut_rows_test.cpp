// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/cut_rows.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "records/test_tables.h"

namespace jx {
namespace {

using namespace test;

const Row kHeader = {"一级指标", "二级指标", "三级指标", "指标值", "权重"};

std::string shown(const Submission& submission) {
  std::string all;
  for (const Indicator& indicator : submission.projects.at(0).goal_sets.at(0).indicators) {
    all += indicator.level2.raw + "/" + indicator.name.text + "/" + indicator.target.raw + " ";
  }
  return all;
}

/// Two parts of one table; the second one on the next page.
Submission read_parts(std::vector<Row> upper, const std::vector<Row>& lower,
                      std::uint32_t header_rows = 0) {
  upper.insert(upper.begin(), kHeader);
  return read(document({table(upper), table(lower, header_rows)}, {1}));
}

TEST(JoinCutRows, TheRestOfAValueGoesToItsRow) {
  const Submission submission =
      read_parts({{"产出指标", "时效指标", "报告及时性", "在项目计划完成时", "8"}},
                 {{"", "", "", "间内完成", ""}, {"", "成本指标", "总成本", "≤90万元", "10"}});
  EXPECT_EQ(shown(submission),
            "时效指标/报告及时性/在项目计划完成时间内完成 成本指标/总成本/≤90万元 ");
  EXPECT_EQ(submission.diagnostics.count("row-cut-by-page"), 1U);
  EXPECT_EQ(submission.projects[0].goal_sets[0].indicators[1].level1.value, Level1::Output)
      << "a group goes on over the page";
}

TEST(JoinCutRows, SeveralCellsOfARowMayBeCut) {
  EXPECT_EQ(shown(read_parts({{"满意度指标", "服务对象满意度", "沿岸居民满意", "≥90%", "10"}},
                             {{"", "指标", "度", "", ""}})),
            "服务对象满意度指标/沿岸居民满意度/≥90% ");
}

TEST(JoinCutRows, ARepeatedHeaderStandsAboveTheRest) {
  EXPECT_EQ(shown(read_parts({{"产出指标", "数量指标", "购买电", "13台", "8"}},
                             {kHeader, {"", "", "脑数量", "", ""}}, 1)),
            "数量指标/购买电脑数量/13台 ");
}

TEST(JoinCutRows, ARowOfItsOwnStaysOne) {
  const std::vector<Row> upper = {{"产出指标", "数量指标", "培训场次", "8场", "8"}};
  const auto count = [&](const Row& row) {
    return read_parts(upper, {row}).projects.at(0).goal_sets.at(0).indicators.size();
  };
  EXPECT_EQ(count({"", "质量指标", "合格率", "", ""}), 2U) << "a level that is known";
  EXPECT_EQ(count({"", "", "合格率", "95%", ""}), 2U) << "a value of its own";
  EXPECT_EQ(count({"", "", "合格率", "", "10"}), 2U) << "points of its own";
  EXPECT_EQ(count({"效益指标", "", "", "", ""}), 2U);
}

TEST(JoinCutRows, ASentenceThatHasEndedDoesNotGoOn) {
  EXPECT_EQ(read_parts({{"产出指标", "质量指标", "培训质量", "按方案完成。", "8"}},
                       {{"", "", "", "学员考核合格", ""}})
                .projects.at(0)
                .goal_sets.at(0)
                .indicators.size(),
            2U);
}

TEST(JoinCutRows, TasksGoOnToo) {
  const Submission submission = read(document(
      {table({{"序号", "工作任务", "任务目标"}, {"1", "技能培训", "开展培训三期，参"}}),
       table({{"", "", "训人员不少于一百人次。"}, {"2", "品牌建设", "注册商标一个。"}}, 0)},
      {1}));
  ASSERT_EQ(submission.task_lists.size(), 1U);
  ASSERT_EQ(submission.task_lists[0].tasks.size(), 2U);
  EXPECT_EQ(submission.task_lists[0].tasks[0].target.text,
            "开展培训三期，参训人员不少于一百人次。");
}

}  // namespace
}  // namespace jx
