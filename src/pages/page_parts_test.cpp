// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/page_parts.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace jx {
namespace {

struct Place {
  std::uint32_t row;
  std::uint32_t column;
  std::string text;
};

Page part(std::vector<Place> places, bool continues) {
  NativeGrid grid;
  for (Place& place : places) {
    GridCell& cell = grid.cells.emplace_back();
    cell.row = place.row;
    cell.column = place.column;
    cell.text = std::move(place.text);
    grid.rows = std::max(grid.rows, place.row + 1);
    grid.columns = std::max(grid.columns, place.column + 1);
  }
  Page page{.number = 1, .blocks = {}, .drawing = {}, .continues = continues};
  page.blocks.emplace_back(std::move(grid));
  return page;
}

std::string describe(const Page& page) {
  const auto& grid = std::get<NativeGrid>(page.blocks.back());
  std::string words = std::to_string(grid.rows) + "x" + std::to_string(grid.columns);
  for (const GridCell& cell : grid.cells) {
    words += " " + std::to_string(cell.row) + "," + std::to_string(cell.column) + cell.text;
    if (cell.rowspan > 1) words += "/" + std::to_string(cell.rowspan);
  }
  return words;
}

TEST(PageParts, OfAPageBecomeOneGrid) {
  PageJoiner joiner;
  EXPECT_FALSE(joiner.add(part({{0, 0, "a"}, {1, 0, "b"}}, true)));
  EXPECT_FALSE(joiner.add(part({{2, 3, "c"}}, true)));
  const auto page = joiner.add(part({{3, 0, "d"}}, false));
  ASSERT_TRUE(page);
  EXPECT_EQ(describe(*page), "4x4 0,0a 1,0b 2,3c 3,0d");
  EXPECT_FALSE(page->continues);
}

TEST(PageParts, PagesThatComeInOnePieceGoThroughAsTheyAre) {
  PageJoiner joiner;
  for (int i = 0; i < 2; ++i) {
    const auto page = joiner.add(part({{0, 1, "a"}}, false));
    ASSERT_TRUE(page);
    EXPECT_EQ(describe(*page), "1x2 0,1a");
  }
}

TEST(PageParts, OfCellsInOnePlaceTheLastOneStaysWhateverPartItIsIn) {
  PageJoiner joiner;
  EXPECT_FALSE(joiner.add(part({{0, 0, "old"}, {4, 0, "z"}}, true)));
  const auto page = joiner.add(part({{0, 0, "new"}, {2, 0, "m"}}, false));
  ASSERT_TRUE(page);
  EXPECT_EQ(describe(*page), "5x1 0,0new 2,0m 4,0z");
}

TEST(PageParts, WhatTheEndSaysOfMergedCellsHoldsForEarlierParts) {
  PageJoiner joiner;
  EXPECT_FALSE(joiner.add(part({{0, 0, "top"}, {0, 1, "covered"}}, true)));
  Page last = part({{2, 0, "below"}}, false);
  last.changes = {{.row = 0, .column = 0, .rowspan = 2, .colspan = 2},
                  {.row = 0, .column = 1, .rowspan = 0},
                  {.row = 9, .column = 9, .rowspan = 0}};
  const auto page = joiner.add(std::move(last));
  ASSERT_TRUE(page);
  EXPECT_EQ(describe(*page), "3x1 0,0top/2 2,0below");
}

TEST(PageParts, LinesBehindTheGridStayBehindAllOfIt) {
  PageJoiner joiner;
  Page first = part({{0, 0, "a"}}, true);
  first.blocks.insert(first.blocks.begin(), TextLine{.text = "above", .origin = {}});
  EXPECT_FALSE(joiner.add(std::move(first)));
  Page last = part({{1, 0, "b"}}, false);
  last.blocks.emplace_back(TextLine{.text = "below", .origin = {}});
  last.changes = {{.row = 0, .column = 0, .rowspan = 0}};
  const auto page = joiner.add(std::move(last));
  ASSERT_TRUE(page);
  ASSERT_EQ(page->blocks.size(), 3U);
  EXPECT_EQ(std::get<TextLine>(page->blocks[0]).text, "above");
  EXPECT_EQ(std::get<NativeGrid>(page->blocks[1]).cells.size(), 1U);
  EXPECT_EQ(std::get<TextLine>(page->blocks[2]).text, "below");
}

TEST(PageParts, OfWhichNothingIsShownLeaveNoGrid) {
  Page page = part({{0, 1, "covered"}}, false);
  page.changes = {{.row = 0, .column = 1, .rowspan = 0}};
  const auto whole = PageJoiner().add(std::move(page));
  ASSERT_TRUE(whole);
  EXPECT_TRUE(whole->blocks.empty());
}

TEST(PageParts, AReaderThatFailsGivesNoPages) {
  const auto pages = collect_pages([](const PageSink& sink) -> Result<Diagnostics> {
    JX_TRY_VOID(sink(part({{0, 0, "a"}}, false)));
    return Error{ErrorCode::Malformed, "broken"};
  });
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().message, "broken");
}

}  // namespace
}  // namespace jx
