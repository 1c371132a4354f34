// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/lay_out.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "tables/drawn/test_drawing.h"

namespace jx {
namespace {

/// Every block on a line of its own: "text", or "[2x3] r,c:text …" with spans behind the text.
std::vector<std::string> blocks_of(const TestDrawing& drawing) {
  Page page = drawing.page();
  Diagnostics diagnostics;
  lay_out(page, diagnostics);
  EXPECT_FALSE(page.drawing.has_value());
  std::vector<std::string> shown;
  for (const Block& block : page.blocks) {
    if (const auto* const line = std::get_if<TextLine>(&block)) {
      shown.push_back(line->text);
      continue;
    }
    const auto& grid = std::get<NativeGrid>(block);
    std::string text = fmt::format("[{}x{}]", grid.rows, grid.columns);
    for (const GridCell& cell : grid.cells) {
      text += fmt::format(" {},{}:{}", cell.row, cell.column, cell.text);
      if (cell.rowspan > 1 || cell.colspan > 1) {
        text += fmt::format("<{}x{}>", cell.rowspan, cell.colspan);
      }
    }
    shown.push_back(text);
  }
  return shown;
}

using Blocks = std::vector<std::string>;

/// Two rows and columns whose lower left text is doubtful.
TestDrawing doubtful_table() {
  return TestDrawing()
      .net({0, 100, 200}, {0, 30, 60})
      .text(5, 10, "名称")
      .text(105, 10, "数量")
      .text(5, 40, "魂丽")
      .certain({45, 99})
      .reading(5, 40, 25, "瑰丽")
      .text(105, 40, "15")
      .certain({97, 98})
      .reading(105, 40, 115, "5")
      .reading(105, 40, 115, "S5");
}

void expect_doubts(const NativeGrid& grid) {
  ASSERT_EQ(grid.cells.size(), 4U);
  EXPECT_EQ(grid.cells[0].confidence, 1);
  EXPECT_NEAR(grid.cells[2].confidence, 0.45, 0.001);
  EXPECT_NEAR(grid.cells[3].confidence, 0.97, 0.001);
  ASSERT_EQ(grid.other_readings.size(), 3U);
  EXPECT_EQ(grid.other_readings[0].row, 1U);
  EXPECT_EQ(grid.other_readings[0].column, 0U);
  EXPECT_EQ(grid.other_readings[0].text, "瑰丽");
  EXPECT_EQ(grid.other_readings[1].column, 1U);
  EXPECT_EQ(grid.other_readings[2].text, "S5");
}

const NativeGrid& only_grid(const Page& page) { return std::get<NativeGrid>(page.blocks.at(0)); }

TEST(LayOut, IsAsSureOfACellAsOfItsLeastSureCharacter) {
  Page page = doubtful_table().page();
  Diagnostics diagnostics;
  lay_out(page, diagnostics);
  expect_doubts(only_grid(page));
}

TEST(LayOut, TurnsOtherReadingsWithThePage) {
  Page page = doubtful_table().turned_down().page();
  Diagnostics diagnostics;
  lay_out(page, diagnostics);
  expect_doubts(only_grid(page));
}

TEST(LayOut, KeepsTheDoubtOfALineOutsideTables) {
  Page page = TestDrawing()
                  .text(5, 100, "单位：万兀")
                  .certain({99, 99, 99, 99, 30})
                  .reading(5, 100, 55, "单位：万元")
                  .reading(5, 400, 55, "nowhere")
                  .page();
  Diagnostics diagnostics;
  lay_out(page, diagnostics);
  const auto& line = std::get<TextLine>(page.blocks.at(0));
  EXPECT_NEAR(line.confidence, 0.3, 0.001);
  EXPECT_EQ(line.other_readings, std::vector<std::string>{"单位：万元"});
}

TEST(LayOut, TellsWhenOtherReadingsAreTooMany) {
  Page page = TestDrawing().text(5, 100, "a").page();
  page.drawing->other_readings.assign(5001, {.box = {5, 100, 10, 110}, .text = "b"});
  Diagnostics diagnostics;
  lay_out(page, diagnostics);
  EXPECT_EQ(std::get<TextLine>(page.blocks.at(0)).other_readings.size(), 5000U);
  EXPECT_EQ(diagnostics.count("too-many-readings"), 1U);
}

TEST(LayOut, TellsOfAScanThatNobodyHasRecognised) {
  Page page = TestDrawing().page();
  page.scan = Scan{.width = 1, .height = 1, .dots_per_inch = 200, .pixels = "x"};
  Diagnostics diagnostics;
  lay_out(page, diagnostics);
  EXPECT_FALSE(page.scan);
  EXPECT_EQ(diagnostics.count("page-is-picture"), 1U);
}

TEST(LayOut, FindsTheCellsBetweenRulings) {
  const TestDrawing drawing = TestDrawing()
                                  .text(10, 20, "表15")
                                  .net({10, 110, 210}, {50, 70, 90})
                                  .text(20, 55, "指标")
                                  .text(120, 55, "值")
                                  .text(20, 75, "合格率")
                                  .text(120, 75, "95%");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"表15", "[2x2] 0,0:指标 0,1:值 1,0:合格率 1,1:95%"}));
}

