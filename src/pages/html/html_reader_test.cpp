// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/html/html_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace jx {
namespace {

Result<Pages> try_read(std::string bytes, const ReadLimits& limits = {}) {
  const Document document{
      .name = "页面", .sha256 = {}, .format = Format::Html, .bytes = std::move(bytes)};
  return read_html_pages(document, limits);
}

Pages read(std::string bytes) { return try_read(std::move(bytes)).value(); }

/// Blocks as one text: a line by itself; a grid as "row,column[+rows x columns]=words" a cell.
std::string show(const Pages& pages) {
  std::string shown;
  for (const Page& page : pages.pages) {
    for (const Block& block : page.blocks) {
      if (!shown.empty()) shown += " / ";
      if (const auto* const line = std::get_if<TextLine>(&block)) {
        shown += line->text;
        continue;
      }
      const auto& grid = std::get<NativeGrid>(block);
      shown += "[" + std::to_string(grid.rows) + "x" + std::to_string(grid.columns);
      if (!grid.title.empty()) shown += " " + grid.title + ":";
      for (const GridCell& cell : grid.cells) {
        shown += " " + std::to_string(cell.row) + "," + std::to_string(cell.column);
        if (cell.rowspan * cell.colspan > 1) {
          shown += "+" + std::to_string(cell.rowspan) + "x" + std::to_string(cell.colspan);
        }
        shown += "=" + replaced(cell.text, "\n", "|");
      }
      shown += "]";
    }
  }
  return shown;
}

std::vector<std::string> codes(const Pages& pages) {
  std::vector<std::string> codes;
  for (const Diagnostic& entry : pages.diagnostics.entries()) codes.push_back(entry.code);
  return codes;
}

using Codes = std::vector<std::string>;

struct HtmlCase {
  std::string_view claim;
  std::string_view html;
  std::string_view shown;
};

constexpr HtmlCase kLines[] = {
    {"blocks are lines", "<h1>标题</h1><p>一<p>二<div>三</div>四", "标题 / 一 / 二 / 三 / 四"},
    {"a break ends a line", "<p>一<br>二<br/>三</p>", "一 / 二 / 三"},
    {"inline elements do not", "<p>一<b>二</b><span>三</span></p>", "一二三"},
    {"spaces run together", "<p>  a \t b\n c </p>", "a b c"},
    {"wrapped Chinese stays whole", "<p>绩效\n   目标\nand b</p>", "绩效目标 and b"},
    {"hard spaces stay", "<p>四&nbsp;&nbsp;五</p>", "四  五"},
    {"entities are characters", "<p>&#8805;90&#x25; &lt;甲&gt; &amp; &nosuch;</p>",
     "≥90% <甲> & &nosuch;"},
    {"an entity may lack its semicolon", "<p>a&nbsp<b>b</b>&lt甲&gt</p>", "a b<甲>"},
    {"Windows characters are meant", "<p>&#150;&#147;</p>", "–“"},
    {"scripts and styles are no words",
     "<style>p{}</style><script>if (a<b) x(\"<!--\");</script><p>文</p><noscript>无</noscript>",
     "文"},
    {"comments are no words", "<p>一<!-- 注 --><!--[if gte mso 9]><xml>x</xml><![endif]-->二</p>",
     "一二"},
    {"office conditions leave their words",
     "<p><![if !supportLists]><span>1、</span><![endif]>目标<o:p></o:p></p>", "1、目标"},
    {"an office island is none", "<xml><x:Name>Sheet1</x:Name></xml><p>文</p>", "文"},
    {"preformatted lines stay", "<pre>一  二\n 三</pre>", "一  二 / 三"},
    {"fields show their value",
     "<p>金额<input value='44.00'><input type=hidden value=x><input type=checkbox checked>是</p>",
     "金额44.00☑是"},
    {"the chosen option shows",
     "<p><select><option>甲<option selected>乙</select><select><option>丙<option>丁</select></p>",
     "乙丙"},
    {"a lone bracket is a sign", "<p>a < 5 且 b</p>", "a < 5 且 b"},
};

TEST(ReadHtml, GivesLinesAsABrowserShowsThem) {
  for (const HtmlCase& item : kLines) {
    EXPECT_EQ(show(read(std::string(item.html))), item.shown) << item.claim;
  }
}

constexpr HtmlCase kTables[] = {
    {"cells in rows", "<table><tr><th>甲<th>乙<tr><td>1<td>2</table>",
     "[2x2 0,0=甲 0,1=乙 1,0=1 1,1=2]"},
    {"spans", "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2</table>",
     "[2x3 0,0+2x1=甲 0,1+1x2=乙 1,1=1 1,2=2]"},
    {"rowspan 0 reaches to the end of its group",
     "<table><tbody><tr><td rowspan=0>甲<td>a<tr><td>b<tbody><tr><td>c<td>d</table>",
     "[3x2 0,0+2x1=甲 0,1=a 1,1=b 2,0=c 2,1=d]"},
    {"a span does not leave its group",
     "<table><thead><tr><td rowspan=9>甲<td>乙</thead><tr><td>1<td>2</table>",
     "[2x2 0,0=甲 0,1=乙 1,0=1 1,1=2]"},
    {"an absurd span ends where columns end",
     "<table><tr><td colspan=99999999999>题<tr><td>甲<td>乙</table>",
     "[2x2 0,0+1x2=题 1,0=甲 1,1=乙]"},
    {"a span of nonsense is one", "<table><tr><td colspan=-3>甲<td rowspan=x>乙</table>",
     "[1x2 0,0=甲 0,1=乙]"},
    {"head and foot in displayed order",
     "<table><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>3</tbody>"
     "<thead><tr><th>名<th>数</thead></table>",
     "[3x2 0,0=名 0,1=数 1,0=甲 1,1=3 2,0=合计 2,1=3]"},
    {"caption", "<table><caption>绩效表</caption><tr><td>甲<td>乙</table>",
     "[1x2 绩效表: 0,0=甲 0,1=乙]"},
    {"a caption of several lines stands above",
     "<table><caption>表15<br>绩效表</caption><tr><td>甲<td>乙</table>",
     "表15 / 绩效表 / [1x2 0,0=甲 0,1=乙]"},
    {"lines of a cell", "<table><tr><td>一<br>二<p>三</p><td>乙</table>",
     "[1x2 0,0=一|二|三 0,1=乙]"},
    {"blank cells are counted", "<table><tr><td>&nbsp;<td> <td>丙</table>", "[1x3 0,2=丙]"},
    {"a forgotten end behind an open element", "<table><tr><td><b>甲<td>乙<tr><td>1<td>2</table>",
     "[2x2 0,0=甲 0,1=乙 1,0=1 1,1=2]"},
    {"words between rows stand in front", "<table><b>散</b><tr><td>甲<td>乙</table>",
     "散 / [1x2 0,0=甲 0,1=乙]"},
    {"a table in a cell follows",
     "<table><tr><td>甲<table><tr><td>内<td>里</table><td>乙<td>丙</table>",
     "[1x3 0,0=甲 0,1=乙 0,2=丙] / [1x2 0,0=内 0,1=里]"},
    {"a table that arranges tables is none",
     "<table><tr><td><p>题</p><table><tr><td>甲<td>乙</table>尾</td></tr>"
     "<tr><td><table><tr><td>丙<td>丁</table></table>",
     "题 / [1x2 0,0=甲 0,1=乙] / 尾 / [1x2 0,0=丙 0,1=丁]"},
    {"a single cell is lines", "<table><tr><td><p>一<p>二</table>", "一 / 二"},
    {"rows without a table are lines", "<tr><td>甲<td>乙</tr>", "甲 / 乙"},
};

TEST(ReadHtml, LaysTablesOutAsABrowserDoes) {
  for (const HtmlCase& item : kTables) {
    const Pages pages = read(std::string(item.html));
    EXPECT_EQ(show(pages), item.shown) << item.claim;
    EXPECT_TRUE(pages.diagnostics.empty()) << item.claim;
  }
}

TEST(ReadHtml, LeavesOutWhatIsHiddenAndCountsIt) {
  const Pages pages = read(
      "<p style='DISPLAY : none'>暗一</p>\n<table><tr><td>甲<td hidden>暗二<td>乙</tr>"
      "<tr style=\"height:0;display:none\"><td></td></tr></table><p>明</p>");
  EXPECT_EQ(show(pages), "[1x2 0,0=甲 0,1=乙] / 明");
  ASSERT_EQ(codes(pages), Codes{"hidden-content"});
  EXPECT_TRUE(contains(pages.diagnostics.entries()[0].message, " 2 处"));
  EXPECT_EQ(pages.diagnostics.entries()[0].origin.line, 1U);
}

TEST(ReadHtml, SaysWhichLineOfTheFileHoldsTheWords) {
  const Pages pages =
      read("<p>一</p>\n<!--\n-->\n<script>\n</script>\n<table>\n<tr>\n<td>甲<td>乙");
  const auto& line = std::get<TextLine>(pages.pages[0].blocks[0]);
  const auto& grid = std::get<NativeGrid>(pages.pages[0].blocks[1]);
  EXPECT_EQ(line.origin.line, 1U);
  EXPECT_EQ(grid.cells[1].origin.line, 8U);
}

TEST(ReadHtml, EndsAPageAtItsNumberAndAtABreakButNotTwice) {
  const Pages pages = read(
      "<p>一</p><div>- 147 -</div><div style='page-break-before:always'>二</div>"
      "<p style='page-break-after:always'>三</p><p>四</p>");
  ASSERT_EQ(pages.pages.size(), 3U);
  EXPECT_EQ(std::get<TextLine>(pages.pages[1].blocks[0]).text, "二");
  EXPECT_TRUE(std::get<TextLine>(pages.pages[0].blocks[1]).is_footer);
}

TEST(ReadHtml, ReadsWhatIsLabelledWithASmallerCharset) {
  // 朱镕基, of which GB2312 has only two characters.
  const Pages pages = read("<meta charset=gb2312><p>\xd6\xec\xe9\x46\xbb\xf9 \xba\xf3\xc3\xe6</p>");
  EXPECT_EQ(show(pages), "朱镕基 后面");
  EXPECT_TRUE(pages.diagnostics.empty());
}

TEST(ReadHtml, BelievesTheBytesMoreThanTheLabel) {
  EXPECT_EQ(show(read("<meta charset=\"gb2312\"><p>绩效目标</p>")), "绩效目标");
  const Pages pages = read("<meta charset=utf-8><p>\xbc\xa8\xd0\xa7\xc4\xbf\xb1\xea</p>");
  EXPECT_EQ(show(pages), "绩效目标");
  EXPECT_EQ(codes(pages), Codes{"encoding-guessed"});
}

TEST(ReadHtml, ReadsBig5WhereThePageSaysSo) {
  EXPECT_EQ(show(read("<meta charset=big5><p>\xc1\x5a\xae\xc4\xa5\xd8\xbc\xd0</p>")), "績效目標");
}

TEST(ReadHtml, SaysWhatStandsInOtherFilesAndPictures) {
  const Pages pages = read("<frameset><frame src='a.files/sheet001.htm'></frameset>");
  EXPECT_EQ(codes(pages), Codes{"other-file"});
  EXPECT_EQ(codes(read("<p>一<img src=x.png></p>")), Codes{"picture-skipped"});
}

TEST(ReadHtml, KeepsWordsBehindACommentWithoutEnd) {
  const Pages pages = read("<p>一</p><!-- 注 <p>二</p>");
  EXPECT_EQ(show(pages), "一 / 二");
  EXPECT_EQ(codes(pages), Codes{"unclosed-markup"});
}

TEST(ReadHtml, KeepsWordsBehindAQuotationWithoutEnd) {
  const Pages pages = read("<table><tr><td class=\"a>甲</td><td>乙</td></tr></table>");
  EXPECT_EQ(show(pages), "[1x2 0,0=甲 0,1=乙]");
  EXPECT_EQ(codes(pages), Codes{"unclosed-markup"});
}

std::string repeat(std::string_view part, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += part;
  return all;
}

TEST(ReadHtml, ReadsDeeplyNestedTablesAsLines) {
  const Pages pages = read(repeat("<table><tr><td>层", 20000) + "底");
  EXPECT_EQ(codes(pages), Codes{"nested-tables"});
  EXPECT_EQ(pages.pages[0].blocks.size(), 20000U);
}

TEST(ReadHtml, ReadsWideRowsUpToTheLimit) {
  const Pages pages = read("<table><tr>" + repeat("<td>格", 3000) + "</table>");
  EXPECT_EQ(std::get<NativeGrid>(pages.pages[0].blocks[0]).columns, 3000U);
  const auto refused =
      try_read("<p>\n<table><tr>" + repeat("<td>格", 50) + "</table>", {.columns = 49});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::LimitExceeded);
  EXPECT_TRUE(contains(refused.error().message, "第 2 行")) << refused.error().message;
}

TEST(ReadHtml, RefusesMoreCellsThanTheLimit) {
  const auto refused = try_read("<table><tr><td>1<td>2<td>3</table>", {.cells = 2});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::LimitExceeded);
}

TEST(ReadHtml, RefusesATagOfTooManyAttributes) {
  const auto crowded = try_read("<table " + repeat("a ", 2000) + "><tr><td>甲");
  ASSERT_FALSE(crowded.ok());
  EXPECT_EQ(crowded.error().code, ErrorCode::LimitExceeded);
}

}  // namespace
}  // namespace jx
