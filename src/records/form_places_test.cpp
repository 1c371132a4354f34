// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/form_places.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "records/test_tables.h"

namespace jx {
namespace {

using namespace test;

Submission read_all(std::vector<Table> tables) { return read(document(std::move(tables))); }

std::string names(const GoalSet& set) {
  std::string all;
  for (const Indicator& indicator : set.indicators) all += indicator.name.text + " ";
  return all;
}

std::string words(const Submission& submission) {
  std::string all;
  for (const Paragraph& paragraph : submission.paragraphs) all += paragraph.words.text + "|";
  return all;
}

Table head(std::string_view title, std::string_view project) {
  return titled(table({{"项目名称", project, "", "实施单位", "水文站"},
                       {"项目负责人", "王五", "", "主管部门", "水利局"}},
                      0),
                title);
}

/// A block of a form without points: its label, then the header.
Table block(std::string_view label, std::string_view name) {
  return table({{label, "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分"},
                {"", "产出指标", "数量指标", name, "3个", "3个", "20"}});
}

TEST(FindForms, AFormGoesOnUnderItsNextHeader) {
  const Submission submission =
      read_all({head("2020年度绩效自评表", "泉水监测"), block("年度绩效目标1（40分）", "监测点"),
                block("年度绩效目标2（40分）", "整编资料")});
  ASSERT_EQ(submission.projects.size(), 1U);
  ASSERT_EQ(submission.projects[0].goal_sets.size(), 1U);
  EXPECT_EQ(names(submission.projects[0].goal_sets[0]), "监测点 整编资料 ");
  EXPECT_EQ(submission.self_evaluations.size(), 1U);
}

TEST(FindForms, AHeaderRepeatedOnTheNextPageBeginsNoForm) {
  const Submission submission =
      read_all({head("2020年度绩效自评表", "泉水监测"), block("绩效指标", "监测点"),
                table({{"一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分"},
                       {"效益指标", "社会效益指标", "受益人数", "9人", "9人", "20"},
                       {"项目负责人：张三", "", "", "", "", ""}})});
  EXPECT_EQ(submission.self_evaluations.size(), 1U);
  EXPECT_EQ(names(submission.projects.at(0).goal_sets.at(0)), "监测点 受益人数 ");
}

TEST(FindForms, ATitleBeginsAnotherForm) {
  const Submission submission =
      read_all({head("2020年度绩效自评表", "泉水监测"), block("绩效指标", "监测点"),
                titled(block("绩效指标", "站房"), "站房维修自评表")});
  EXPECT_EQ(submission.self_evaluations.size(), 2U);
}

TEST(FindForms, ActualsBelowATitleAreAnEvaluationWithoutScores) {
  const std::vector<Row> rows = {{"一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值"},
                                 {"产出指标", "数量指标", "帐篷储备率", "100%", "100%"}};
  EXPECT_EQ(
      read_all({head("专项资金绩效目标自评表", "救灾物资"), table(rows)}).self_evaluations.size(),
      1U);
  EXPECT_TRUE(read_all({head("绩效运行监控表", "救灾物资"), table(rows)}).self_evaluations.empty());
}

TEST(FindForms, TheTermAboveTheYearIsNotTheGoal) {
  const auto part = [](std::string_view label, std::string_view value) {
    return table({{label, "一级指标", "二级指标", "指标内容", "指标值", "备注"},
                  {"", "产出指标", "数量指标", "清淤长度", value, ""},
                  {"", "", "质量指标", "验收合格率", "100%", ""}});
  };
  const Submission submission =
      read_all({head("绩效目标申报表", "河道清淤"), part("总目标绩效指标", "60公里"),
                part("本年度绩效指标", "20公里")});
  ASSERT_EQ(submission.projects.size(), 1U);
  const GoalSet& set = submission.projects[0].goal_sets.at(0);
  EXPECT_EQ(names(set), "清淤长度 验收合格率 ") << "指标内容 is the name where no other column is";
  EXPECT_EQ(set.indicators[0].target.raw, "20公里");
  EXPECT_NE(words(submission).find("产出指标 数量指标 清淤长度 60公里|"), std::string::npos);
}

TEST(FindForms, TheFootOfADeclarationIsNoIndicator) {
  const Submission submission = read_all(
      {head("绩效目标申报表", "河道清淤"), table({{"一级指标", "二级指标", "三级指标", "指标值"},
                                                  {"产出指标", "数量指标", "清淤长度", "20公里"},
                                                  {"", "质量指标", "存在问题整改率", "100%"},
                                                  {"保障绩效目标实现措施", "定期检查", "", ""},
                                                  {"市财政局审核意见", "审核人：", "", ""}})});
  EXPECT_EQ(names(submission.projects[0].goal_sets.at(0)), "清淤长度 存在问题整改率 ");
  EXPECT_NE(words(submission).find("保障绩效目标实现措施|定期检查|市财政局审核意见|审核人：|"),
            std::string::npos);
}

TEST(FindForms, WhatStandsOutsideTheLevelsIsNoIndicatorEither) {
  const Submission submission =
      read_all({head("绩效目标申报表", "河道清淤"),
                table({{"年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"},
                       {"", "产出指标", "数量指标", "清淤长度", "20公里"},
                       {"单位负责人（签字）", "", "", "填报人", "张三"}})});
  EXPECT_EQ(names(submission.projects[0].goal_sets.at(0)), "清淤长度 ");
}

TEST(FindForms, TheTermBelowGoalsSideBySideIsNoGoal) {
  const auto part = [](std::string_view label, std::string_view value) {
    return table({{label, "一级指标", "二级指标", "三级指标", "指标值"},
                  {"", "产出指标", "数量指标", "清淤长度", value}});
  };
  const Submission submission =
      read_all({head("绩效目标申报表", "河道清淤"),
                table({{"项目绩效目标", "长期目标", "年度目标"}, {"", "三年清淤", "全年清淤"}}),
                part("长期绩效指标", "60公里"), part("年度绩效指标", "20公里")});
  const GoalSet& set = submission.projects.at(0).goal_sets.at(0);
  ASSERT_EQ(set.goals.size(), 1U);
  EXPECT_EQ(set.goals[0].words.text, "全年清淤");
}

TEST(FindForms, AWholeDepartmentIsItsOwnSubject) {
  Tables tables =
      document({titled(table({{"年度主要任务", "任务名称", "主要内容", "预算金额（万元）"},
                              {"", "防汛抗旱", "储备物资", "300"},
                              {"", "金额合计", "300"},
                              {"年度总体目标", "保障防汛安全"}}),
                       "部门整体支出绩效目标表"),
                table({{"一级指标", "二级指标", "三级指标", "指标值"},
                       {"产出指标", "数量指标", "储备物资", "25吨"}})});
  tables.lines.emplace_back().text = "部门（单位）名称\t某县水利局";
  const Submission submission = read(tables);
  ASSERT_EQ(submission.projects.size(), 1U);
  const Project& department = submission.projects[0];
  EXPECT_EQ(department.name(), "某县水利局");
  EXPECT_EQ(department.budget->to_string(), "300");
  EXPECT_EQ(department.goal_sets.at(0).goals.at(0).words.text, "保障防汛安全");
  EXPECT_TRUE(submission.unread.empty());
}

TEST(FormHeads, AnAmountMayStandInWords) {
  const Submission submission = read_all(
      {head("绩效目标申报表", "河道清淤"),
       table({{"资金总额及构成", "总额1060.75万元　一、财政拨款：692万元　二、自有资金：0万元"}},
             0),
       table({{"一级指标", "二级指标", "三级指标", "指标值"},
              {"产出指标", "数量指标", "清淤长度", "20公里"}})});
  EXPECT_EQ(submission.projects.at(0).budget->to_string(), "1060.75");
  EXPECT_EQ(submission.projects[0].budget_unit.name, "万元");
}

TEST(FormHeads, LoseNothingOfARowWithKnownLabels) {
  const Submission submission = read_all({head("绩效目标申报表", "河道清淤"),
                                          table({{"一级指标", "二级指标", "三级指标", "指标值"},
                                                 {"产出指标", "数量指标", "清淤长度", "20公里"}})});
  EXPECT_EQ(words(submission), "项目负责人 王五 主管部门 水利局|");
}

TEST(FormHeads, AUnitThatCallsItselfTheUnitIsNamedElsewhere) {
  Tables tables = document(
      {table({{"项目名称", "泉水监测", "", "实施单位", "本单位"}, {"项目类别", "本级专项"}}, 0),
       block("绩效指标", "监测点")});
  tables.lines.emplace_back().text = "单位名称：某市水文站";
  const Submission submission = read(tables);
  ASSERT_EQ(submission.projects.at(0).unit_names.size(), 1U);
  EXPECT_EQ(submission.projects[0].unit_names[0].text, "某市水文站");
}

/// The form of a whole department in one city: adjusted values, no levels, the total above.
std::vector<Table> department_form() {
  Table indicators =
      table({{"绩效指标", "指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值",
              "全年完成值", "得分系数（%）", "指标权重（分）", "指标得分（分）"},
             {"", "预算完成率", "%", "≥", "", "70", "76", "100%", "40", "40"},
             {"", "宣传品数量", "份", "≥", "1800", "2000", "2043", "100%", "50", "50"}});
  indicators.cells.front().rowspan = 3;
  return {titled(table({{"主管部门", "某局", "财政处室", "教科文处", "自评总分（分）", "97.6"}}, 0),
                 "部门整体绩效自评表"),
          table({{"部门预算执行情况（万元）", "年初预算数", "全年（调整）预算数", "全年执行数",
                  "执行率（%）", "执行率权重", "执行率得分（分）"},
                 {"", "1000", "1200", "912", "76%", "10", "7.6"}}),
          table({{"当年绩效目标", "年初绩效目标", "全年（调整）绩效目标", "全年目标实际完成情况"},
                 {"", "无", "办好阅读活动", "完成了任务"}}),
          std::move(indicators)};
}

TEST(SelfEvaluations, OfAWholeDepartmentAreReadAsAdjusted) {
  const Submission submission = read_all(department_form());
  ASSERT_EQ(submission.self_evaluations.size(), 1U);
  EXPECT_EQ(submission.projects.at(0).name(), "某局");
  const SelfEvaluation& evaluation = submission.self_evaluations[0];
  EXPECT_EQ(evaluation.total->to_string(), "97.6") << "in the head";
  ASSERT_EQ(evaluation.funds.size(), 1U) << "a row that only its block names";
  EXPECT_EQ(evaluation.funds[0].full_year->to_string(), "1200");
  EXPECT_EQ(evaluation.funds[0].score->to_string(), "7.6");
  ASSERT_EQ(evaluation.goals.size(), 1U);
  EXPECT_EQ(evaluation.goals[0].expected.text, "办好阅读活动");
  const GoalSet& set = submission.projects[0].goal_sets.at(0);
  EXPECT_EQ(names(set), "预算完成率 宣传品数量 ");
  EXPECT_EQ(set.indicators[1].target.value->value->to_string(), "2000");
}

TEST(SelfEvaluations, ATotalMayBeAsWideAsTheForm) {
  Table indicators = block("年度绩效目标", "监测点");
  Table total = table({{"总分", "99.6"}}, 0);
  for (Cell cell : total.cells) {
    cell.row = 2;
    if (cell.column == 1) cell.colspan = 6;
    indicators.cells.push_back(cell);
  }
  indicators.rows = 3;
  const Submission submission =
      read_all({head("2020年度绩效自评表", "泉水监测"), std::move(indicators)});
  EXPECT_EQ(submission.self_evaluations.at(0).total->to_string(), "99.6");
}

TEST(SelfEvaluations, TheirFootMayStandAloneOnTheNextPage) {
  const auto with_foot = [](std::string_view project) {
    return std::vector{head("2020年度绩效自评表", project), block("绩效指标", "监测点"),
                       table({{"总分", "100", "93", "优"}, {"备注", "无"}}, 0)};
  };
  std::vector<Table> two = with_foot("泉水监测");
  for (Table& part : with_foot("站房维修")) two.push_back(std::move(part));
  const Submission submission = read_all(std::move(two));
  ASSERT_EQ(submission.self_evaluations.size(), 2U);
  for (const SelfEvaluation& evaluation : submission.self_evaluations) {
    EXPECT_EQ(evaluation.total->to_string(), "93");
    EXPECT_EQ(evaluation.total_weight->to_string(), "100");
    EXPECT_EQ(evaluation.grade.text, "优");
  }
  EXPECT_TRUE(submission.unread.empty());
}

TEST(SelfEvaluations, ALevelWithoutAnIndicatorIsNone) {
  const Submission submission =
      read_all({head("2020年度绩效自评表", "泉水监测"),
                table({{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"},
                       {"产出指标", "数量指标", "监测点", "3个", "3个", "50"},
                       {"效益指标", "经济效益指标", "", "", "", ""},
                       {"", "社会效益指标", "受益面积", "", "", ""}})});
  EXPECT_EQ(names(submission.projects[0].goal_sets.at(0)), "监测点 受益面积 ");
}

TEST(Columns, TheOneWithFiguresIsTheTarget) {
  const Submission submission =
      read_all({head("绩效目标表", "办公楼"),
                table({{"一级指标", "二级指标", "三级指标", "绩效标准", "当年预期实现值"},
                       {"产出指标", "数量指标", "维修次数", "反映维修情况", "≥280次"},
                       {"", "质量指标", "验收合格率", "反映质量", "≥92%"}})});
  const Indicator& indicator = submission.projects[0].goal_sets.at(0).indicators.at(0);
  EXPECT_EQ(indicator.target.raw, "≥280次");
  ASSERT_EQ(indicator.others.size(), 1U);
  EXPECT_EQ(indicator.others[0].second.text, "反映维修情况");
  EXPECT_EQ(submission.diagnostics.count("column-twice"), 1U);
}

TEST(Columns, TheWeightsOfTheNamesAreThoseInEveryRow) {
  const Submission submission =
      read_all({head("绩效目标表", "办公楼"),
                table({{"一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "指标值"},
                       {"产出指标", "60", "数量指标", "30", "维修次数", "10", "3次"},
                       {"", "", "", "", "巡查次数", "10", "4次"},
                       {"", "", "质量指标", "30", "验收合格率", "10", "100%"}})});
  const GoalSet& set = submission.projects[0].goal_sets.at(0);
  EXPECT_EQ(set.indicators.at(0).weight->to_string(), "10");
  EXPECT_EQ(set.indicators.at(1).weight->to_string(), "10");
}

TEST(Levels, OneThatIsNotKnownIsSaidOnce) {
  Table indicators = table({{"一级指标", "二级指标", "三级指标", "指标值"},
                            {"项目决策", "数量指标", "维修次数", "3次"},
                            {"", "质量指标", "验收合格率", "100%"}});
  indicators.cells[4].rowspan = 2;
  EXPECT_EQ(read_all({head("绩效目标表", "办公楼"), indicators}).unread.size(), 1U);
}

}  // namespace
}  // namespace jx
