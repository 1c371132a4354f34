// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "tables/tables.h"

namespace jx {
namespace {

const Lexicon& lexicon() {
  static const Lexicon loaded =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return loaded;
}

/// A page from lines as a reader would give them: "a|b" are rows of a grid, others lines; an empty
/// line parts two grids.
Page page_of(std::uint32_t number, std::initializer_list<std::string_view> lines) {
  Page page{.number = number, .blocks = {}, .drawing = {}};
  bool in_grid = false;
  std::uint32_t line = 0;
  for (const std::string_view text : lines) {
    ++line;
    if (!contains(text, "|")) {
      in_grid = false;
      if (!text.empty())
        page.blocks.emplace_back(TextLine{std::string(text), {.page = number, .line = line}});
      continue;
    }
    if (!in_grid) page.blocks.emplace_back(NativeGrid{});
    in_grid = true;
    auto& grid = std::get<NativeGrid>(page.blocks.back());
    std::uint32_t column = 0;
    for (const std::string_view cell : split(text, "|")) {
      if (!cell.empty()) {
        grid.cells.push_back({.row = grid.rows,
                              .column = column,
                              .text = std::string(cell),
                              .origin = {.page = number, .line = line}});
      }
      ++column;
    }
    ++grid.rows;
    grid.row_widths.push_back(column);
    grid.columns = std::max(grid.columns, column);
  }
  return page;
}

Tables extract(std::vector<Page> pages) {
  return extract_tables(Pages{.pages = std::move(pages), .diagnostics = {}}, lexicon());
}

std::vector<std::string> printed_pages(const Tables& tables) {
  std::vector<std::string> numbers;
  for (const Table& table : tables.tables) numbers.push_back(table.printed_page);
  return numbers;
}

constexpr std::string_view kHeader = "三级指标|指标值|度量单位";

TEST(ExtractTables, SetsPlaceOfEveryCellInItsTable) {
  const Tables tables = extract({page_of(3, {"绩效表||", kHeader, "培训|3|场"})});
  ASSERT_EQ(tables.tables.size(), 1U);
  const Cell* const cell = tables.tables[0].find(1, 2);
  ASSERT_NE(cell, nullptr);
  EXPECT_EQ(cell->text, "场");
  EXPECT_EQ(cell->origin.table, 0U);
  EXPECT_EQ(cell->origin.row, 1U);
  EXPECT_EQ(cell->origin.column, 2U);
  EXPECT_EQ(cell->origin.line, 3U);
  EXPECT_EQ(tables.tables[0].page, 3U);
  EXPECT_FALSE(tables.tables[0].title.origin.in_table());
}

TEST(ExtractTables, CopiesAndMovesAlike) {
  Pages pages{.pages = {page_of(1, {kHeader, "培训|3|场"})}, .diagnostics = {}};
  const Tables copied = extract_tables(pages, lexicon());
  EXPECT_EQ(std::get<NativeGrid>(pages.pages[0].blocks[0]).cells[0].text, "三级指标");
  const Tables moved = extract_tables(std::move(pages), lexicon());
  EXPECT_EQ(copied.tables[0].cells.size(), moved.tables[0].cells.size());
}

std::vector<Page> two_pages() {
  return {page_of(1, {kHeader, "培训|3|场", "- 147 -"}),
          page_of(2, {kHeader, "销售|5|单", "- 148 -"})};
}

TEST(TableStream, HandsTheTablesOfAPageOnWhenItIsDone) {
  std::vector<Page> pages = two_pages();
  std::vector<std::size_t> found;
  std::size_t count = 0;
  std::string printed;
  TableStream stream(lexicon(), [&](Table&& table) -> Result<void> {
    ++count;
    printed += table.printed_page + " ";
    return {};
  });
  for (Page& page : pages) {
    ASSERT_TRUE(stream.add(std::move(page)).ok());
    found.push_back(count);
  }
  EXPECT_EQ(found, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(printed, "147 148 ") << "with the footer of their page";
  EXPECT_EQ(std::move(stream).finish().lines.size(), 2U);
}

TEST(TableStream, EndsWithTheErrorOfItsSink) {
  TableStream stream(lexicon(), [](Table&&) -> Result<void> {
    return Error{ErrorCode::LimitExceeded, "够了"};
  });
  const auto added = stream.add(std::move(two_pages().front()));
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.error().message, "够了");
}

TEST(ExtractTables, TheNextFormOfASheetBeginsBelowTheIndicators) {
  const std::string_view header = "一级指标|二级指标|三级指标|年度指标值|实际完成值|得分";
  const std::string_view indicator = "产出指标|数量指标|培训场次|≥8场|8场|10";
  const Tables tables = extract(
      {page_of(1, {"绩效自评表|||||", "项目名称|项目甲||||", header, indicator, "总分|||||10",
                   "填表人：李某|||||", "绩效自评表|||||", "（2023年度）|||||",
                   "项目名称|项目乙||||", "主管部门|某局||实施单位|某站|", header, indicator})});
  std::vector<std::uint32_t> rows;
  std::string names;
  for (const Table& table : tables.tables) {
    rows.push_back(table.rows);
    const Cell* const name = table.find(0, 1);
    if (name != nullptr) names += name->text + " ";
  }
  // 项目名称 alone above a header is a line, two rows of labels are a table; 填表人 stays.
  EXPECT_EQ(rows, (std::vector<std::uint32_t>{4, 2, 2}));
  EXPECT_EQ(tables.tables[1].find(0, 1)->text, "项目乙") << names;
}

TEST(ExtractTables, GoalsAboveAHeaderOfTwoRowsAreNoHeader) {
  std::vector<Page> pages = {
      page_of(1, {"为学生提供营养餐。||||全部提供。|||", "绩效指标|||年度指标值|||实际完成值|得分",
                  "一级指标|二级指标|三级指标|指标性质|指标值|度量单位||",
                  "产出指标|数量指标|受益人数|≥|5200|人|5180|24.9"})};
  NativeGrid& grid = std::get<NativeGrid>(pages[0].blocks[0]);
  for (GridCell& cell : grid.cells) {
    if (cell.row == 0) cell.colspan = 4;
    if (cell.row == 1 && cell.column < 4) cell.colspan = 3;
    if (cell.row == 1 && cell.column >= 6) cell.rowspan = 2;
  }
  const Tables tables = extract(std::move(pages));
  ASSERT_FALSE(tables.tables.empty());
  const Table& last = tables.tables.back();
  EXPECT_EQ(last.header_rows, 2U);
  ASSERT_EQ(last.rows, 3U);
  EXPECT_EQ(last.find(0, 0)->text, "绩效指标");
}

TEST(ExtractTables, PassesOnTheDiagnosticsOfThePages) {
  Pages pages;
  pages.diagnostics.warn("stray-quote", "…");
  EXPECT_EQ(extract_tables(std::move(pages), lexicon()).diagnostics.count("stray-quote"), 1U);
}

TEST(ExtractTables, GivesFooterToTheTableThatContinuesLast) {
  const Tables tables = extract({page_of(1, {kHeader, "a|1|场", "", kHeader, "b|2|场", "- 9 -"}),
                                 page_of(2, {kHeader, "c|3|场"})});
  EXPECT_EQ(printed_pages(tables), (std::vector<std::string>{"", "9", ""}));
  EXPECT_EQ(tables.tables[1].continues, 0U);
  EXPECT_EQ(tables.tables[2].continues, 1U);
}

TEST(ExtractTables, GivesFooterToAllTablesOfAPageWithoutBreaks) {
  const Tables tables =
      extract({page_of(1, {kHeader, "a|1|场", "", "工作任务|任务目标", "b|c", "- 9 -"})});
  EXPECT_EQ(printed_pages(tables), (std::vector<std::string>{"9", "9"}));
}

TEST(ExtractTables, GivesNumberAtTheTopToTheTablesBelow) {
  const Tables tables =
      extract({page_of(1, {kHeader, "a|1|场"}), page_of(2, {"- 9 -", "项目|预算数", "b|2"})});
  EXPECT_EQ(printed_pages(tables), (std::vector<std::string>{"", "9"}));
}

TEST(ExtractTables, TakesPageNumberOutOfTheRows) {
  const Tables tables = extract({page_of(1, {kHeader, "a|1|场", "- 9 -||", "b|2|场"})});
  ASSERT_EQ(tables.tables.size(), 2U);
  EXPECT_EQ(tables.tables[1].continues, 0U);
  EXPECT_EQ(tables.tables[1].header_rows, 0U);
  ASSERT_EQ(tables.lines.size(), 1U);
  EXPECT_EQ(tables.lines[0].number, "9");
  EXPECT_EQ(tables.lines[0].before_table, 1U);
}

TEST(ExtractTables, DoesNotContinueOverAStatement) {
  const Tables tables =
      extract({page_of(1, {kHeader, "a|1|场", "资金须在年底前用完。", kHeader, "b|2|场"})});
  EXPECT_EQ(tables.tables[1].continues, std::nullopt);
}

TEST(ExtractTables, ContinuesOverTheSameCaptions) {
  const Tables tables =
      extract({page_of(1, {"表1", "绩效表", "单位：万元", kHeader, "a|1|场"}),
               page_of(2, {"表1（续）", "绩效表", "单位：万元", kHeader, "b|2|场"}),
               page_of(3, {"表2", "绩效表", "单位：万元", kHeader, "c|3|场"})});
  EXPECT_EQ(tables.tables[1].continues, 0U);
  EXPECT_EQ(tables.tables[2].continues, std::nullopt);
  EXPECT_TRUE(tables.lines.empty());
}

TEST(ExtractTables, ContinuesOverATitleAtTheFootAndAgainAtTheHead) {
  const Tables tables =
      extract({page_of(1, {"绩效目标清单", kHeader, "培训|3|场", "绩效目标清单||", "- 1 -"}),
               page_of(2, {"绩效目标清单", kHeader, "宣传|4|场"})});
  ASSERT_EQ(tables.tables.size(), 2U);
  EXPECT_EQ(tables.tables[1].continues, 0U);
}

TEST(ExtractTables, DoesNotContinueInAnotherUnit) {
  const Tables tables =
      extract({page_of(1, {"单位：万元", kHeader, "a|1|场", "", "单位：元", kHeader, "b|2|场"})});
  EXPECT_EQ(tables.tables[1].continues, std::nullopt);
}

TEST(ExtractTables, KeepsATotalBelowTheRows) {
  const Tables tables = extract({page_of(1, {kHeader, "a|1|场", "合计||"})});
  EXPECT_EQ(tables.tables[0].rows, 3U);
  EXPECT_TRUE(tables.lines.empty());
}

TEST(ExtractTables, KeepsGoalThatIsAloneInItsRow) {
  const Tables tables = extract({page_of(
      1, {"项目名称|年度目标|三级指标", "甲|培训妇女。|培训", "|保障各项活动的顺利开展。|"})});
  EXPECT_EQ(tables.tables[0].rows, 3U);
}

/// Published budgets: income on the left, spending on the right, each with the same columns.
TEST(ExtractTables, KeepsAHeaderWhoseGroupsHaveTheSameColumns) {
  const Tables tables =
      extract({page_of(1, {"2025年部门财务收支预算总表", "编制部门：某局", "单位：元",
                           "本年收入||本年支出|", "项目|预算数|项目|预算数",
                           "一、财政拨款收入|371,514,655.00|一、一般公共服务支出|21,601,733.00"})});
  ASSERT_EQ(tables.tables.size(), 1U);
  EXPECT_EQ(tables.tables[0].header_rows, 2U);
  EXPECT_EQ(tables.tables[0].rows, 3U);
  EXPECT_EQ(tables.tables[0].title.text, "2025年部门财务收支预算总表");
  EXPECT_EQ(tables.tables[0].unit_words, "元");
  ASSERT_EQ(tables.lines.size(), 1U);
  EXPECT_EQ(tables.lines[0].text, "编制部门：某局");
}

TEST(ExtractTables, NamesOfLevelsMakeAHeaderBesideUnknownNames) {
  const std::string_view header =
      "一级指标|二级指标|三级指标|年度指标值|六月底进展|比例|滞后缘由|纠偏安排";
  const Tables tables = extract({page_of(1, {"项目名称|环境整治||||||", "项目单位|某镇||||||",
                                             header, "产出指标|数量指标|整治数|50个|20个|40%||"})});
  ASSERT_EQ(tables.tables.size(), 2U);
  EXPECT_EQ(tables.tables[1].header_rows, 1U);
}

TEST(ExtractTables, ColumnsOfOneGroupHaveDifferentNames) {
  const Tables tables = extract({page_of(1, {"甲||乙|", "项目|项目|预算数|项目", "a|b|1|c"})});
  ASSERT_EQ(tables.tables.size(), 1U);
  EXPECT_LT(tables.tables[0].header_rows, 2U);
}

TEST(ExtractTables, AttachesAtMostOneOfEachCaption) {
  const Tables tables =
      extract({page_of(1, {"收支情况", "绩效目标表", "单位：元", kHeader, "a|1|场"})});
  EXPECT_EQ(tables.tables[0].title.text, "绩效目标表");
  ASSERT_EQ(tables.lines.size(), 1U);
  EXPECT_EQ(tables.lines[0].text, "收支情况");
  EXPECT_EQ(tables.lines[0].kind, LineKind::Heading);
}

TEST(ExtractTables, ReportsRowsOfOtherWidths) {
  const Tables tables = extract({page_of(1, {"标题表|||||||", kHeader, "a|1", "b|2|场|多"})});
  EXPECT_EQ(tables.diagnostics.count("cell-count"), 2U);
  const Diagnostic& first = tables.diagnostics.entries().front();
  EXPECT_EQ(first.origin.row, 1U);
  EXPECT_TRUE(contains(first.message, "2 格")) << first.message;
}

TEST(ExtractTables, BoundsTheReportsOfRowsOfOtherWidths) {
  Page page = page_of(1, {kHeader});
  auto& grid = std::get<NativeGrid>(page.blocks[0]);
  for (std::uint32_t row = 1; row <= 1000; ++row) {
    grid.cells.push_back({.row = row, .column = 0, .text = "a", .origin = {}});
    grid.cells.push_back({.row = row, .column = 1, .text = "1", .origin = {}});
    grid.row_widths.push_back(2);
    ++grid.rows;
  }
  const Tables tables = extract({std::move(page)});
  EXPECT_EQ(tables.diagnostics.count("cell-count"), 1000U);
  EXPECT_EQ(tables.diagnostics.entries().size(), Diagnostics::kMostOfOneCode);
}

TEST(ExtractTables, UnitesTheBoxesOfItsCells) {
  NativeGrid grid{.rows = 2, .columns = 2, .title = {}, .cells = {}, .row_widths = {}};
  grid.cells.push_back({.text = "三级指标", .origin = {.box = {1, 1, 5, 2}}});
  grid.cells.push_back({.column = 1, .text = "指标值", .origin = {.box = {6, 1, 9, 2}}});
  grid.cells.push_back({.row = 1, .text = "培训", .origin = {.box = {1, 3, 5, 4}}});
  Page page;
  page.blocks.emplace_back(std::move(grid));
  EXPECT_EQ(extract({std::move(page)}).tables[0].box, (Box{1, 1, 9, 4}));
}

TEST(Table, FindsRowsAndCells) {
  const Tables tables = extract({page_of(1, {kHeader, "a||场", "b|2|场"})});
  const Table& table = tables.tables[0];
  EXPECT_EQ(table.row(1).size(), 2U);
  EXPECT_EQ(table.row(9).size(), 0U);
  EXPECT_EQ(table.find(1, 1), nullptr);
  ASSERT_NE(table.find(2, 1), nullptr);
  EXPECT_EQ(table.find(2, 1)->text, "2");
}

}  // namespace
}  // namespace jx
