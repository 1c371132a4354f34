// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/json/json_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

Result<Pages> read(std::string bytes, const ReadLimits& limits = {}) {
  return read_json_pages(
      {.name = "a", .sha256 = {}, .format = Format::Json, .bytes = std::move(bytes)}, limits);
}

/// "title{0,0:甲 0,1:乙}" a grid, "line" a line.
std::string describe(const Result<Pages>& pages) {
  if (!pages.ok()) return pages.error().message;
  std::string result;
  for (const Page& page : pages->pages) {
    result += "p" + std::to_string(page.number) + ":";
    for (const Block& block : page.blocks) {
      if (const auto* const line = std::get_if<TextLine>(&block)) {
        result += " " + line->text;
        continue;
      }
      const auto& grid = std::get<NativeGrid>(block);
      result += " " + grid.title + "{";
      for (const GridCell& cell : grid.cells) {
        result += (result.back() == '{' ? "" : " ") + std::to_string(cell.row) + "," +
                  std::to_string(cell.column) + ":" + cell.text;
      }
      result += "}";
    }
  }
  return result;
}

TEST(ReadJsonPages, TakesMemberNamesForHeaders) {
  EXPECT_EQ(describe(read(R"([{"甲": 1, "乙": "x"}, {"乙": "y", "丙": null, "甲": 2}])")),
            "p1: {0,0:甲 0,1:乙 0,2:丙 1,0:1 1,1:x 2,0:2 2,1:y}");
}

TEST(ReadJsonPages, KeepsNumbersAsWritten) {
  EXPECT_EQ(describe(read("[[44.00, -0.10, 1e3, 123456789012345678901234567890, 1E+400]]")),
            "p1: {0,0:44.00 0,1:-0.10 0,2:1e3 0,3:123456789012345678901234567890 0,4:1E+400}");
}

TEST(ReadJsonPages, KeepsNumbersThatEndTheirLine) {
  EXPECT_EQ(describe(read("[[44.00\n,\n12\n]\n]\n")), "p1: {0,0:44.00 0,1:12}");
}

TEST(ReadJsonPages, UnderstandsTablesWithTitleHeadAndRows) {
  EXPECT_EQ(
      describe(read(R"({"title":"绩效表","unit":"万元","head":["甲"],"rows":[[1]],"page":7})")),
      "p7: 单位：万元 绩效表{0,0:甲 1,0:1}");
  EXPECT_EQ(describe(read(R"([{"title":"一","rows":[["甲"],[1]]},{"rows":[{"乙":2}]}])")),
            "p1: 一{0,0:甲 1,0:1} {0,0:乙 1,0:2}");
}

TEST(ReadJsonPages, AddsNamesThatTheHeadDoesNotHave) {
  EXPECT_EQ(describe(read(R"({"head":["甲","乙"],"rows":[{"乙":2,"丙":3},{"甲":1}]})")),
            "p1: {0,0:甲 0,1:乙 0,2:丙 1,1:2 1,2:3 2,0:1}");
}

TEST(ReadJsonPages, ReadsItsOwnOutputWithSpans) {
  EXPECT_EQ(describe(read(
                R"({"documents":[{"file":"a","sha256":"0","tables":[{"page":2,"title":"绩效表",
                "rows":2,"columns":2,"cells":[{"row":1,"column":0,"text":"1","line":5},
                {"row":0,"column":0,"colspan":2,"text":"甲","line":4}]}],
                "lines":[{"text":"前","page":1,"line":1},
                {"text":"- 3 -","page":2,"line":9,"printed_page":"3"}],"diagnostics":[]}]})")),
            "p1: 前p2: 绩效表{0,0:甲 1,0:1} - 3 -");
}

TEST(ReadJsonPages, KeepsWhatIsNoTableAsLines) {
  EXPECT_EQ(describe(read(
                R"({"年度":2021,"说明":"文字","数据":[{"甲":1}],"其他":{"a":{"b":true},"c":[]}})")),
            "p1: 年度：2021 说明：文字 数据{0,0:甲 1,0:1} {0,0:b 1,0:true}");
}

TEST(ReadJsonPages, KeepsRepeatedNamesAsColumnsOfTheirOwn) {
  const auto pages = read(R"([{"甲":1,"甲":2},{"甲":3}])");
  EXPECT_EQ(describe(pages), "p1: {0,0:甲 0,1:甲 1,0:1 1,1:2 2,0:3}");
  EXPECT_EQ(pages->diagnostics.count("duplicate-key"), 1U);
}

