// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/records.h"

#include <gtest/gtest.h>

#include "records/test_tables.h"

namespace jx {
namespace {

using test::document;
using test::read;
using test::Row;
using test::table;
using test::titled;

const Row kHeader = {"项目名称", "单位名称", "预算数", "年度目标", "一级指标", "二级指标",
                     "三级指标", "指标性质", "指标值", "度量单位", "权重",     "指标方向性"};
constexpr std::string_view kRoads = "15000021T000000000001-乡村道路养护";
constexpr std::string_view kWater = "15000021T000000000002-农田水利";

const Row kFirst = {kRoads,     "140001-交通局", "50.00",    "养护道路",
                    "产出指标", "数量指标",      "养护里程", "≥",
                    "30",       "公里",          "10",       "正向指标"};
const Row kNext = {"",           "",  "",   "养护道路", "",   "质量指标",
                   "验收合格率", "≥", "95", "%",        "20", "正向指标"};

const Indicator& indicator(const Submission& submission, std::size_t project, std::size_t index) {
  return submission.projects.at(project).goal_sets.front().indicators.at(index);
}

bool has_diagnostic(const Submission& submission, std::string_view code) {
  return submission.diagnostics.count(code) > 0;
}

TEST(Records, FillsDownProjectAndUpperLevels) {
  const Submission submission = read(document({table({kHeader, kFirst, kNext})}));
  ASSERT_EQ(submission.projects.size(), 1u);
  const Project& project = submission.projects.front();
  EXPECT_EQ(project.key.text, "15000021T000000000001");
  EXPECT_EQ(project.name(), "乡村道路养护");
  EXPECT_EQ(*project.unit_code, "140001");
  EXPECT_EQ(project.unit_names.front().text, "交通局");
  ASSERT_EQ(project.goal_sets.front().indicators.size(), 2u);
  const Indicator& second = indicator(submission, 0, 1);
  EXPECT_EQ(*second.level1, Level1::Output);
  EXPECT_EQ(second.level1.origin.row, 1u) << "a value filled down points to the cell it came from";
  EXPECT_EQ(*second.level2, Level2::Quality);
  EXPECT_EQ(second.target->comparator, Comparator::AtLeast);
  EXPECT_EQ(second.target->value->to_string(), "95");
  EXPECT_EQ(second.weight->to_string(), "20");
  EXPECT_EQ(submission.form, "published-12");
}

TEST(Records, LeavesAGapWhereEveryOtherRowPrintsItsLevels) {
  Row second = kNext;
  second[4] = "产出指标";
  Row no_level2 = second;
  no_level2[5] = "";
  Row no_level1 = second;
  no_level1[4] = "";
  const Submission submission =
      read(document({table({kHeader, kFirst, second, no_level2, second, no_level1, second})}));
  EXPECT_EQ(*indicator(submission, 0, 2).level1, Level1::Output);
  EXPECT_FALSE(indicator(submission, 0, 2).level2.has_value());
  EXPECT_EQ(indicator(submission, 0, 2).level2.origin.column, 5u);
  EXPECT_FALSE(indicator(submission, 0, 4).level1.has_value());
  EXPECT_EQ(*indicator(submission, 0, 4).level2, Level2::Quality);
  EXPECT_EQ(*indicator(submission, 0, 5).level1, Level1::Output);
}

TEST(Records, JoinsAProjectOverPagesByItsCode) {
  Row renamed = kFirst;
  renamed[0] = "15000021T000000000001-乡村道路养护（续）";
  const Submission submission =
      read(document({table({kHeader, kFirst}), table({kHeader, renamed})}, {1}));
  ASSERT_EQ(submission.projects.size(), 1u);
  const Project& project = submission.projects.front();
  EXPECT_EQ(project.names.size(), 2u) << "a name is an alias of the code";
  EXPECT_EQ(project.goal_sets.front().indicators.size(), 2u);
  EXPECT_EQ(project.budget_prints.size(), 2u) << "printed twice, counted once";
  EXPECT_EQ(project.budget->to_string(), "50.00");
}

TEST(Records, CarriesAProjectOverWhenThePageBeginsBlank) {
  const Submission submission =
      read(document({table({kHeader, kFirst}), table({kHeader, kNext})}, {1}));
  ASSERT_EQ(submission.projects.size(), 1u);
  EXPECT_EQ(submission.projects.front().goal_sets.front().indicators.size(), 2u);
  EXPECT_TRUE(has_diagnostic(submission, "project-carried-over"));
}

TEST(Records, DoesNotGuessTheProjectOfATableThatContinuesNothing) {
  const Submission submission = read(document({table({kHeader, kFirst}), table({kHeader, kNext})}));
  ASSERT_EQ(submission.projects.size(), 2u);
  EXPECT_TRUE(submission.projects[1].names.empty());
  EXPECT_TRUE(has_diagnostic(submission, "project-missing"));
}

TEST(Records, ForgetsLevelsAtANewProject) {
  Row second = kNext;
  second[0] = kWater;
  const Submission submission = read(document({table({kHeader, kFirst, second})}));
  ASSERT_EQ(submission.projects.size(), 2u);
  EXPECT_FALSE(indicator(submission, 1, 0).level1.has_value());
  EXPECT_EQ(indicator(submission, 1, 0).level1.absence, Absence::Blank);
}

TEST(Records, KeepsEverySpellingOfAGoal) {
  Row other = kNext;
  other[3] = "养护道路。";
  const Submission submission = read(document({table({kHeader, kFirst, kNext, other})}));
  const GoalSet& set = submission.projects.front().goal_sets.front();
  ASSERT_EQ(set.goals.size(), 2u);
  EXPECT_EQ(set.goals[0].prints.size(), 2u);
  EXPECT_EQ(set.indicators[2].goal, 1u);
}

TEST(Records, ListsAHeaderThatNobodyKnowsAndKeepsItsCells) {
  const Submission submission = read(document({table(
      {{"项目名称", "三级指标", "指标值", "奇怪的列"}, {"甲项目", "场次", "3", "某些话"}})}));
  ASSERT_EQ(submission.unread.size(), 1u);
  EXPECT_EQ(submission.unread.front().words.text, "奇怪的列");
  ASSERT_EQ(indicator(submission, 0, 0).others.size(), 1u);
  EXPECT_EQ(indicator(submission, 0, 0).others.front().second.text, "某些话");
}

TEST(Records, TakesColumnsAsAPersonBindsThem) {
  ReadOptions options;
  options.columns = parse_column_bindings("三级指标=l3,target-value=v,项目编码=c").value();
  const Submission submission = read(
      document({table({{"c", "l3", "v"}, {"440306210600300003866", "场次", "≥3场"}})}), options);
  ASSERT_EQ(submission.projects.size(), 1u);
  EXPECT_EQ(submission.projects.front().key.text, "440306210600300003866");
  EXPECT_EQ(indicator(submission, 0, 0).name.text, "场次");
  EXPECT_EQ(indicator(submission, 0, 0).target->unit.name, "场");
  EXPECT_EQ(submission.form, "bound");
}

TEST(Records, RefusesABindingThatMeansNothing) {
  for (const std::string_view text : {"三级指标", "胡说=l3", "三级指标=", "=l3"}) {
    const auto bindings = parse_column_bindings(text);
    ASSERT_FALSE(bindings.ok()) << text;
    EXPECT_EQ(bindings.error().code, ErrorCode::Malformed);
  }
  EXPECT_TRUE(parse_column_bindings("")->empty());
}

TEST(Records, SaysWhenAColumnStandsTwice) {
  const Submission submission =
      read(document({table({{"三级指标", "指标值", "指标值"}, {"场次", "3", "4"}})}));
  EXPECT_TRUE(has_diagnostic(submission, "column-twice"));
  EXPECT_EQ(indicator(submission, 0, 0).target->value->to_string(), "3");
  ASSERT_EQ(indicator(submission, 0, 0).others.size(), 1u) << "the second column is kept as words";
  EXPECT_EQ(indicator(submission, 0, 0).others.front().second.text, "4");
}

/// The indicators of the form of declaration: 中期 on the left, 年度 on the right.
const Row kHalvesHeader = {"绩效指标", "一级指标", "二级指标", "三级指标",
                           "指标值",   "二级指标", "三级指标", "指标值"};

TEST(Records, ReadsTheYearWhereTheTermStandsBesideIt) {
  const Submission submission =
      read(document({table({kHalvesHeader,
                            {"", "产出指标", "数量指标", "指标1：养护里程", "≥180公里", "数量指标",
                             "指标1：养护里程", "≥60公里"},
                            {"", "", "质量指标", "指标1：验收合格率", "≥98%", "质量指标",
                             "指标2：验收合格率", "≥99%"}})}));
  ASSERT_EQ(submission.projects.size(), 1u);
  EXPECT_EQ(indicator(submission, 0, 0).name.text, "养护里程");
  EXPECT_EQ(indicator(submission, 0, 0).target->value->to_string(), "60");
  EXPECT_EQ(indicator(submission, 0, 1).name.text, "验收合格率");
  EXPECT_EQ(indicator(submission, 0, 1).level1.value, Level1::Output);
  EXPECT_EQ(indicator(submission, 0, 1).level2.value, Level2::Quality);
  EXPECT_EQ(indicator(submission, 0, 1).target->value->to_string(), "99");
  ASSERT_EQ(indicator(submission, 0, 0).others.size(), 3u) << "the term's half is kept as words";
  EXPECT_EQ(indicator(submission, 0, 0).others[2].second.text, "≥180公里");
  EXPECT_TRUE(has_diagnostic(submission, "two-halves"));
  EXPECT_TRUE(submission.unread.empty());
}

TEST(Records, ReadsTheTermWhereTheYearWasLeftBlank) {
  const Submission submission = read(document(
      {table({kHalvesHeader,
              {"", "产出指标", "数量指标", "养护里程", "≥180公里", "数量指标", "指标1：", ""}})}));
  EXPECT_EQ(indicator(submission, 0, 0).name.text, "养护里程");
  EXPECT_EQ(indicator(submission, 0, 0).target->value->to_string(), "180");
}

TEST(Records, SharesASecondLevelThatStandsOnce) {
  const Submission submission = read(
      document({table({{"一级指标", "二级指标", "三级指标", "指标值", "三级指标", "指标值"},
                       {"产出指标", "数量指标", "养护里程", "≥180公里", "养护里程", "≥60公里"}})}));
  EXPECT_EQ(indicator(submission, 0, 0).level2.value, Level2::Quantity);
  EXPECT_EQ(indicator(submission, 0, 0).target->value->to_string(), "60");
}

struct NumberedName {
  std::string_view written, name;
};
constexpr NumberedName kNumberedNames[] = {
    {"指标1：养护里程", "养护里程"}, {"指标 2：养护里程", "养护里程"},
    {"指标１:养护里程", "养护里程"}, {"指标十、养护里程", "养护里程"},
    {"指标1：", "指标1："},          {"指标体系建设完成率", "指标体系建设完成率"},
    {"指标12个", "指标12个"}};

TEST(Records, LeavesOutTheNumberThatTheFormPrints) {
  for (const auto& [written, name] : kNumberedNames) {
    const Submission submission =
        read(document({table({{"三级指标", "指标值"}, {written, "30公里"}})}));
    EXPECT_EQ(indicator(submission, 0, 0).name.text, name) << written;
  }
}

TEST(Records, DoesNotTakeATotalForAProject) {
  const Submission submission = read(document({table({kHeader, kFirst, {"合计", "", "50.00"}})}));
  EXPECT_EQ(submission.projects.size(), 1u);
  ASSERT_EQ(submission.unread.size(), 1u);
  EXPECT_EQ(submission.unread.front().words.text, "合计");
}

struct AbsentCase {
  std::string_view name, value;
  Absence absence;
  std::size_t unread;
};
constexpr AbsentCase kAbsentCases[] = {
    {"Blank", "", Absence::Blank, 0},
    {"NotApplicable", "不适用", Absence::NotApplicable, 0},
    {"Unread", "≥≥90", Absence::Unread, 1},
    {"Exponent", "1e999", Absence::Unread, 1},
};

TEST(Records, TellsABlankCellFromAColumnTheFormLacks) {
  Row blank = kFirst;
  blank[8] = "";
  const Submission with = read(document({table({kHeader, blank})}));
  const Field<Target>& target = indicator(with, 0, 0).target;
  EXPECT_FALSE(target.has_value());
  EXPECT_EQ(target.absence, Absence::Blank);
  EXPECT_EQ(target.origin.column, 8u);
  EXPECT_EQ(target.origin.row, 1u);

  const Submission without = read(document(
      {table({{"项目名称", "三级指标", "指标值"}, {"乡村道路养护", "养护里程", "30公里"}})}));
  EXPECT_FALSE(indicator(without, 0, 0).weight.origin.known());
}

TEST(Records, SaysWhyAValueIsAbsent) {
  for (const AbsentCase& each : kAbsentCases) {
    Row row = kFirst;
    row[8] = each.value;
    const Submission submission = read(document({table({kHeader, row})}));
    const Field<Target>& target = indicator(submission, 0, 0).target;
    EXPECT_FALSE(target.has_value()) << each.name;
    EXPECT_EQ(target.absence, each.absence) << each.name;
    EXPECT_EQ(target.raw, each.value) << each.name;
    EXPECT_EQ(submission.unread.size(), each.unread) << each.name;
  }
}

TEST(Records, ReadsFullWidthBudgetsAndNegativeOnes) {
  Row wide = kFirst;
  wide[2] = "９３３．００";
  EXPECT_EQ(read(document({table({kHeader, wide})})).projects.front().budget->to_string(),
            "933.00");
  wide[2] = "−5";
  EXPECT_EQ(read(document({table({kHeader, wide})})).projects.front().budget->to_string(), "-5");
}

TEST(Records, NotesAHeaderWithoutRowsAndRowsWithoutHeader) {
  EXPECT_TRUE(has_diagnostic(read(document({table({kHeader})})), "rows-missing"));
  const Submission headless = read(document({table({{"甲", "1"}, {"乙", "2"}}, 0)}));
  EXPECT_TRUE(has_diagnostic(headless, "header-missing"));
  ASSERT_EQ(headless.unread.size(), 2u) << "each row is listed, none is dropped";
  EXPECT_EQ(headless.unread.front().words.text, "甲\t1");
}

const Row kTaskHeader = {"序号", "工作任务", "任务目标"};

TEST(Records, ReadsATaskListOverAPageBreak) {
  const Submission submission =
      read(document({titled(table({kTaskHeader, {"1", "培训", "培训 960 人次"}}), "2021年清单"),
                     titled(table({kTaskHeader, {"2", "建档", "及时归档"}}), "2021年清单")},
                    {1}));
  ASSERT_EQ(submission.task_lists.size(), 1u);
  const TaskList& list = submission.task_lists.front();
  ASSERT_EQ(list.tasks.size(), 2u);
  EXPECT_EQ(*list.tasks[0].number, 1);
  ASSERT_EQ(list.tasks[0].quantities.size(), 1u);
  EXPECT_EQ(list.tasks[0].quantities[0].unit.name, "人次");
  EXPECT_EQ(list.title_prints.size(), 2u);
  EXPECT_EQ(list.fiscal_year, 2021);
}

TEST(Records, LinksATaskListByTheDistinctiveWordsOfAName) {
  Row quoted = kFirst;
  quoted[0] = "15000021T000000000003-“青苗”专项行动";
  Row other = kFirst;
  other[0] = kWater;
  const Submission submission =
      read(document({table({kHeader, quoted, other}),
                     titled(table({kTaskHeader, {"1", "培训", "培训"}}), "北方青苗行动清单")}));
  const TaskList& list = submission.task_lists.front();
  ASSERT_TRUE(list.project.has_value());
  EXPECT_EQ(list.project->text, "15000021T000000000003");
  EXPECT_GT(list.link_confidence, 0.5);
}

TEST(Records, LeavesATaskListUnlinkedWhenTwoProjectsFitAlike) {
  Row one = kFirst;
  one[0] = "15000021T000000000003-“青苗”一期";
  Row two = kFirst;
  two[0] = "15000021T000000000004-“青苗”二期";
  const Submission submission =
      read(document({table({kHeader, one, two}),
                     titled(table({kTaskHeader, {"1", "培训", "培训"}}), "青苗清单")}));
  EXPECT_FALSE(submission.task_lists.front().project.has_value());
}

OutsideLine statement(std::string_view text) {
  return {.kind = LineKind::Statement,
          .text = std::string(text),
          .origin = {.page = 1, .line = 9},
          .number = {},
          .before_table = 0};
}

TEST(Records, SayWhichPlacesWereRecognisedWithoutCertainty) {
  Tables tables = document({table({kHeader, kFirst})});
  tables.tables[0].cells.back().confidence = 0.3F;
  const Origin place = tables.tables[0].cells.back().origin;
  const Submission submission = read(tables);
  EXPECT_TRUE(is_doubtful(submission, place));
  EXPECT_FALSE(is_doubtful(submission, tables.tables[0].cells.front().origin));
  EXPECT_FALSE(is_doubtful(submission, Origin{.page = 1}));
}

TEST(Records, KeepsStatementsWithTheirQuantities) {
  Tables tables = document({table({kHeader, kFirst})});
  tables.lines.push_back(statement("全年销售额500万元需在2021年底前完成。"));
  const Submission submission = read(tables);
  ASSERT_EQ(submission.paragraphs.size(), 1u);
  ASSERT_EQ(submission.paragraphs[0].quantities.size(), 2u);
  EXPECT_EQ(submission.paragraphs[0].quantities[0].unit.name, "万元");
  EXPECT_EQ(submission.paragraphs[0].quantities[0].origin.line, 9u);
}

TEST(Records, PrefersTheYearOfAStatementToThatOfACode) {
  Tables tables = document({table({kHeader, kFirst})});
  EXPECT_EQ(read(tables).profile.fiscal_year, 2021) << "the code's own digits, as a last resort";
  EXPECT_LT(read(tables).profile.confidence, 0.5);
  tables.lines.push_back(statement("2024年度部门预算"));
  const Submission later = read(tables);
  EXPECT_EQ(later.profile.fiscal_year, 2024);
  EXPECT_EQ(later.profile.id, "cn/2021-101");
  ReadOptions options;
  options.fiscal_year = 2021;
  const Submission chosen = read(tables, options);
  EXPECT_EQ(chosen.profile.id, "cn/150000/2021") << "a person's word wins";
  EXPECT_EQ(chosen.profile.confidence, 1);
}

TEST(Records, TakesTheYearFromTheTitleOfTheTableItself) {
  Tables tables = document({table({kHeader, kFirst})});
  tables.tables[0].title.text = "2023年度项目支出绩效目标表";
  tables.lines.push_back(statement("数据取自2020年决算。"));
  const Submission submission = read(tables);
  EXPECT_EQ(submission.profile.fiscal_year, 2023);
  EXPECT_EQ(submission.profile.reason, "表题写明2023年");
}

TEST(Records, RefusesAProfileThatDoesNotExist) {
  ReadOptions options;
  options.profile = "cn/1949";
  const auto submission = extract_submission(document({table({kHeader, kFirst})}), options,
                                             test::lexicon(), test::profiles());
  ASSERT_FALSE(submission.ok());
  EXPECT_EQ(submission.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace jx
