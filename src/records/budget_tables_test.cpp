// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "records/budget_lines.h"
#include "records/test_tables.h"

namespace jx {
namespace {

using test::document;
using test::read;
using test::Row;
using test::table;
using test::titled;

Table with_unit(Table made, std::string_view words) {
  made.unit = {.text = "单位：" + std::string(words), .origin = {.page = 1, .line = 2}};
  made.unit_words = words;
  return made;
}

const BudgetTable& only(const Submission& submission) {
  EXPECT_EQ(submission.budget_tables.size(), 1u);
  return submission.budget_tables.front();
}

std::string amount(const BudgetLine& line, std::uint32_t column) {
  const Field<Decimal>* field = line.find(column);
  if (field == nullptr) return "none";
  return field->has_value() ? (*field)->to_string() : std::string(to_string(field->absence));
}

TEST(BudgetTables, CodesInOneColumn) {
  const Submission submission = read(document(
      {with_unit(titled(table({{"科目编码", "科目名称", "合计", "基本支出", "项目支出"},
                               {"201", "一般公共服务支出", "1,100.00", "60.00", "1,040.00"},
                               {"2010301", "  行政运行", "60.00", "60.00", "—"},
                               {"合计", "", "1,100.00", "60.00", "1,040.00"}}),
                        "2025年部门支出预算总表"),
                 "万元")}));
  const BudgetTable& made = only(submission);
  EXPECT_EQ(submission.form, "budget-book");
  EXPECT_EQ(made.kind, BudgetTableKind::Expenditure);
  EXPECT_EQ(made.unit.name, "万元");
  EXPECT_EQ(made.fiscal_year, 2025);
  ASSERT_EQ(made.columns.size(), 3u);
  EXPECT_EQ(made.columns[0].kind, AmountKind::Total);
  EXPECT_EQ(made.columns[2].kind, AmountKind::Project);
  ASSERT_EQ(made.lines.size(), 3u);
  EXPECT_EQ(made.lines[0].depth, 1u);
  EXPECT_EQ(amount(made.lines[0], 2), "1040.00");
  EXPECT_EQ(made.lines[1].code, "2010301");
  EXPECT_EQ(made.lines[1].depth, 3u);
  EXPECT_EQ(amount(made.lines[1], 2), "not-applicable");
  EXPECT_EQ(made.lines[2].kind, BudgetLineKind::Total);
  EXPECT_EQ(made.lines[1].find(0)->origin.row, 2u);
  EXPECT_TRUE(submission.unread.empty());
}

TEST(BudgetTables, CodesInThreeColumnsUnderGroups) {
  const BudgetTable made = only(read(document({titled(
      table({{"项目", "", "", "", "支出预算", "", ""},
             {"功能分类科目编码", "", "", "功能分类科目名称", "合计", "基本支出", "项目支出"},
             {"类", "款", "项", "", "", "", ""},
             {"201", "", "", "一般公共服务支出", "100.00", "60.00", "40.00"},
             {"201", "13", "", "商贸事务", "100.00", "60.00", "40.00"},
             {"", "", "02", "一般行政管理事务", "40.00", "", "40.00"}}),
      "2025年部门支出预算总表")})));
  ASSERT_EQ(made.columns.size(), 3u);
  ASSERT_EQ(made.lines.size(), 3u);
  EXPECT_EQ(made.lines[1].code, "20113");
  EXPECT_EQ(made.lines[2].code, "2011302") << "类 and 款 are those of the row above";
  EXPECT_EQ(amount(made.lines[2], 1), "blank");
  EXPECT_EQ(made.unit.dimension, Dimension::Unknown);
}

TEST(BudgetTables, ChangesAndRatesBesideTheAmountsOfTwoYears) {
  const BudgetTable made = only(read(document(
      {titled(table({{"科目编码", "科目名称", "2023年执行数", "2024年预算数", "", "比上年增减", ""},
                     {"", "", "", "合计", "项目支出", "增减额", "增减（%）"},
                     {"201", "一般公共服务支出", "820.00", "861.00", "361.00", "41.00", "5.00%"}}),
              "2024年部门支出预算总表")})));
  ASSERT_EQ(made.columns.size(), 5u);
  EXPECT_EQ(made.columns[0].kind, AmountKind::Previous);
  EXPECT_EQ(made.columns[0].year, 2023);
  EXPECT_EQ(made.columns[3].kind, AmountKind::Change);
  EXPECT_EQ(made.columns[4].kind, AmountKind::ChangeRate);
  EXPECT_EQ(amount(made.lines[0], 4), "5.00");
}

TEST(BudgetTables, WhatStandsUnderARateIsARate) {
  const BudgetTable made = only(read(
      document({titled(table({{"科目编码", "科目名称", "预算数", "", "增减率", ""},
                              {"", "", "基本支出", "项目支出", "基本支出", "合计"},
                              {"201", "一般公共服务支出", "500.00", "361.00", "5.00%", "-1.20%"}}),
                       "2024年部门支出预算总表")})));
  ASSERT_EQ(made.columns.size(), 4u);
  EXPECT_EQ(made.columns[2].kind, AmountKind::ChangeRate);
  EXPECT_EQ(made.columns[2].groups, std::vector{AmountKind::Basic});
  EXPECT_EQ(made.columns[3].kind, AmountKind::ChangeRate);
  EXPECT_TRUE(made.columns[3].groups.empty());
  EXPECT_EQ(amount(made.lines[0], 3), "-1.20");
}

TEST(BudgetTables, TwoSidesBesideEachOther) {
  const BudgetTable made = only(
      read(document({titled(table({{"本年收入", "", "本年支出", ""},
                                   {"项目", "预算数（万元）", "项目", "预算数（万元）"},
                                   {"一、财政拨款收入", "910.20", "一、一般公共服务支出", "820.00"},
                                   {"其中：政府性基金", "10.00", "", ""},
                                   {"收入总计", "910.20", "支出总计", "820.00"}}),
                            "2025年单位收支预算总表")})));
  EXPECT_EQ(made.kind, BudgetTableKind::Overall);
  EXPECT_EQ(made.unit.name, "万元") << "from the header";
  ASSERT_EQ(made.lines.size(), 5u);
  EXPECT_EQ(made.lines[0].side, BudgetSide::Income);
  EXPECT_EQ(made.lines[0].depth, 1u);
  EXPECT_EQ(made.lines[1].side, BudgetSide::Expenditure);
  EXPECT_EQ(amount(made.lines[1], 1), "820.00");
  EXPECT_EQ(amount(made.lines[1], 0), "none") << "no cell of the other side";
  EXPECT_TRUE(made.lines[2].of_which);
  EXPECT_EQ(made.lines[4].kind, BudgetLineKind::Total);
}

TEST(BudgetTables, PagesWithAndWithoutTheirHeaderAreOneTable) {
  const std::vector<Row> header = {{"科目编码", "科目名称", "合计"}};
  Table first =
      titled(table({header[0], {"201", "一般公共服务支出", "100.00"}}), "2025年一般公共预算支出表");
  Table second = table({header[0], {"221", "住房保障支出", "20.00"}});
  Table third = table({{"229", "其他支出", "1.00"}, {"合计", "", "121.00"}}, 0);
  const BudgetTable made = only(read(document({first, second, third}, {1, 2})));
  EXPECT_EQ(made.prints, (std::vector<std::uint32_t>{0, 1, 2}));
  ASSERT_EQ(made.lines.size(), 4u);
  EXPECT_EQ(made.lines[2].code, "229");
}

TEST(BudgetTables, GroupsOfOfficialExpenses) {
  const BudgetTable made = only(read(document(
      {titled(table({{"“三公”经费预算数", "", "", "", "", "", "机关运行经费预算数"},
                     {"合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", "", "", ""},
                     {"", "", "", "小计", "购置费", "运行费", ""},
                     {"30.50", "20.00", "1.50", "9.00", "0.00", "9.00", "171.01"}}),
              "2025年部门“三公”经费和机关运行经费预算表")})));
  EXPECT_EQ(made.kind, BudgetTableKind::OfficialExpenses);
  ASSERT_EQ(made.columns.size(), 7u);
  EXPECT_EQ(made.columns[3].kind, AmountKind::Total);
  EXPECT_EQ(made.columns[3].groups,
            (std::vector<AmountKind>{AmountKind::OfficialExpenses, AmountKind::Vehicles}));
  EXPECT_TRUE(made.columns[6].groups.empty());
  ASSERT_EQ(made.lines.size(), 1u);
  EXPECT_EQ(amount(made.lines[0], 6), "171.01");
}

TEST(BudgetTables, WordsInAColumnOfAmountsAreUnread) {
  const BudgetTable made = only(read(document(
      {titled(table({{"科目编码", "科目名称", "合计"}, {"201", "一般公共服务支出", "见附表"}}),
              "部门支出预算总表")})));
  EXPECT_EQ(amount(made.lines[0], 0), "unread");
  EXPECT_EQ(made.lines[0].find(0)->raw, "见附表");
}

TEST(BudgetTables, ProjectsWithTheirCodes) {
  const BudgetTable made = only(read(document({titled(
      table({{"项目名称", "单位名称", "合计", "财政拨款", "单位资金"},
             {"36042225T000000000011-教师培训", "364001-湖口县教育局", "150.00", "150.00", ""},
             {"合计", "", "150.00", "150.00", ""}}),
      "2025年项目支出表")})));
  EXPECT_EQ(made.kind, BudgetTableKind::Projects);
  EXPECT_EQ(made.lines[0].project.text, "教师培训");
  EXPECT_EQ(made.lines[0].project_code, "36042225T000000000011");
  EXPECT_EQ(made.lines[1].kind, BudgetLineKind::Total);
}

TEST(BudgetTables, TablesOfIndicatorsAndOthersAreNone) {
  const Submission submission = read(
      document({titled(table({{"三级指标", "指标值", "度量单位"}, {"培训人次", "50", "人次"}}),
                       "项目支出绩效表"),
                titled(table({{"姓名", "职务"}, {"张三", "科长"}}), "2025年支出预算人员名单")}));
  EXPECT_TRUE(submission.budget_tables.empty());
}

TEST(BudgetTables, DepthOfNumberedNames) {
  EXPECT_EQ(numbered_depth("一、财政拨款收入"), 1u);
  EXPECT_EQ(numbered_depth("（一）一般公共预算"), 2u);
  EXPECT_EQ(numbered_depth("1. 一般公共预算资金"), 3u);
  EXPECT_EQ(numbered_depth("其中：2、政府性基金"), 3u);
  EXPECT_EQ(numbered_depth("一般公共服务支出"), 0u);
  EXPECT_EQ(numbered_depth("5G 基站"), 0u);
  EXPECT_EQ(numbered_depth(""), 0u);
}

}  // namespace
}  // namespace jx
