// SPDX-License-Identifier: AGPL-3.0-or-later
// Registers as offices and platforms really hand them in.
#include "ledger/register_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ledger/register_cells.h"
#include "ledger/registers.h"
#include "ledger/test_table.h"

namespace jx {
namespace {

using testing::merge_down;
using testing::table_of;

std::filesystem::path data_folder() { return std::filesystem::path(JX_SOURCE_DIR) / "data"; }

const RegisterKind& kind(std::string_view id) {
  static const std::vector<RegisterKind> all =
      load_register_kinds(data_folder() / "registers").value();
  return **find_register_kind(all, id);
}

const Lexicon& lexicon() {
  static const Lexicon all = Lexicon::load(data_folder() / "lexicon").value();
  return all;
}

RegisterReading reading() { return {.lexicon = &lexicon()}; }

RegisterRows read(const Table& table, std::string_view id, const RegisterReading& how = reading()) {
  Result<RegisterRows> rows = read_register_table(table, kind(id), how);
  EXPECT_TRUE(rows.ok()) << (rows.ok() ? "" : rows.error().message);
  return rows.ok() ? *std::move(rows) : RegisterRows{};
}

std::string fault(const Table& table, std::string_view id, const RegisterReading& how = reading()) {
  const Result<RegisterRows> rows = read_register_table(table, kind(id), how);
  return rows.ok() ? "" : rows.error().message;
}

std::string cell(const RegisterRow& row, std::string_view id, std::string_view column) {
  const RegisterKind& of = kind(id);
  for (std::size_t i = 0; i < of.columns.size() + of.computed.size(); ++i) {
    if (of.name_of(i) == column) return row.cells[i];
  }
  return "no such column";
}

RegisterColumn column_of(std::string name, CellType type) {
  RegisterColumn column;
  column.name = std::move(name);
  column.type = type;
  return column;
}

std::string date(const std::string& words, bool month = false) {
  RegisterColumn column = column_of("日期", CellType::Date);
  column.month = month;
  const Result<std::string> value = read_register_cell(column, plain_cell(words), "", nullptr);
  return value.ok() ? *value : value.error().message;
}

TEST(RegisterCells, DatesAreReadAsPeopleAndProgramsWriteThem) {
  for (const char* const words :
       {"2021-03-05", "2021/3/5", "2021.3.5", "2021年3月5日", "20210305", "44260", "44260.4236",
        "2021-03-05 10:11:12", "2021/3/5 10:11", "2021-03-05T10:11:12+08:00", "2021年3月5日 星期五",
        "2021年3月5日（星期五）", "=\"2021-03-05\"", "2021-03-05\t"}) {
    EXPECT_EQ(date(words), "2021-03-05") << words;
  }
  for (const char* const words : {"3月5日", "2021-02-30", "05/03/21", "2021", "12", "待定",
                                  "100000", "2021-13-05", "2021-03-05至2021-03-07"}) {
    EXPECT_EQ(date(words), std::string("“") + words + "”不是日期，请写 2021-03-05") << words;
  }
  EXPECT_EQ(date("2021年3月"), "“2021年3月”不是日期，请写 2021-03-05");
  EXPECT_EQ(date("2021年3月", true), "2021-03");
  EXPECT_EQ(date("2021-03", true), "2021-03");
}

std::string amount(const std::string& words, std::string_view unit = "") {
  RegisterColumn column = column_of("金额", CellType::Number);
  column.unit = "元";
  const auto value = read_register_cell(column, plain_cell(words), unit, &lexicon());
  return value.ok() ? *value : value.error().message;
}

TEST(RegisterCells, AmountsAreReadWithSignsSeparatorsAndUnits) {
  EXPECT_EQ(amount("￥1,234.50"), "1234.5");
  EXPECT_EQ(amount("¥ 1,234.50"), "1234.5");
  EXPECT_EQ(amount("1,234.50元"), "1234.5");
  EXPECT_EQ(amount("1.2万元"), "12000");
  EXPECT_EQ(amount("1.2", "万元"), "12000");
  EXPECT_EQ(amount("１２３４．５"), "1234.5");
  EXPECT_EQ(amount("(500.00)"), "-500");
  EXPECT_EQ(amount("-￥500"), "-500");
  EXPECT_EQ(amount("/"), "");
  EXPECT_EQ(amount("—"), "");
  EXPECT_EQ(amount("0"), "0");
  EXPECT_EQ(amount("(-5)"), "“(-5)”不是数");
  EXPECT_EQ(amount("--5"), "“--5”不是数");
  EXPECT_EQ(amount("100箱"), "单位是“箱”，这一列按元登记，换算不了");
  EXPECT_EQ(amount("100左右"), "“100左右”不是数");
  EXPECT_EQ(amount("60人次"), "单位是“人次”，这一列按元登记，换算不了");
  EXPECT_EQ(amount("1e5"), "“1e5”不是数");
}

TEST(RegisterCells, ANumberThatASpreadsheetCutIsRefused) {
  RegisterColumn column = column_of("订单号", CellType::Text);
  const auto value = read_register_cell(column, "2.34568E+18", "", nullptr);
  ASSERT_FALSE(value.ok());
  EXPECT_NE(value.error().message.find("后几位已经丢了"), std::string::npos);
  EXPECT_EQ(*read_register_cell(column, "E+1", "", nullptr), "E+1");
}

TEST(RegisterTables, AGroupedListWithTitleSerialNumbersAndTotals) {
  Table table = table_of(
      "2021年培训签到台账\n"
      "序号,姓名,身份证号码,班级,*培训类型,开班日期,天数（天）,是否合格\n"
      "1,甲,S1,一期,手工技能,2021.5.10,8,合格\n"
      "2,乙,S2,,,,,不合格\n"
      "3,丙,S3,,,,,√\n"
      "4,,,,,,,\n"
      "合计,3人,,,,,,\n"
      "填表人：丁,,,,,,,\n");
  merge_down(table, 2, 3, 3);
  merge_down(table, 2, 6, 3);
  const RegisterRows rows = read(table, "training");
  ASSERT_EQ(rows.rows.size(), 3U);
  EXPECT_EQ(cell(rows.rows[2], "training", "班次"), "一期");
  EXPECT_EQ(cell(rows.rows[2], "training", "日期"), "2021-05-10");
  EXPECT_EQ(cell(rows.rows[2], "training", "天数"), "8");
  EXPECT_EQ(cell(rows.rows[1], "training", "合格"), "否");
  EXPECT_EQ(cell(rows.rows[2], "training", "合格"), "是");
  EXPECT_EQ(rows.rows[2].place, "第 5 行");
  EXPECT_EQ(rows.remarks,
            (std::vector<std::string>{"第 7 行没有登记：是“合计”行",
                                      "第 8 行没有登记：只有“填表人：丁”，没有一列是登记的内容",
                                      "4 个空白格照上一行登记"}));
}

TEST(RegisterTables, AnAmountThatIsMergedOverRowsIsNotCountedForEach) {
  Table table = table_of(
      "订单号,日期,渠道,线上线下,金额,状态\n"
      "1,2021-03-02,甲,线上,100,交易成功\n"
      "2,2021-03-02,甲,线上,,交易成功\n");
  merge_down(table, 1, 4, 2);
  EXPECT_EQ(fault(table, "sales"),
            "第 3 行“金额”：是从第 2 行合并下来的格子，不知道每行各是多少，请拆开。");
}

/// The columns and words of a platform, one order never paid, one refunded in part.
constexpr std::string_view kExport =
    "订单编号|买家应付货款|买家实际支付金额|订单状态|订单创建时间|订单付款时间|退款金额\n"
    "=\"2345678901234567890\"|120|100.00|交易成功|2021-03-01 10:00:00|2021-03-02 "
    "10:05:00|无退款申请\n"
    "=\"2345678901234567891\"|1300|1,200.00|卖家已发货，等待买家确认|2021-03-02 "
    "10:00:00|2021-03-02 10:05:00|200\n"
    "=\"2345678901234567892\"|50|0|交易关闭|2021-03-03 10:00:00||\n";

TEST(RegisterTables, ThePlatformsOwnWordsAndWhatItDoesNotSay) {
  RegisterReading how = reading();
  how.fixed = {{"渠道", "旗舰店"}, {"线上线下", "网店"}};
  const RegisterRows rows = read(table_of(kExport, "|"), "sales", how);
  ASSERT_EQ(rows.rows.size(), 3U);
  EXPECT_EQ(cell(rows.rows[0], "sales", "订单号"), "2345678901234567890");
  EXPECT_EQ(cell(rows.rows[0], "sales", "日期"), "2021-03-02");
  EXPECT_EQ(cell(rows.rows[0], "sales", "净额"), "100");
  EXPECT_EQ(cell(rows.rows[1], "sales", "状态"), "已发货");
  EXPECT_EQ(cell(rows.rows[1], "sales", "净额"), "1000");
  EXPECT_EQ(cell(rows.rows[2], "sales", "日期"), "2021-03-03");
  EXPECT_EQ(cell(rows.rows[2], "sales", "状态"), "已关闭");
  EXPECT_EQ(cell(rows.rows[2], "sales", "线上线下"), "线上");
  EXPECT_EQ(rows.ignored, std::vector<std::string>{"买家应付货款"});
  const RegisterFormula& all = *kind("sales").find_formula("all");
  EXPECT_EQ(count(all, rows.rows, {2021, 12, 31}).value->to_string(), "0.11");
}

TEST(RegisterTables, WhatIsSaidOfAFileMustFitIt) {
  RegisterReading how = reading();
  how.fixed = {{"店铺", "旗舰店"}};
  EXPECT_NE(fault(table_of(kExport, "|"), "sales", how).find("没有“店铺”列"), std::string::npos);
  how.fixed = {{"渠道", "甲"}, {"线上线下", "线上"}, {"金额", "1"}};
  EXPECT_EQ(fault(table_of(kExport, "|"), "sales", how),
            "表里已有“买家实际支付金额”列，不能再另外指定。");
  how.fixed = {{"渠道", "甲"}, {"线上线下", "网上"}};
  EXPECT_EQ(fault(table_of(kExport, "|"), "sales", how),
            "第 2 行“线上线下”：“网上”不在可选的词里：线上、线下。");
}

TEST(RegisterTables, HeadersCanBeBoundAndLeftOut) {
  const Table table = table_of(
      "日期,班次,培训类型,联系电话,天数,民族\n"
      "2021-05-10,一期,手工技能,139,8,蒙古族\n");
  EXPECT_NE(fault(table, "training").find("不认得“联系电话”列"), std::string::npos);
  RegisterReading how = reading();
  how.headers = {{"联系电话", "学员编号"}};
  how.left_out = {"民族"};
  const RegisterRows rows = read(table, "training", how);
  ASSERT_EQ(rows.rows.size(), 1U);
  EXPECT_EQ(cell(rows.rows[0], "training", "学员编号"), "139");
}

TEST(RegisterTables, EverySheetIsReadOrNamed) {
  const std::string header = "日期,班次,培训类型,学员编号,天数\n";
  std::vector<Table> tables = {table_of(header + "2021-03-10,一期,手工技能,S1,8\n"),
                               table_of(header + "2021-04-10,二期,手工技能,S1,8\n"),
                               table_of("月份,人次\n3月,1\n")};
  for (std::uint32_t i = 0; i < tables.size(); ++i) tables[i].page = i + 1;
  const auto rows = read_register_tables(tables, kind("training"), reading());
  ASSERT_TRUE(rows.ok()) << rows.error().message;
  EXPECT_EQ(rows->rows.size(), 2U);
  EXPECT_EQ(rows->rows[1].place, "第 2 页第 2 行");
  EXPECT_EQ(rows->remarks, std::vector<std::string>{"第 3 页的表没有培训台账的列，没有登记"});
  tables[1] = table_of("日期,班次,类型,学员代号,天数\n2021-04-10,二期,手工技能,S1,8\n");
  tables[1].page = 2;
  const auto misspelt = read_register_tables(tables, kind("training"), reading());
  ASSERT_FALSE(misspelt.ok());
  EXPECT_NE(misspelt.error().message.find("第 2 页：培训台账不认得“学员代号”列"),
            std::string::npos);
  tables[1] = table_of(header + "2021-03-11,一期,手工技能,S1,8\n");
  tables[1].page = 2;
  const auto twice = read_register_tables(tables, kind("training"), reading());
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.error().message, "第 2 页第 2 行与第 1 页第 2 行重复（一期 S1），会算两次。");
}

TEST(RegisterTables, TheSameRowTwiceIsTakenOnceAndNamed) {
  const std::string row = "2021-05-10,一期,手工技能,S1,8\n";
  const RegisterRows rows =
      read(table_of("日期,班次,培训类型,学员编号,天数\n" + row + row), "training");
  EXPECT_EQ(rows.rows.size(), 1U);
  EXPECT_EQ(rows.remarks,
            std::vector<std::string>{"第 3 行与第 2 行一模一样（一期 S1），只登记一次"});
}

TEST(RegisterTables, AmountsInTenThousandsBecomeTheUnitOfTheColumn) {
  const Table table = table_of(
      "日期,凭证号,摘要,资金来源,预算项,支出金额（万元）,收款单位\n"
      "2021-03-10,1,付款,自治区级,培训,1.5,甲\n");
  EXPECT_EQ(cell(read(table, "funds").rows.front(), "funds", "支出数"), "15000");
  const Table dollars = table_of(
      "日期,凭证号,摘要,资金来源,预算项,支出金额（美元）\n"
      "2021-03-10,1,付款,自治区级,培训,1.5\n");
  EXPECT_EQ(fault(dollars, "funds"), "第 2 行“支出数”：单位是“美元”，这一列按元登记，换算不了。");
}

TEST(RegisterTables, AUnitAboveTheTableHoldsForItsAmounts) {
  Table table = table_of(
      "日期,凭证号,摘要,资金来源,预算项,支出数,余额（元）\n"
      "2021-03-10,1,付款,自治区,培训,1.5,7\n");
  table.unit_words = "万元";
  const RegisterRow row = read(table, "funds").rows.front();
  EXPECT_EQ(cell(row, "funds", "支出数"), "15000");
  EXPECT_EQ(cell(row, "funds", "余额"), "7");
  Table people = table_of("日期,班次,培训类型,学员编号,天数\n2021-05-10,一期,手工技能,S1,8\n");
  people.unit_words = "人";
  EXPECT_EQ(cell(read(people, "training").rows.front(), "training", "天数"), "8");
}

TEST(RegisterTables, AHeaderOfTwoRowsIsReadToTheEnd) {
  Table table = table_of(
      "日期,凭证号,摘要,资金来源,预算项,资金情况,,收款人\n"
      ",,,,,到位数,支出数（万元）,\n"
      "2021-03-01,1,下达,自治区,培训,100,,\n"
      "2021-03-05,2,付款,自治区,培训,,1.5,甲\n");
  for (Cell& each : table.cells) {
    if (each.row == 0) (each.column == 5 ? each.colspan : each.rowspan) = 2;
  }
  const RegisterRows rows = read(table, "funds");
  ASSERT_EQ(rows.rows.size(), 2U);
  EXPECT_EQ(cell(rows.rows[0], "funds", "到位数"), "100");
  EXPECT_EQ(cell(rows.rows[1], "funds", "支出数"), "15000");
  EXPECT_EQ(cell(rows.rows[1], "funds", "收款人"), "甲");
}

TEST(RegisterTables, TheReporterMayBeSaidOfTheWholeFile) {
  RegisterReading how = reading();
  how.fixed = {{"填报单位", "甲旗"}};
  const Table table = table_of("日期,班次,培训类型,学员编号,天数\n2021-05-10,一期,手工技能,S1,8\n");
  EXPECT_EQ(read(table, "training", how).rows.front().reporter, "甲旗");
}

TEST(RegisterChanges, OnlyNewAndChangedRowsAreEntered) {
  RegisterReading how = reading();
  how.fixed = {{"渠道", "甲"}, {"线上线下", "线上"}};
  std::vector<RegisterRow> standing = read(table_of(kExport, "|"), "sales", how).rows;
  for (std::size_t i = 0; i < standing.size(); ++i) standing[i].number = i + 7;
  std::string later(kExport);
  later.replace(later.find("卖家已发货，等待买家确认"),
                std::string("卖家已发货，等待买家确认").size(), "退款成功");
  later += "=\"9\"|50|50|交易成功|2021-04-03 10:00:00|2021-04-03 10:00:00|\n";
  const RowChanges changes =
      compare_rows(read(table_of(later, "|"), "sales", how).rows, standing, kind("sales"));
  EXPECT_EQ(changes.unchanged, 2U);
  EXPECT_EQ(changes.fresh.size(), 1U);
  ASSERT_EQ(changes.changed.size(), 1U);
  EXPECT_EQ(changes.changed[0].entry, 8U);
  EXPECT_EQ(changes.changed[0].what, "状态 已发货 → 已退款");
  const auto entries = change_entries(
      changes, kind("sales"), "P",
      {.person = "李四", .recorded_at = "2022-01-05T09:00:00Z", .source = "四月.csv"});
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].kind, EntryKind::Reversal);
  EXPECT_EQ(entries[0].reverses, 8U);
  EXPECT_EQ(entries[1].source, "四月.csv 第 3 行");
}

}  // namespace
}  // namespace jx