TEST(LayOut, JoinsCellsThatNoRulingParts) {
  const TestDrawing drawing = TestDrawing()
                                  .across(50, 10, 310)
                                  .across(70, 110, 310)
                                  .across(90, 10, 310)
                                  .down(10, 50, 90)
                                  .down(110, 50, 90)
                                  .down(210, 70, 90)
                                  .down(310, 50, 90)
                                  .text(20, 65, "项目")
                                  .text(150, 55, "绩效指标名称与值")
                                  .text(120, 75, "名称")
                                  .text(220, 75, "5")
                                  .text(20, 300, "注");
  EXPECT_EQ(blocks_of(drawing),
            (Blocks{"[2x3] 0,0:项目<2x1> 0,1:绩效指标名称与值<1x2> 1,1:名称 1,2:5", "注"}));
}

TEST(LayOut, ClosesSidesThatWereLeftOpen) {
  const TestDrawing drawing = TestDrawing()
                                  .across(50, 10, 210)
                                  .across(70, 10, 210)
                                  .across(90, 10, 210)
                                  .down(110, 50, 90)
                                  .text(20, 55, "a")
                                  .text(120, 55, "b")
                                  .text(20, 75, "c")
                                  .text(120, 75, "d");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[2x2] 0,0:a 0,1:b 1,0:c 1,1:d"}));
}

TEST(LayOut, JoinsBrokenAndDoubledRulings) {
  TestDrawing drawing;
  for (const float y : {50.0F, 70.0F, 90.0F}) {
    drawing.across(y, 10, 60).across(y, 62, 110).across(y + 1.5F, 108, 210);
  }
  drawing.down(10, 50, 91).down(110, 50, 91).down(111.5F, 50, 91).down(210, 50, 91);
  drawing.text(20, 55, "a").text(120, 55, "b").text(20, 75, "c").text(120, 75, "d");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[2x2] 0,0:a 0,1:b 1,0:c 1,1:d"}));
}

TEST(LayOut, KeepsTablesOnOnePageApart) {
  const TestDrawing drawing = TestDrawing()
                                  .net({10, 60, 110}, {50, 70})
                                  .net({10, 60, 110}, {100, 120})
                                  .text(20, 55, "a")
                                  .text(70, 55, "b")
                                  .text(20, 80, "中间的话")
                                  .text(20, 105, "c")
                                  .text(70, 105, "d");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[1x2] 0,0:a 0,1:b", "中间的话", "[1x2] 0,0:c 0,1:d"}));
}

TEST(LayOut, ReadsATableInsideACellOfAnother) {
  const TestDrawing drawing = TestDrawing()
                                  .net({10, 300, 500}, {50, 200})
                                  .net({30, 80, 130}, {100, 120})
                                  .text(20, 60, "外")
                                  .text(310, 60, "右")
                                  .text(40, 105, "a")
                                  .text(90, 105, "b");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[1x2] 0,0:外 0,1:右", "[1x2] 0,0:a 0,1:b"}));
}

TEST(LayOut, AFrameAroundTextIsNoTable) {
  const TestDrawing drawing =
      TestDrawing().net({10, 210}, {50, 90}).text(20, 55, "说明").text(20, 75, "第二行");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"说明", "第二行"}));
}

