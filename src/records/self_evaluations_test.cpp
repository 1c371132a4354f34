// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/self_evaluations.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "records/test_tables.h"

namespace jx {
namespace {

using namespace test;

Submission read(std::vector<Table> tables, std::initializer_list<std::uint32_t> continued = {}) {
  return extract_submission(document(std::move(tables), continued), {}, lexicon(), profiles())
      .value();
}

/// The cuts of a national form: the grid ends at every header.
std::vector<Table> national_form() {
  return {
      table({{"项目名称", "15000021T000000000018-环境整治"},
             {"主管部门", "青溪镇政府", "", "实施单位", "140001-农业中心"}},
            0),
      table({{"项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率",
              "得分"},
             {"", "年度资金总额", "100", "90", "89.974", "10", "99.97%", "10"},
             {"", "其中：当年财政拨款", "100", "90", "89.974", "—", "", "—"}}),
      table({{"年度总体目标", "预期目标", "实际完成情况"}, {"", "整治50个组。", "整治52个组。"}}),
      table({{"绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值",
              "得分", "偏差原因分析及改进措施"},
             {"", "产出指标（50分）", "数量指标", "整治组数", "≥50个", "52", "50", "50", ""},
             {"", "", "质量指标", "清运率", "≥100百分比", "未到期", "30", "", "年底统计"},
             {"", "满意度指标", "服务对象满意度指标", "满意度", "≥95%", "无法采集", "10", "", ""},
             {"总分", "", "", "", "", "", "100", "60", ""},
             {"评价结论", "完成较好，评价等级为“良好”。"}}),
  };
}

TEST(SelfEvaluations, ANationalFormIsReadByItsLabels) {
  const Submission submission = read(national_form());
  EXPECT_EQ(submission.form, "self-evaluation");
  ASSERT_EQ(submission.projects.size(), 1U);
  const Project& project = submission.projects[0];
  EXPECT_EQ(*project.code.value, "15000021T000000000018");
  EXPECT_EQ(project.name(), "环境整治");
  EXPECT_EQ(*project.unit_code.value, "140001");
  EXPECT_EQ(project.budget_unit.name, "万元");
  EXPECT_EQ(project.budget.value->to_string(), "90");

  ASSERT_EQ(submission.self_evaluations.size(), 1U);
  const SelfEvaluation& evaluation = submission.self_evaluations[0];
  ASSERT_EQ(evaluation.funds.size(), 2U);
  EXPECT_TRUE(evaluation.funds[0].total);
  EXPECT_FALSE(evaluation.funds[1].total);
  EXPECT_EQ(evaluation.funds[0].executed->to_string(), "89.974");
  EXPECT_EQ(evaluation.funds[0].rate->to_string(), "99.97");
  EXPECT_FALSE(evaluation.funds[0].adjusted.origin.known()) << "the form has no such column";
  EXPECT_EQ(evaluation.funds[1].weight.absence, Absence::NotApplicable) << "a dash";
  EXPECT_EQ(evaluation.funds[1].rate.absence, Absence::Blank);
  EXPECT_TRUE(evaluation.funds[1].rate.origin.known()) << "a gap with a place";
  ASSERT_EQ(evaluation.goals.size(), 1U);
  EXPECT_EQ(evaluation.goals[0].expected.text, "整治50个组。");
  EXPECT_EQ(evaluation.goals[0].actual.text, "整治52个组。");
  EXPECT_EQ(evaluation.total->to_string(), "60");
  EXPECT_EQ(evaluation.total_weight->to_string(), "100");
  EXPECT_EQ(evaluation.grade.text, "良好");
  EXPECT_TRUE(submission.unread.empty()) << submission.unread[0].words.text;
}

TEST(SelfEvaluations, ALabelBelowTheGoalsIsNoGoal) {
  std::vector<Table> form = national_form();
  form[2] = table({{"年度总体目标", "预期目标", "实际完成情况"},
                   {"", "整治50个组。", "整治52个组。"},
                   {"", "清运率100%。", ""},
                   {"项目实施内容及过程概述", "按方案实施。"}});
  const Submission submission = read(std::move(form));
  const SelfEvaluation& evaluation = submission.self_evaluations.at(0);
  ASSERT_EQ(evaluation.goals.size(), 2U);
  EXPECT_EQ(evaluation.goals[1].expected.text, "清运率100%。");
  const bool kept = std::any_of(
      submission.paragraphs.begin(), submission.paragraphs.end(),
      [](const Paragraph& paragraph) { return paragraph.words.text == "按方案实施。"; });
  EXPECT_TRUE(kept) << "as a statement";
}

TEST(SelfEvaluations, TheTitleOfTheHeadSaysTheYear) {
  std::vector<Table> form = national_form();
  form[0].title.text = "部门预算项目支出绩效自评表（2023年度）";
  EXPECT_EQ(read(std::move(form)).profile.fiscal_year, 2023);
}

TEST(SelfEvaluations, TheDayItWasFilledInIsNotItsYear) {
  for (const std::string_view filled :
       {"填报日期：2024年2月1日", "填表人：李某　填表时间：2024年2月"}) {
    std::vector<Table> form = national_form();
    form[3] = table({{"绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值",
                      "分值", "得分", "偏差原因分析及改进措施"},
                     {"", "产出指标", "数量指标", "整治组数", "≥50个", "52", "90", "90", ""},
                     {"总分", "", "", "", "", "", "100", "100", ""},
                     {filled}});
    Tables tables = document(std::move(form));
    OutsideLine& line = tables.lines.emplace_back();
    line.text = "（2023 年度）";
    line.origin = {.page = 1, .line = 2};
    EXPECT_EQ(test::read(tables).profile.fiscal_year, 2023) << filled;
    tables.lines.clear();
    EXPECT_EQ(test::read(tables).profile.fiscal_year, 2024) << "nothing else names a year";
  }
}

TEST(SelfEvaluations, BlankCellsBesideTheNameOfAFundAreNoName) {
  std::vector<Table> form = national_form();
  form[1] = table({{"项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数"},
                   {"", "年度资金总额", " ", "100", "90", "81"}});
  const SelfEvaluation evaluation = read(std::move(form)).self_evaluations.at(0);
  ASSERT_EQ(evaluation.funds.size(), 1U);
  EXPECT_EQ(evaluation.funds[0].executed->to_string(), "81");
}

TEST(SelfEvaluations, TheTotalMayStandBelowItsLabels) {
  std::vector<Table> form = national_form();
  form[3] = table(
      {{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"},
       {"产出指标", "数量指标", "整治组数", "≥50个", "52", "90", "90", ""},
       {"其他需要说明事项", "", "无"},
       {"总分", "", "", "", "", "总分值", "总得分", "自评等级"},
       {"", "", "", "", "", "100", "96.5", "优"},
       {"附件", "", "照片"}});
  for (Cell& cell : form[3].cells) {
    if (cell.text == "总分") {
      cell.rowspan = 2;
      cell.colspan = 5;
    } else if (cell.text == "其他需要说明事项" || cell.text == "附件") {
      cell.colspan = 2;
    }
  }
  const Submission submission = read(std::move(form));
  const SelfEvaluation& evaluation = submission.self_evaluations.at(0);
  EXPECT_EQ(evaluation.total->to_string(), "96.5");
  EXPECT_EQ(evaluation.total_weight->to_string(), "100");
  EXPECT_EQ(evaluation.grade.text, "优");
  EXPECT_EQ(submission.projects[0].goal_sets[0].indicators.size(), 1U) << "what follows is none";
  EXPECT_TRUE(submission.unread.empty()) << submission.unread[0].words.text;
}

TEST(SelfEvaluations, AWideLabelAboveTheTotalIsNoIndicator) {
  std::vector<Table> form = national_form();
  form[3] = table({{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"},
                   {"产出指标", "数量指标", "污水处理量（20分）", "2000万吨", "1980万吨", "19.8"},
                   {"偏差大或目标未完成原因分析", "", "夏季检修"},
                   {"总分", "", "", "", "", "19.8"}});
  for (Cell& cell : form[3].cells) {
    if (cell.text == "偏差大或目标未完成原因分析") cell.colspan = 2;
  }
  const Submission submission = read(std::move(form));
  const std::vector<Indicator>& rows = submission.projects[0].goal_sets[0].indicators;
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].name.text, "污水处理量") << "its points stand behind it";
  EXPECT_EQ(rows[0].weight->to_string(), "20");
  EXPECT_EQ(rows[0].weight.raw, "（20分）");
  const Submission goals =
      read({table({{"项目名称", "三级指标", "指标值"}, {"培训", "考核得分（90分）", "≥90分"}})});
  EXPECT_EQ(goals.projects[0].goal_sets[0].indicators[0].name.text, "考核得分（90分）")
      << "nobody scores there";
}

TEST(SelfEvaluations, TheTotalMayStandInOtherColumns) {
  const std::pair<Row, std::string_view> rows[] = {
      {{"总分", "", "", "", "", "100", "", "96.4"}, "100 96.4"},
      {{"总分", "", "", "", "96.4", "", "", ""}, " 96.4"},
      {{"总分", "", "", "", "", "100", "96.4", "优"}, "100 96.4"},
      {{"总分", "", "", "", "", "100", "", ""}, "100 "},
      {{"总分", "", "", "", "", "", "", ""}, " "}};
  for (const auto& [row, read_as] : rows) {
    std::vector<Table> form = national_form();
    form[3] = table({{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值",
                      "得分", "偏差原因"},
                     {"产出指标", "数量指标", "整治组数", "≥50个", "52", "90", "90", ""},
                     row});
    const SelfEvaluation evaluation = read(std::move(form)).self_evaluations.at(0);
    const auto shown = [](const Field<Decimal>& field) {
      return field.has_value() ? field->to_string() : std::string();
    };
    EXPECT_EQ(shown(evaluation.total_weight) + " " + shown(evaluation.total), read_as);
  }
}

TEST(SelfEvaluations, LevelsThatWereOnlyPrintedAreNoIndicators) {
  std::vector<Table> form = national_form();
  form[3] = table(
      {{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"},
       {"产出指标", "数量指标", "整治组数", "≥50个", "52", "90", "90", ""},
       {"效益指标", "经济效益指标", "", " ", "", "", "", ""},
       {"", "生态效益指标", "/", "/", "—", "/", "/", "/"},
       {"", "可持续影响指标", "管护机制", "", "", "", "", ""},
       {"总分", "", "", "", "", "100", "100", ""}});
  const Submission submission = read(std::move(form));
  const std::vector<Indicator>& rows = submission.projects[0].goal_sets[0].indicators;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].name.text, "管护机制") << "named, and left blank: somebody has to say why";
  EXPECT_EQ(submission.diagnostics.count("row-unused"), 2U) << "but told";
}

TEST(SelfEvaluations, TheHeadingOfTheFundsIsNoAmount) {
  std::vector<Table> form = national_form();
  form[1] = table({{"预算执行情况（10分）", "年度预算数（万元）", "年初预算", "调整后预算数",
                    "预算执行数", "预算执行率", "权重", "得分", "原因"},
                   {"", "总额", "260", "255.5", "229.95", "90.00%", "10", "9", ""},
                   {"", "其中：财政资金", "260", "255.5", "229.95", "90.00%", "/", "/", ""}});
  const Submission submission = read(std::move(form));
  const SelfEvaluation& evaluation = submission.self_evaluations.at(0);
  ASSERT_EQ(evaluation.funds.size(), 2U);
  EXPECT_TRUE(evaluation.funds[0].total);
  EXPECT_EQ(evaluation.funds[0].initial->to_string(), "260");
  EXPECT_EQ(evaluation.funds[0].adjusted->to_string(), "255.5");
  EXPECT_FALSE(evaluation.funds[0].full_year.origin.known());
  EXPECT_EQ(submission.projects[0].budget_unit.name, "万元");
}

TEST(SelfEvaluations, PointsOfExecutionMayStandInItsLabel) {
  std::vector<Table> form = national_form();
  form[1] = table({{"预算执行情况（万元）（20分）", "", "预算数(A)", "执行数(B)", "执行率(B/A)",
                    "得分（20分*执行率）"},
                   {"", "年度财政资金总额", "800", "720", "90.0%", "18"}});
  const Submission submission = read(std::move(form));
  const FundRow& total = submission.self_evaluations.at(0).funds.at(0);
  EXPECT_TRUE(total.total);
  EXPECT_EQ(total.weight->to_string(), "20");
  EXPECT_EQ(total.full_year->to_string(), "800");
  EXPECT_EQ(total.score->to_string(), "18");
  EXPECT_EQ(submission.projects[0].budget_unit.name, "万元");
}

TEST(SelfEvaluations, AHeaderAsWideAsTwoColumnsStandsOnce) {
  std::vector<Table> form = national_form();
  form[3] =
      table({{"一级指标", "二级指标", "三级指标", "", "年度指标值", "实际完成值", "分值", "得分"},
             {"产出指标", "数量指标", "整治组数", "", "≥50个", "52", "90", "90"}});
  for (Cell& cell : form[3].cells) {
    if (cell.column == 2) cell.colspan = 2;
  }
  const Submission submission = read(std::move(form));
  EXPECT_EQ(submission.diagnostics.count("column-twice"), 0U);
}

TEST(SelfEvaluations, IndicatorsHaveTheirActuals) {
  const Submission submission = read(national_form());
  const std::vector<Indicator>& rows = submission.projects[0].goal_sets[0].indicators;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].name.text, "整治组数");
  EXPECT_EQ(rows[0].actual->value->value->to_string(), "52");
  EXPECT_EQ(rows[0].actual->score->to_string(), "50");
  EXPECT_EQ(rows[1].target->unit.name, "%") << "百分比 written out";
  EXPECT_EQ(rows[1].actual->value.absence, Absence::NotDue);
  EXPECT_EQ(rows[1].actual->reason.text, "年底统计");
  EXPECT_EQ(rows[1].actual->score.absence, Absence::Blank);
  EXPECT_EQ(rows[2].actual->value.absence, Absence::NotObtainable);
}

