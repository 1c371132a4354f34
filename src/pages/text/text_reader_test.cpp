// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/text/text_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace jx {
namespace {

Document document_of(std::string bytes, Format format) {
  return {.name = "a", .sha256 = {}, .format = format, .bytes = std::move(bytes)};
}

Pages read(std::string bytes, Format format = Format::Text) {
  auto pages = read_text_pages(document_of(std::move(bytes), format), {});
  EXPECT_TRUE(pages.ok()) << pages.error().message;
  return *std::move(pages);
}

std::string describe(const Origin& origin) {
  return std::to_string(origin.line) + ":" + std::to_string(origin.first_column) + "-" +
         std::to_string(origin.last_column);
}

std::string describe(const NativeGrid& grid) {
  std::string result = "grid " + std::to_string(grid.rows) + "x" + std::to_string(grid.columns);
  for (const GridCell& cell : grid.cells) {
    result += " (" + std::to_string(cell.row) + "," + std::to_string(cell.column) + ")" +
              cell.text + "@" + describe(cell.origin);
  }
  return result;
}

/// "p1: line 标题@1:1-2; grid …", a page a line.
std::string describe(const Pages& pages) {
  std::string result;
  for (const Page& page : pages.pages) {
    result += "p" + std::to_string(page.number) + ":";
    for (const Block& block : page.blocks) {
      if (const auto* const line = std::get_if<TextLine>(&block)) {
        result += std::string(line->is_footer ? " footer " : " line ") + line->text + "@" +
                  describe(line->origin) + ";";
      } else {
        result += " " + describe(std::get<NativeGrid>(block)) + ";";
      }
    }
    result += "\n";
  }
  return result;
}

ErrorCode error_of(std::string bytes, Format format, const ReadLimits& limits) {
  const auto pages = read_text_pages(document_of(std::move(bytes), format), limits);
  EXPECT_FALSE(pages.ok());
  return pages.ok() ? ErrorCode::NotFound : pages.error().code;
}

TEST(ReadTextPages, MakesGridsOfTabbedLinesThatFollowOneAnother) {
  EXPECT_EQ(describe(read("标题\n甲\t乙\t\n\t 丙 \n\n丁\t戊\n")),
            "p1: line 标题@1:1-2; grid 2x3 (0,0)甲@2:1-1 (0,1)乙@2:3-3 (1,1)丙@3:3-3;"
            " grid 1x2 (0,0)丁@5:1-1 (0,1)戊@5:3-3;\n");
}

TEST(ReadTextPages, CountsBlankCellsOfEachRow) {
  const Pages pages = read("甲\t\t\n乙\n丙\t丁\n");
  const auto& grid = std::get<NativeGrid>(pages.pages[0].blocks[0]);
  EXPECT_EQ(grid.row_widths, std::vector<std::uint32_t>{3});
}

TEST(ReadTextPages, EndsPagesAtPageNumbersAndFormFeeds) {
  EXPECT_EQ(describe(read("甲\n- 147 -\n乙\n")),
            "p1: line 甲@1:1-1; footer - 147 -@2:1-7;\np2: line 乙@3:1-1;\n");
  EXPECT_EQ(describe(read("甲\f乙\n")), "p1: line 甲@1:1-1;\np2: line 乙@1:3-3;\n");
  EXPECT_EQ(describe(read("甲\n- 1 -\n\f乙\n")),
            "p1: line 甲@1:1-1; footer - 1 -@2:1-5;\np2: line 乙@3:2-2;\n");
  EXPECT_EQ(describe(read("甲\n\f\f乙\n")), "p1: line 甲@1:1-1;\np3: line 乙@2:3-3;\n");
  EXPECT_EQ(describe(read("甲\n\f- 2 -\n乙\n\f丙")),
            "p1: line 甲@1:1-1;\np2: line - 2 -@2:2-6; line 乙@3:1-1;\np3: line 丙@4:2-2;\n");
}

TEST(ReadTextPages, EndsPageAtPageNumberInsideGrid) {
  EXPECT_EQ(describe(read("甲\t乙\n- 1 -\t\n丙\t丁\n")),
            "p1: grid 1x2 (0,0)甲@1:1-1 (0,1)乙@1:3-3; footer - 1 -@2:1-5;\n"
            "p2: grid 1x2 (0,0)丙@3:1-1 (0,1)丁@3:3-3;\n");
}

TEST(ReadTextPages, TakesBareNumberForFooterOnlyByItsPlace) {
  EXPECT_EQ(describe(read("甲\n50\n乙\n")), "p1: line 甲@1:1-1; line 50@2:1-2; line 乙@3:1-1;\n");
  EXPECT_EQ(describe(read("甲\n7\n\n\f乙")),
            "p1: line 甲@1:1-1; footer 7@2:1-1;\np2: line 乙@4:2-2;\n");
  EXPECT_EQ(describe(read("甲\n- 7 -\n乙\n\n8\n\n丙")),
            "p1: line 甲@1:1-1; footer - 7 -@2:1-5;\np2: line 乙@3:1-1; footer 8@5:1-1;\n"
            "p3: line 丙@7:1-1;\n");
}

TEST(ReadTextPages, ReadsCsvByTheBook) {
  EXPECT_EQ(describe(read("a,\"b\"\"c\",\"d\r\ne\"\r\n\"x, y\" ,z\r\n", Format::Delimited)),
            "p1: grid 2x3 (0,0)a@1:1-1 (0,1)b\"c@1:4-7 (0,2)d\ne@1:11-11"
            " (1,0)x, y@3:2-5 (1,1)z@3:9-9;\n");
}

TEST(ReadTextPages, CountsColumnsBehindCellOfSeveralLines) {
  EXPECT_EQ(describe(read("\"甲\n乙丙\",丁\n", Format::Delimited)),
            "p1: grid 1x2 (0,0)甲\n乙丙@1:2-2 (0,1)丁@2:5-5;\n");
}

TEST(ReadTextPages, KeepsStrayQuotesAsWritten) {
  const Pages pages = read("\"布丝瑰\"工坊,2\n3\"x,\"开口\n4,5\n", Format::Delimited);
  EXPECT_EQ(describe(pages),
            "p1: grid 3x2 (0,0)\"布丝瑰\"工坊@1:1-7 (0,1)2@1:9-9 (1,0)3\"x@2:1-3"
            " (1,1)\"开口@2:5-7 (2,0)4@3:1-1 (2,1)5@3:3-3;\n");
  EXPECT_EQ(pages.diagnostics.count("stray-quote"), 3U);
}

TEST(ReadTextPages, StaysLinearOnManyOpenQuotes) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "\"\"\"x,y\n";
  EXPECT_EQ(read(text, Format::Delimited).pages.size(), 1U);
}