TEST(LayOut, BlankRowsAboveTheSumAreNoChart) {
  TestDrawing drawing;
  drawing.net({20, 120, 220, 320}, {20, 40, 60, 80, 100, 120, 140, 160, 180});
  drawing.text(30, 25, "项目").text(130, 25, "预算数").text(230, 25, "备注");
  drawing.text(30, 45, "基本支出").text(130, 45, "91.00");
  drawing.text(30, 165, "合计").text(130, 165, "91.00");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[8x3] 0,0:项目 0,1:预算数 0,2:备注 1,0:基本支出 1,1:91.00 "
                                        "7,0:合计 7,1:91.00"}));
}

TEST(LayOut, TheNetOfAChartIsNoTable) {
  TestDrawing drawing;
  drawing.net({10, 60, 110, 160, 210, 260}, {50, 70, 90, 110, 130, 150, 170});
  drawing.text(20, 55, "30").text(220, 155, "25");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"30", "25"}));
}

TEST(LayOut, ReadsASidewaysTableLikeAnUprightOne) {
  TestDrawing drawing;
  drawing.net({10, 110, 210}, {50, 70, 90})
      .text(20, 55, "指标")
      .text(120, 55, "值")
      .text(20, 75, "合格率")
      .text(120, 75, "95%");
  drawing.turned_down();
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[2x2] 0,0:指标 0,1:值 1,0:合格率 1,1:95%"}));
  Page page = drawing.page();
  Diagnostics diagnostics;
  lay_out(page, diagnostics);
  const GridCell& first = std::get<NativeGrid>(page.blocks[0]).cells[0];
  EXPECT_EQ(first.origin.page, 3U);
  // On the page as displayed the first row is at the right edge.
  EXPECT_NEAR(first.origin.box.left, 530, 1);
  EXPECT_NEAR(first.origin.box.top, 10, 1);
}

TEST(LayOut, JoinsTheLinesOfACellAsTheyWereBroken) {
  const TestDrawing drawing = TestDrawing()
                                  .net({10, 62, 118}, {50, 95})
                                  .text(12, 52, "完成率情")
                                  .text(12, 64, "况")
                                  .text(66, 52, "1500002100")
                                  .text(66, 64, "0007928-")
                                  .text(66, 76, "one two");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[1x2] 0,0:完成率情况 0,1:15000021000007928-one two"}));
}

TEST(LayOut, AWordMayStickOutOfItsCell) {
  const TestDrawing drawing = TestDrawing()
                                  .net({10, 60, 160}, {50, 70})
                                  .text(12, 55, "服务对象满")  // 50 wide: a little too long.
                                  .text(100, 55, "x");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[1x2] 0,0:服务对象满 0,1:x"}));
}

TEST(LayOut, TakesWhatRunsOverTheLowerEdge) {
  const TestDrawing drawing = TestDrawing()
                                  .net({10, 60, 160}, {50, 71})
                                  .text(12, 50, "甲乙丙丁")
                                  .text(12, 61, "戊己庚辛")
                                  .text(12, 72, "壬癸")
                                  .text(100, 55, "x");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[1x2] 0,0:甲乙丙丁戊己庚辛壬癸 0,1:x"}));
}

TEST(LayOut, CutsABodyWhoseColumnsOnlyTheHeaderParts) {
  const TestDrawing drawing = TestDrawing()
                                  .across(50, 10, 210)
                                  .across(70, 10, 210)
                                  .across(90, 10, 210)
                                  .across(110, 10, 210)
                                  .down(10, 50, 110)
                                  .down(110, 50, 70)
                                  .down(210, 50, 110)
                                  .text(20, 55, "a")
                                  .text(120, 55, "b")
                                  .text(20, 75, "c")
                                  .text(120, 75, "1")
                                  .text(80, 95, "over both");
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[3x2] 0,0:a 0,1:b 1,0:c 1,1:1 2,0:over both<1x2>"}));
}