TEST(ReadJsonPages, KeepsNestedValuesInTheirCell) {
  const auto pages = read(R"([{"甲":{"b":[1,"x\"y",null]},"乙":{"text":"丙"}},{"甲":1}])");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_TRUE(pages->diagnostics.empty());
  const auto rows = read(R"({"rows":[[{"b":[1,"x\"y",null]},{"text":"丙"}]]})");
  EXPECT_EQ(describe(rows), R"(p1: {0,0:{"b":[1,"x\"y",null]} 0,1:丙})");
  EXPECT_EQ(rows->diagnostics.count("nested-value"), 1U);
}

struct FaultCase {
  std::string_view json;
  ErrorCode code;
  std::string_view path;
};

constexpr FaultCase kFaults[] = {
    {R"({"tables":[{"rows":[["a"],["b",]]}]})", ErrorCode::Malformed, "$.tables[0].rows[1][1]"},
    {R"([{"甲":1},{"甲" 2}])", ErrorCode::Malformed, "$[1].甲"},
    {R"([{"a b":tru}])", ErrorCode::Malformed, R"($[0]["a b"])"},
    {R"([[1,2],)", ErrorCode::Malformed, "$[1]"},
    {R"([[1,2]]])", ErrorCode::Malformed, "多余"},
    {R"("文字")", ErrorCode::Malformed, "$"},
    {R"([["a"],{"b":1}])", ErrorCode::Malformed, "$[1]"},
    {R"([1,[2]])", ErrorCode::Malformed, "$[1]"},
    {R"({"rows":[1]})", ErrorCode::Malformed, "$.rows[0]"},
    {R"({"cells":[{"row":0,"text":"x"}]})", ErrorCode::Malformed, "$.cells[0]"},
    {R"({"cells":[{"row":-1,"column":0,"text":"x"}]})", ErrorCode::Malformed, "$.cells[0].row"},
    {R"({"cells":[{"row":0,"column":99999,"text":"x"}]})", ErrorCode::LimitExceeded, "$.cells[0]"},
    {R"({"cells":[{"row":0,"column":0,"rowspan":0,"text":"x"}]})", ErrorCode::LimitExceeded,
     "$.cells[0]"},
};

TEST(ReadJsonPages, NamesThePathOfAFault) {
  for (const FaultCase& item : kFaults) {
    const auto pages = read(std::string(item.json));
    ASSERT_FALSE(pages.ok()) << item.json;
    EXPECT_EQ(pages.error().code, item.code) << item.json;
    EXPECT_TRUE(contains(pages.error().message, item.path)) << pages.error().message;
    EXPECT_TRUE(contains(pages.error().message, "第 1 行")) << pages.error().message;
  }
}

TEST(ReadJsonPages, RefusesDeepNestingWithoutRecursion) {
  const auto pages = read(std::string(100'000, '[') + std::string(100'000, ']'));
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  EXPECT_LT(pages.error().message.size(), 500U);
}

TEST(ReadJsonPages, StopsAtTheLimits) {
  std::string wide = "[[";
  for (int i = 0; i < 100'000; ++i) wide += "1,";
  const auto columns = read(wide + "1]]");
  ASSERT_FALSE(columns.ok());
  EXPECT_EQ(columns.error().code, ErrorCode::LimitExceeded);
  const auto values = read(wide + "1]]", {.cells = 1000});
  ASSERT_FALSE(values.ok());
  EXPECT_EQ(values.error().code, ErrorCode::LimitExceeded);
}

TEST(ReadJsonPages, ReplacesNulCharacters) {
  const auto pages = read(R"([["a\u0000b"]])");
  EXPECT_EQ(describe(pages),
            "p1: {0,0:a\xef\xbf\xbd"
            "b}");
  EXPECT_EQ(pages->diagnostics.count("control-character"), 1U);
}

TEST(ReadJsonPages, RemembersTheLineOfEachValue) {
  const auto pages = read("[\n[\"甲\"],\n[\n\"x\"]]");
  ASSERT_TRUE(pages.ok());
  const auto& grid = std::get<NativeGrid>(pages->pages[0].blocks[0]);
  EXPECT_EQ(grid.cells[0].origin.line, 2U);
  EXPECT_EQ(grid.cells[1].origin.line, 4U);
}

}  // namespace
}  // namespace jx