TEST(ReadTextPages, TakesDelimitersOfSeveralBytes) {
  EXPECT_EQ(describe(read("甲；乙；丙\n1；2；3\n4；5；6\n", Format::Delimited)),
            "p1: grid 3x3 (0,0)甲@1:1-1 (0,1)乙@1:3-3 (0,2)丙@1:5-5 (1,0)1@2:1-1 (1,1)2@2:3-3"
            " (1,2)3@2:5-5 (2,0)4@3:1-1 (2,1)5@3:3-3 (2,2)6@3:5-5;\n");
}

TEST(ReadTextPages, ReadsMarkdownTables) {
  EXPECT_EQ(
      describe(read("## 标题\n|甲|乙\\|丙|\n|-|-|\n|1| |\n文字\n\n**粗**\n", Format::Markdown)),
      "p1: line 标题@1:4-5; grid 2x2 (0,0)甲@2:2-2 (0,1)乙|丙@2:4-7 (1,0)1@4:2-2;"
      " line 文字@5:1-2; line 粗@7:3-3;\n");
}

TEST(ReadTextPages, NamesTheRowWithTooManyColumns) {
  const std::string wide = "a\tb\n" + std::string(100'000, '\t') + "x\n";
  const auto pages = read_text_pages(document_of(wide, Format::Text), {});
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  EXPECT_EQ(pages.error().origin->line, 2U);
  EXPECT_NE(pages.error().message.find("100001"), std::string::npos) << pages.error().message;
  for (const Format format : {Format::Delimited, Format::Markdown}) {
    std::string text = "a|b\n-|-\n";
    for (int i = 0; i < 100'000; ++i) text += "x|";
    EXPECT_EQ(error_of(text, format, {}), ErrorCode::LimitExceeded);
  }
}

TEST(ReadTextPages, StopsAtTheLimitOfCellsAndOfLineLength) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a\tb\n\nc\n";
  EXPECT_EQ(error_of(text, Format::Text, {.cells = 50}), ErrorCode::LimitExceeded);
  EXPECT_EQ(error_of(text, Format::Delimited, {.cells = 50}), ErrorCode::LimitExceeded);
  EXPECT_EQ(error_of("a\n" + std::string(2000, 'x'), Format::Text, {.line_bytes = 1000}),
            ErrorCode::LimitExceeded);
}

TEST(ReadTextPages, TellsWhatItGuessedAboutTheEncoding) {
  const Pages pages = read("\xcf\xee\xc4\xbf\xc3\xfb\xb3\xc6\t\xd4\xa4\xcb\xe3\xca\xfd\n");
  EXPECT_EQ(describe(pages), "p1: grid 1x2 (0,0)项目名称@1:1-4 (0,1)预算数@1:6-8;\n");
  EXPECT_EQ(pages.diagnostics.count("encoding-guessed"), 1U);
}

TEST(ReadTextPages, LeavesOutTheDosEndMark) {
  EXPECT_EQ(describe(read("甲\t乙\n\x1a")), "p1: grid 1x2 (0,0)甲@1:1-1 (0,1)乙@1:3-3;\n");
}

}  // namespace
}  // namespace jx