TEST(LayOut, CutsABodyWhoseRowsAreNotParted) {
  TestDrawing drawing;
  drawing.net({10, 110, 210}, {50, 70, 150}).text(20, 55, "a").text(120, 55, "b");
  for (int i = 0; i < 4; ++i) {
    const auto y = static_cast<float>(75 + 18 * i);
    drawing.text(20, y, fmt::format("r{}", i)).text(120, y, fmt::format("{}.5", i));
  }
  EXPECT_EQ(blocks_of(drawing), (Blocks{"[5x2] 0,0:a 0,1:b 1,0:r0 1,1:0.5 2,0:r1 2,1:1.5 3,0:r2 "
                                        "3,1:2.5 4,0:r3 4,1:3.5"}));
}

TEST(LayOut, FindsATableWithoutVerticalRulings) {
  TestDrawing drawing;
  drawing.across(48, 10, 300).across(64, 10, 300).across(110, 10, 300);
  drawing.text(10, 50, "Name").text(120, 50, "2020").text(220, 50, "2021");
  drawing.text(10, 66, "First").text(120, 66, "1.5").text(220, 66, "2.5");
  drawing.text(10, 80, "Second").text(220, 80, "3.5");
  drawing.text(10, 94, "Third").text(120, 94, "4.5").text(220, 94, "5.5");
  EXPECT_EQ(blocks_of(drawing),
            (Blocks{"[4x3] 0,0:Name 0,1:2020 0,2:2021 1,0:First 1,1:1.5 1,2:2.5 2,0:Second 2,2:3.5 "
                    "3,0:Third 3,1:4.5 3,2:5.5"}));
}

TEST(LayOut, RunningTextInColumnsIsNoTable) {
  TestDrawing drawing;
  for (int i = 0; i < 6; ++i) {
    const auto y = static_cast<float>(50 + 12 * i);
    drawing.text(10, y, "the quick brown fox jumps over it")
        .text(220, y, "and a lazy dog lies here all day");
  }
  EXPECT_EQ(blocks_of(drawing).size(), 12U);
}

TEST(LayOut, ATableOfContentsIsNoTable) {
  TestDrawing drawing;
  for (int i = 0; i < 5; ++i) {
    drawing.text(10, static_cast<float>(50 + 12 * i), fmt::format("Part {} ........", i));
    drawing.text(200, static_cast<float>(50 + 12 * i), fmt::format("{}", 10 + i));
  }
  EXPECT_EQ(blocks_of(drawing).size(), 10U);
}

TEST(LayOut, PrintsOnceWhatWasDrawnTwiceForBoldness) {
  EXPECT_EQ(blocks_of(TestDrawing().text(10, 50, "all").text(10.3F, 50, "all")), (Blocks{"all"}));
}

TEST(LayOut, LeavesAPageOfBlocksAsItIs) {
  Page page{.number = 1, .blocks = {TextLine{.text = "x", .origin = {}}}, .drawing = {}};
  Diagnostics diagnostics;
  lay_out(page, diagnostics);
  ASSERT_EQ(page.blocks.size(), 1U);
}

TEST(LayOut, AnEmptyDrawingHasNoBlocks) { EXPECT_TRUE(blocks_of(TestDrawing()).empty()); }

/// A table, and below it so many short lines that touch nothing.
TestDrawing table_above_ticks(int ticks) {
  TestDrawing drawing;
  drawing.net({10, 60, 110}, {30, 50, 70});
  drawing.text(12, 34, "甲").text(62, 34, "乙").text(12, 54, "1").text(62, 54, "2");
  for (int i = 0; i < ticks; ++i) {
    const auto x = static_cast<float>(i % 49) * 12;
    const auto y = 100 + static_cast<float>(i / 49) * 3;
    drawing.across(y, x, x + 7);
  }
  return drawing;
}

TEST(LayOut, FindsATableOnAPageWithThousandsOfLines) {
  EXPECT_EQ(blocks_of(table_above_ticks(15'000)), (Blocks{"[2x2] 0,0:甲 0,1:乙 1,0:1 1,1:2"}));
}

TEST(LayOut, SaysThatAPageHasMoreLinesThanATableCanHave) {
  Page page = table_above_ticks(25'000).page();
  Diagnostics diagnostics;
  lay_out(page, diagnostics);
  ASSERT_EQ(diagnostics.entries().size(), 1U);
  EXPECT_EQ(diagnostics.entries()[0].code, "too-many-rulings");
  EXPECT_EQ(diagnostics.entries()[0].origin.page, 3U);
}

}  // namespace
}  // namespace jx