TEST(SelfEvaluations, ASideLabelThatReachesDownIsNoColumn) {
  std::vector<Table> form = national_form();
  form[3].cells[0].rowspan = 4;
  form[3].cells[0].text = "绩效指标（90分）";
  const Submission submission = read(std::move(form));
  ASSERT_EQ(submission.projects[0].goal_sets[0].indicators.size(), 3U);
  EXPECT_EQ(submission.projects[0].goal_sets[0].indicators[0].name.text, "整治组数");
}

TEST(SelfEvaluations, TheFormGoesOnOnTheNextPage) {
  std::vector<Table> form = national_form();
  form.push_back(
      table({{"", "满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "91%", "10", "10", ""},
             {"合计", "", "", "", "", "", "100", "99", ""}},
            0));
  form[3].rows = 4;
  std::erase_if(form[3].cells, [](const Cell& cell) { return cell.row >= 4; });
  const Submission submission = read(std::move(form), {4});
  ASSERT_EQ(submission.self_evaluations.size(), 1U);
  EXPECT_EQ(submission.projects[0].goal_sets[0].indicators.size(), 4U);
  EXPECT_EQ(submission.self_evaluations[0].total->to_string(), "99");
}

TEST(SelfEvaluations, TwoFormsInOneDocumentStayApart) {
  std::vector<Table> both = national_form();
  for (Table& part : national_form()) both.push_back(std::move(part));
  both[4].cells[1].text = "15000021T000000000019-另一项目";
  const Submission submission = read(std::move(both));
  ASSERT_EQ(submission.projects.size(), 2U);
  ASSERT_EQ(submission.self_evaluations.size(), 2U);
  EXPECT_EQ(submission.self_evaluations[1].project, "15000021T000000000019");
  EXPECT_EQ(submission.projects[1].goal_sets[0].indicators.size(), 3U);
}

TEST(SelfEvaluations, TheApprovedSetOfTheProjectIsNotWrittenOver) {
  std::vector<Table> both = {
      table({{"项目名称", "三级指标", "指标性质", "指标值", "度量单位", "权重"},
             {"15000021T000000000018-环境整治", "整治组数", "≥", "60", "个", "90"}})};
  for (Table& part : national_form()) both.push_back(std::move(part));
  const Submission submission = read(std::move(both));
  ASSERT_EQ(submission.projects.size(), 1U);
  ASSERT_EQ(submission.projects[0].goal_sets.size(), 2U);
  EXPECT_FALSE(submission.projects[0].goal_sets[0].indicators[0].actual);
  EXPECT_TRUE(submission.projects[0].goal_sets[1].indicators[0].actual);
}

TEST(SelfEvaluations, LabelsMayStandInLinesAboveTheTable) {
  for (const std::string_view line :
       {"项目名称：15000021T000000000018-环境整治", "项目名称\t15000021T000000000018-环境整治",
        "编制：某人\t项目名称:15000021T000000000018-环境整治"}) {
    std::vector<Table> form = national_form();
    form.erase(form.begin());
    Tables tables = document(std::move(form));
    OutsideLine& label = tables.lines.emplace_back();
    label.text = line;
    label.origin = {.page = 1, .line = 3};
    const Submission submission = extract_submission(tables, {}, lexicon(), profiles()).value();
    ASSERT_EQ(submission.projects.size(), 1U);
    EXPECT_EQ(submission.projects[0].key.text, "15000021T000000000018") << line;
    EXPECT_EQ(submission.projects[0].name(), "环境整治");
  }
}

/// The cuts of the form of declaration of 2015, term and year side by side.
std::vector<Table> declaration(std::string_view name) {
  return {table({{"项目名称", name},
                 {"主管部门及代码", "310-交通局", "", "实施单位", "310002-养护中心"},
                 {"项目资金（万元）", "中期资金总额：", "450", "年度资金总额：", "150"},
                 {"", "其中：财政拨款", "450", "其中：财政拨款", "120"}},
                0),
          table({{"总体目标", "中期目标（2023年—2025年）", "", "年度目标"},
                 {"", "三年养护道路180公里", "", "全年养护道路60公里"}}),
          table({{"绩效指标", "一级指标", "二级指标", "三级指标", "指标值"},
                 {"", "产出指标", "数量指标", "指标1：养护里程", "≥60公里"}})};
}

TEST(Declarations, AreReadByTheirLabels) {
  const Submission submission = read(declaration("城区道路养护"));
  EXPECT_TRUE(submission.self_evaluations.empty());
  ASSERT_EQ(submission.projects.size(), 1U);
  const Project& project = submission.projects[0];
  EXPECT_EQ(project.name(), "城区道路养护");
  EXPECT_EQ(*project.unit_code.value, "310002");
  EXPECT_EQ(project.budget->to_string(), "150") << "of the year, not of the term";
  EXPECT_EQ(project.budget_unit.name, "万元");
  ASSERT_EQ(project.goal_sets.size(), 1U);
  ASSERT_EQ(project.goal_sets[0].goals.size(), 1U);
  EXPECT_EQ(project.goal_sets[0].goals[0].words.text, "全年养护道路60公里");
  ASSERT_EQ(project.goal_sets[0].indicators.size(), 1U);
  EXPECT_FALSE(project.goal_sets[0].indicators[0].actual);
  EXPECT_TRUE(submission.unread.empty()) << submission.unread[0].words.text;
  std::string said;
  for (const Paragraph& paragraph : submission.paragraphs) said += paragraph.words.text + "|";
  EXPECT_EQ(said,
            "主管部门及代码 310-交通局|"
            "项目资金（万元） 中期资金总额： 450|其中：财政拨款 450 其中：财政拨款 120|"
            "三年养护道路180公里|");
}

TEST(Declarations, TakeTheGoalBesideItsLabel) {
  std::vector<Table> form = declaration("饮水安全");
  form[1] = table({{"年度总体目标", "新建管网25公里。"}}, 0);
  const Submission submission = read(std::move(form));
  ASSERT_EQ(submission.projects[0].goal_sets[0].goals.size(), 1U);
  EXPECT_EQ(submission.projects[0].goal_sets[0].goals[0].words.text, "新建管网25公里。");
}

TEST(Declarations, SeveralInOneDocumentStayApart) {
  std::vector<Table> both = declaration("城区道路养护");
  for (Table& part : declaration("农村公路养护")) both.push_back(std::move(part));
  const Submission submission = read(std::move(both));
  ASSERT_EQ(submission.projects.size(), 2U);
  EXPECT_EQ(submission.projects[1].name(), "农村公路养护");
  EXPECT_EQ(submission.projects[1].goal_sets[0].indicators.size(), 1U);
}

TEST(Declarations, LeaveTablesAboveTheirProjectAlone) {
  std::vector<Table> tables = {table({{"收入项目", "金额"}, {"财政拨款", "100"}})};
  for (Table& part : declaration("城区道路养护")) tables.push_back(std::move(part));
  const Submission submission = read(std::move(tables));
  EXPECT_EQ(submission.projects[0].name(), "城区道路养护");
  EXPECT_FALSE(submission.unread.empty()) << "the table before is no part of the form";
}

TEST(Declarations, NeedAHeadThatNamesTheProject) {
  const Submission submission = read({table({{"收入项目", "金额"}, {"财政拨款", "100"}}),
                                      table({{"三级指标", "指标值"}, {"养护里程", "≥60公里"}})});
  ASSERT_EQ(submission.projects.size(), 1U);
  EXPECT_EQ(submission.projects[0].name(), "");
  EXPECT_FALSE(submission.projects[0].budget.has_value());
}

TEST(SelfEvaluations, AListThatNamesItsProjectsIsNoForm) {
  const Submission submission = read({table({{"项目名称", "三级指标", "指标值", "完成值", "得分"},
                                             {"甲项目", "培训场次", "≥8场", "8", "10"}})});
  EXPECT_TRUE(submission.self_evaluations.empty());
  EXPECT_EQ(submission.projects[0].goal_sets[0].indicators[0].actual->score->to_string(), "10");
}

TEST(FindGrade, InASentence) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"评价等级为“优”。", "优"},           {"自评等级：良好", "良好"}, {"等级为：中", "中"},
      {"项目完成较好，评定为优秀", "优秀"}, {"项目完成优质工程", ""},   {"", ""},
  };
  for (const auto& [text, grade] : cases) EXPECT_EQ(find_grade(text, lexicon()), grade) << text;
}

}  // namespace
}  // namespace jx
