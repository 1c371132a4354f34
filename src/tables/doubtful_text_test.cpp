// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/doubtful_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tables/tables.h"

namespace jx {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const Lexicon& lexicon() {
  static const Lexicon kLexicon =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return kLexicon;
}

GridCell cell(std::uint32_t row, std::uint32_t column, std::string text, float confidence = 1) {
  GridCell made;
  made.row = row;
  made.column = column;
  made.text = std::move(text);
  made.origin = {.page = 1, .line = row + 1};
  made.confidence = confidence;
  return made;
}

Tables extract(std::vector<Block> blocks) {
  Pages pages;
  pages.pages.push_back({.number = 1, .blocks = std::move(blocks), .drawing = {}});
  return extract_tables(std::move(pages), lexicon());
}

/// A title and a unit line above a header, and one row, all in one grid.
NativeGrid form() {
  NativeGrid grid;
  grid.rows = 4;
  grid.columns = 3;
  grid.cells = {cell(0, 0, "项目支出绩效目标表", 0.5F),
                cell(1, 0, "单位：万元", 0.4F),
                cell(2, 0, "一级指标"),
                cell(2, 1, "三级指标"),
                cell(2, 2, "指标值"),
                cell(3, 0, "产出指标"),
                cell(3, 1, "魂丽工程完成率", 0.45F),
                cell(3, 2, "95%", 0.97F)};
  grid.other_readings = {{1, 0, "单位：万兀"}, {3, 1, "瑰丽工程完成率"}, {3, 2, "85%"}};
  return grid;
}

TEST(DoubtfulText, StaysWithItsCellWhenRowsAboveAreTakenOff) {
  const Tables tables = extract({form()});
  ASSERT_EQ(tables.tables.size(), 1U);
  const Table& table = tables.tables[0];
  EXPECT_EQ(table.rows, 2U);
  ASSERT_EQ(table.readings(1, 1).size(), 1U);
  EXPECT_EQ(table.readings(1, 1)[0].text, "瑰丽工程完成率");
  EXPECT_EQ(table.readings(1, 2).size(), 1U);
  EXPECT_EQ(table.readings(0, 0).size(), 0U);
  EXPECT_NEAR(table.title.confidence, 0.5, 0.001);
  EXPECT_NEAR(table.unit.confidence, 0.4, 0.001);
  EXPECT_EQ(table.unit.other_readings, std::vector<std::string>{"单位：万兀"});
}

TEST(DoubtfulText, StaysWithItsTableWhenOneGridHoldsTwo) {
  NativeGrid grid = form();
  const std::size_t cells = grid.cells.size();
  for (std::size_t i = 2; i < cells; ++i) {
    grid.cells.push_back(grid.cells[i]);
    grid.cells.back().row += 2;
  }
  grid.rows = 6;
  grid.other_readings.push_back({5, 1, "魂丽工程完成串"});
  const Tables tables = extract({std::move(grid)});
  ASSERT_EQ(tables.tables.size(), 2U);
  EXPECT_EQ(tables.tables[0].other_readings.size(), 2U);
  ASSERT_EQ(tables.tables[1].readings(1, 1).size(), 1U);
  EXPECT_EQ(tables.tables[1].readings(1, 1)[0].text, "魂丽工程完成串");
}

TEST(DoubtfulText, IsReportedOnceEachWithItsPlaceAndOtherReadings) {
  TextLine note{.text = "注：另行说朋", .origin = {.page = 1}, .confidence = 0.3F};
  note.other_readings = {"注：另行说明"};
  Tables tables = extract({form(), note});
  report_doubtful_text(tables);
  const auto& entries = tables.diagnostics.entries();
  ASSERT_EQ(tables.diagnostics.count("doubtful-text"), 4U);
  EXPECT_THAT(entries[0].message, HasSubstr("项目支出绩效目标表"));
  EXPECT_THAT(entries[1].message, AllOf(HasSubstr("单位：万元"), HasSubstr("“单位：万兀”")));
  EXPECT_THAT(entries[2].message,
              AllOf(HasSubstr("“魂丽工程完成率”"), HasSubstr("把握 45%"),
                    HasSubstr("也可能是“瑰丽工程完成率”"), HasSubstr("corrections.toml")));
  EXPECT_EQ(entries[2].origin.table, 0U);
  EXPECT_EQ(entries[2].origin.row, 1U);
  EXPECT_EQ(entries[2].origin.column, 1U);
  EXPECT_THAT(entries[3].message, AllOf(HasSubstr("说朋"), HasSubstr("“注：另行说明”")));
}

TEST(DoubtfulText, IsNoneWhereNothingWasRecognised) {
  NativeGrid grid = form();
  for (GridCell& made : grid.cells) made.confidence = 1;
  Tables tables = extract({std::move(grid)});
  report_doubtful_text(tables);
  EXPECT_TRUE(tables.diagnostics.empty());
}

TEST(DoubtfulText, IsCutWhereAMessageWouldBeTooLong) {
  std::string words;
  for (int i = 0; i < 100; ++i) words += "很长";
  NativeGrid grid = form();
  grid.cells[6].text = words;
  Tables tables = extract({std::move(grid)});
  report_doubtful_text(tables);
  EXPECT_LT(tables.diagnostics.entries()[2].message.size(), 400U);
  EXPECT_THAT(tables.diagnostics.entries()[2].message, HasSubstr("很长……”"));
}

}  // namespace
}  // namespace jx
