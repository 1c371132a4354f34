// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/inputs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ledger/test_table.h"

namespace jx {
namespace {

using testing::merge_down;
using testing::table_of;

const EntryStamp kStamp{.person = "李四", .recorded_at = "2022-01-05T09:00:00Z", .source = ""};

std::vector<LedgerEntry> read(const Table& table) {
  const auto read = actual_entries({&table, 1}, kStamp);
  EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().message);
  return read.ok() ? read->entries : std::vector<LedgerEntry>();
}

std::string fault(const Table& table) {
  const auto read = actual_entries({&table, 1}, kStamp);
  return read.ok() ? "" : read.error().message;
}

TEST(ActualEntries, ReadsAListAsOfficesKeepIt) {
  Table table = table_of(
      "2021 年完成情况\n"
      "序号|三级指标|项目代码|月份|实际完成值|计量单位|佐证材料\n"
      "1|培训人次|P1|2021年3月|60人次|人次|签到 表.pdf、照片.jpg\n"
      "2|||2021/4|1,200|人次|\n"
      "3|合格率||2021年一季度|95%||\n"
      "|||||||\n",
      "|");
  merge_down(table, 2, 1, 2);
  const auto entries = read(table);
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].period, "2021-03");
  EXPECT_EQ(entries[0].value, Decimal(60));
  EXPECT_EQ(entries[0].evidence, (std::vector<std::string>{"签到 表.pdf", "照片.jpg"}));
  EXPECT_EQ(entries[1].indicator, "培训人次");
  EXPECT_EQ(entries[1].project, "P1");
  EXPECT_EQ(entries[1].value, Decimal(1200));
  EXPECT_EQ(entries[1].period, "2021-04");
  EXPECT_EQ(entries[2].period, "2021-Q1");
  EXPECT_EQ(entries[2].value, Decimal(95));
  EXPECT_EQ(entries[2].unit, "%");
}

std::string period(const std::string& words) {
  const auto entries = read(table_of("项目|指标|期间|完成值\nP|培训人次|" + words + "|1\n", "|"));
  return entries.empty() ? "" : entries.front().period;
}

TEST(ActualEntries, PeriodsAreReadAsTheyAreWritten) {
  EXPECT_EQ(period("2021-03"), "2021-03");
  EXPECT_EQ(period("2021.3"), "2021-03");
  EXPECT_EQ(period("2021.10"), "2021-10");
  EXPECT_EQ(period("2021.1"), "2021.1");
  EXPECT_EQ(period("2021-03-01"), "2021-03");
  EXPECT_EQ(period("2021年"), "2021");
  EXPECT_EQ(period("2021年第三季度"), "2021-Q3");
  EXPECT_EQ(period("2021年4季度"), "2021-Q4");
  EXPECT_EQ(period("3月"), "3月");
  EXPECT_EQ(period("2021-03-15"), "2021-03-15");
}

TEST(ActualEntries, DigestsStandBetweenSpaces) {
  const std::string one(64, 'a');
  const std::string two(64, 'b');
  const auto entries = read(
      table_of("项目|指标|期间|完成值|佐证\nP|培训人次|2021-03|1|" + one + " " + two + "\n", "|"));
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].evidence, (std::vector<std::string>{one, two}));
}

TEST(ActualEntries, FaultsNameTheCell) {
  EXPECT_EQ(fault(table_of("项目|指标|完成值\nP|培训人次|1\n", "|")),
            "表里没有“期间”列。要有的列：项目、指标、期间、完成值。");
  EXPECT_EQ(fault(table_of("项目|指标|期间|完成值||\nP|培训人次|2021-03|1||注\n", "|")),
            "第 6 列没有列名，却有内容“注”。");
  EXPECT_EQ(fault(table_of("项目|指标|期间|完成值\nP|培训人次|2021-03|\n", "|")),
            "第 2 行“完成值”：是空白。请填数、等级，或写明不适用、未到期、无法采集。");
}

TEST(ActualEntries, EverySheetIsReadOrNamed) {
  std::vector<Table> tables = {table_of("项目|指标|期间|完成值\nP|培训人次|2021-03|1\n", "|"),
                               table_of("填表说明|\n一行一条|\n", "|"),
                               table_of("项目|指标|期间|完成值\nP|培训人次|2021-04|2\n", "|")};
  for (std::uint32_t i = 0; i < tables.size(); ++i) tables[i].page = i + 1;
  const auto read = actual_entries(tables, kStamp);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->entries.size(), 2U);
  EXPECT_EQ(read->left_out,
            std::vector<std::string>{"第 2 页的表没有项目、指标、期间、完成值这些列，没有记"});
}

}  // namespace
}  // namespace jx
