// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "reports/csv.h"
#include "reports/json.h"
#include "reports/page_svg.h"
#include "reports/printed_number.h"
#include "reports/table_shape.h"
#include "reports/tables_html.h"
#include "reports/test_table.h"
#include "reports/text.h"
#include "reports/xlsx.h"

namespace jx {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(PrintedNumber, KeepsTheFormInWhichItIsPrinted) {
  struct Case {
    std::string_view text;
    double value;
    std::string_view format;
  };
  constexpr Case kCases[] = {
      {"44.00", 44, "0.00"},
      {"1,234.50", 1234.5, "#,##0.00"},
      {"98.5%", 0.985, "0.0%"},
      {"-5", -5, "0"},
      {"0", 0, "0"},
      {"0.10", 0.1, "0.00"},
      {"12,345,678", 12345678, "#,##0"},
      {"99999999999", 99999999999, "0"},
  };
  for (const Case& test : kCases) {
    const auto number = find_printed_number(test.text);
    ASSERT_TRUE(number) << test.text;
    EXPECT_EQ(number->value, test.value) << test.text;
    EXPECT_EQ(number->format, test.format) << test.text;
  }
}

TEST(PrintedNumber, IsNoneWhereASheetWouldShowSomethingElse) {
  for (const std::string_view text : {"",
                                      "007",
                                      "+5",
                                      "-0.00",
                                      ".5",
                                      "5.",
                                      "1,23",
                                      "1234,567",
                                      ",123",
                                      "1,234,",
                                      "1e5",
                                      "5万元",
                                      "330000210001",
                                      "1234567890.123456",
                                      "0.1234567891",
                                      "%",
                                      "5%%",
                                      "１２",
                                      "1 000",
                                      "--5"}) {
    EXPECT_FALSE(find_printed_number(text)) << text;
  }
}

TEST(Csv, WritesAMergedCellOnceAndBlanksBeside) {
  const Table table = TestTable(3, 3)
                          .cell(0, 0, "甲", 2, 2)
                          .cell(0, 2, "丙")
                          .cell(1, 2, "丁")
                          .cell(2, 1, "戊")
                          .make();
  EXPECT_EQ(render_table_csv(table).value(), "甲,,丙\r\n,,丁\r\n,戊,\r\n");
}

TEST(Csv, QuotesWhatWouldCutACell) {
  const Table table = TestTable(1, 4)
                          .cell(0, 0, "甲,乙")
                          .cell(0, 1, "说“\"是\"”")
                          .cell(0, 2, "上\n下")
                          .cell(0, 3, " 空")
                          .make();
  EXPECT_EQ(render_table_csv(table).value(), "\"甲,乙\",\"说“\"\"是\"\"”\",\"上\n下\",\" 空\"\r\n");
}

TEST(Csv, LeavesNothingThatASpreadsheetRuns) {
  struct Case {
    std::string_view text;
    std::string_view written;
  };
  constexpr Case kCases[] = {
      {"=1+1", "'=1+1"},     {"@SUM(A1)", "'@SUM(A1)"},
      {"-2+3", "'-2+3"},     {"+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
      {"\t=1", "\"'\t=1\""}, {"＝1+1", "'＝1+1"},
      {"-5", "-5"},          {"-1,234.50", "\"-1,234.50\""},
      {"+3.5%", "+3.5%"},    {"-", "-"},
      {"≥95", "≥95"},
  };
  for (const Case& test : kCases) {
    const Table table = TestTable(1, 1).cell(0, 0, test.text).make();
    EXPECT_EQ(render_table_csv(table).value(), std::string(test.written) + "\r\n") << test.text;
  }
}

TEST(Csv, NamesEachTableBeforeItsCells) {
  Tables tables = TestTable(1, 2).title("绩效表").cell(0, 0, "甲").cell(0, 1, "乙").alone();
  tables.tables[0].unit.text = "单位：万元";
  EXPECT_EQ(render_tables_csv("表.pdf", tables).value(),
            "【第1张表】表.pdf 第1页\r\n绩效表\r\n单位：万元\r\n甲,乙\r\n\r\n");
}

TEST(TableShape, CellsThatLieOverEachOtherStayWhereTheyBegin) {
  const Table table = TestTable(2, 2).cell(0, 0, "甲", 2, 2).cell(1, 1, "乙").make();
  TableShape shape(table);
  EXPECT_TRUE(shape.span_of(0).one_cell());
  std::vector<std::string> seen;
  for (std::uint32_t row = 0; row < 2; ++row) {
    shape.visit_row(row, [&](std::uint32_t /*column*/, const Cell* cell, TableShape::Span) {
      seen.push_back(cell == nullptr ? "" : cell->text);
    });
  }
  EXPECT_THAT(seen, ::testing::ElementsAre("甲", "", "", "乙"));
}

TEST(TableShape, SpansEndWithTheTable) {
  const Table table = TestTable(2, 2).cell(0, 1, "甲", 9, 9).make();
  const TableShape::Span span = TableShape(table).span_of(0);
  EXPECT_EQ(span.rows, 2U);
  EXPECT_EQ(span.columns, 1U);
}

TEST(CheckExtent, RefusesATableOfAlmostNothingButBlanks) {
  const Table table = TestTable(1'000'000, 4096).cell(0, 0, "甲").make();
  ASSERT_FALSE(check_extent(table).ok());
  EXPECT_THAT(check_extent(table).error().message, HasSubstr("json"));
  EXPECT_TRUE(check_extent(TestTable(1'000'000, 12).make()).ok());
}

TEST(Html, MergesAndEscapes) {
  const Tables tables = TestTable(2, 2)
                            .header(1)
                            .title("<script>")
                            .cell(0, 0, "甲\"&'", 1, 2)
                            .cell(1, 1, "a<b\nc")
                            .alone();
  const std::string html = render_tables_html("<b>.pdf", 1, tables).value();
  EXPECT_THAT(html, HasSubstr("<h1>&lt;b&gt;.pdf</h1>"));
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html, HasSubstr("<thead><tr><th colspan=\"2\" title=\"第1页 表1 第1行 第1列\">"
                              "甲&quot;&amp;&#39;</th></tr>\n</thead>"));
  EXPECT_THAT(html, HasSubstr("<tr><td></td><td title=\"第1页 表1 第2行 第2列\">a&lt;b<br>c</td>"));
}

TEST(Html, ASpanThatLeavesTheHeaderStaysWhole) {
  const Tables tables = TestTable(2, 2).header(1).cell(0, 0, "甲", 2, 1).cell(0, 1, "乙").alone();
  const std::string html = render_tables_html("x", 1, tables).value();
  EXPECT_THAT(html, Not(HasSubstr("<thead>")));
  EXPECT_THAT(html, HasSubstr("rowspan=\"2\""));
}

TEST(Html, MarksWhatWasReadWithoutCertainty) {
  const Tables tables = TestTable(1, 2)
                            .cell(0, 0, "15")
                            .unsure(0.42F)
                            .reading("5")
                            .cell(0, 1, "清楚")
                            .unsure(0.97F)
                            .alone();
  const std::string html = render_tables_html("x", 1, tables).value();
  EXPECT_THAT(html, HasSubstr("共 1 个"));
  EXPECT_THAT(html, HasSubstr("<td class=\"number unsure\" title=\"第1页 表1 第1行 "
                              "第1列；识别把握 42%，也可能是“5”，请与原图核对\">15</td>"));
  EXPECT_THAT(html, HasSubstr("<td title=\"第1页 表1 第1行 第2列\">清楚</td>"));
}

TEST(Text, MarksWhatWasReadWithoutCertaintyAndSaysOnceWhatTheMarkMeans) {
  Tables tables = TestTable(1, 2).cell(0, 0, "15").unsure(0.42F).cell(0, 1, "清楚").alone();
  tables.tables.push_back(TestTable(1, 1).cell(0, 0, "都清楚").make());
  const std::string text = render_tables_text("x", tables, {});
  EXPECT_THAT(text, HasSubstr("  〔？〕15  清楚\n  〔？〕：从图片里认出来的字"));
  EXPECT_EQ(text.find("：从图片"), text.rfind("：从图片"));
}

TEST(Json, TellsHowSureATextIsAndWhatElseItMayBe) {
  Tables tables = TestTable(1, 2)
                      .cell(0, 0, "15")
                      .unsure(0.416F)
                      .reading("5")
                      .reading("S5")
                      .cell(0, 1, "清楚")
                      .alone();
  OutsideLine line;
  line.text = "单位：万兀";
  line.confidence = 0.5F;
  line.other_readings = {"单位：万元"};
  tables.lines.push_back(line);
  std::string text;
  JsonWriter json(text);
  write_tables(json, "x", "0", tables, {});
  EXPECT_THAT(text, HasSubstr(R"("confidence": 0.42, "other_readings": ["5", "S5"])"));
  EXPECT_THAT(text, HasSubstr(R"("confidence": 0.5, "other_readings": ["单位：万元"])"));
  EXPECT_THAT(text, HasSubstr(R"("confidence": 1})"));
}

Submission with_doubt_at(std::uint32_t row, std::uint32_t column) {
  Submission submission;
  submission.tables.resize(1);
  submission.tables[0].doubtful = {{row, column}};
  return submission;
}

TEST(Json, SaysOfAnOriginThatItsWordsAreDoubtful) {
  const Submission submission = with_doubt_at(1, 2);
  const auto written = [&](std::uint32_t row) {
    std::string text;
    JsonWriter json(text);
    write_origin(json, {.page = 1, .table = 0, .row = row, .column = 2}, &submission);
    return text;
  };
  EXPECT_THAT(written(1), HasSubstr("\"doubtful\": true"));
  EXPECT_THAT(written(0), Not(HasSubstr("doubtful")));
}

TEST(Text, TellsOfAFindingWhoseEvidenceIsDoubtful) {
  CheckResult result;
  Finding& finding = result.findings.emplace_back();
  finding.evidence.push_back({.origin = {.page = 1, .table = 0, .row = 1, .column = 2},
                              .text = "15",
                              .begin = 0,
                              .end = 2});
  EXPECT_THAT(render_check_text(with_doubt_at(1, 2), result, {}, {}), HasSubstr("存疑: 所引的字"));
  EXPECT_THAT(render_check_text(with_doubt_at(0, 2), result, {}, {}), Not(HasSubstr("存疑")));
}

TEST(Xlsx, SheetNamesAreWhatExcelTakes) {
  Table table = TestTable(1, 1).title("收/支[总]表:*?\\'一").make();
  EXPECT_EQ(sheet_name_of(table), "1. 收 支 总 表     一");
  table.title.text = std::string("很长的标题");
  for (int i = 0; i < 4; ++i) table.title.text += table.title.text;
  EXPECT_EQ(character_count(sheet_name_of(table)), 31U);
  table.title.text = "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷";  // Two units each in Excel.
  EXPECT_EQ(character_count(sheet_name_of(table)), 17U);
}

TEST(Xlsx, PutsOtherReadingsIntoACommentOfADoubtfulCell) {
  const std::string path = ::testing::TempDir() + "doubtful.xlsx";
  const auto holds_comments = [&](float confidence) {
    const Tables tables = TestTable(1, 1).cell(0, 0, "15").unsure(confidence).reading("5").alone();
    EXPECT_TRUE(write_tables_xlsx(path, "x", tables).ok());
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    return contains(bytes, "xl/comments1.xml");
  };
  EXPECT_TRUE(holds_comments(0.42F));
  EXPECT_FALSE(holds_comments(0.97F));
}

TEST(Xlsx, RefusesWhatNoSheetHolds) {
  struct Case {
    Tables tables;
    std::string_view words;
  };
  const std::string path = ::testing::TempDir() + "refused.xlsx";
  const Case cases[] = {
      {TestTable(1'048'577, 1).cell(1'048'576, 0, "甲").alone(), "1048577 行"},
      {TestTable(1, 16'385).cell(0, 16'384, "甲").alone(), "16385 列"},
      {TestTable(1, 1).cell(0, 0, std::string(32'768, 'x')).alone(), "第 1 行第 1 列"},
  };
  for (const Case& test : cases) {
    const auto written = write_tables_xlsx(path, "x", test.tables);
    ASSERT_FALSE(written.ok());
    EXPECT_EQ(written.error().code, ErrorCode::LimitExceeded);
    EXPECT_THAT(written.error().message, HasSubstr(std::string(test.words)));
  }
}

Page drawn_page() {
  Drawing drawing;
  drawing.width = 200;
  drawing.height = 100;
  const auto glyph = [&](char32_t code, Box box, std::uint8_t turn = 0) {
    drawing.glyphs.push_back({.code = code, .box = box, .size = 10, .turn = turn});
  };
  glyph(U'甲', {10, 10, 20, 20});
  glyph(U' ', {20, 10, 25, 20});
  glyph(U'<', {25, 10, 35, 20});
  glyph(kReplacementCharacter, {35, 10, 45, 20});
  glyph(U'下', {100, 30, 110, 40}, 1);
  drawing.rulings.push_back({.horizontal = false, .at = 50, .from = 0, .to = 30, .thickness = 1});
  return {.number = 2, .blocks = {}, .drawing = std::move(drawing)};
}

TEST(PageSvg, DrawsTextWhereItStands) {
  const std::string svg = render_page_svg_begin("<表>.pdf", drawn_page());
  EXPECT_THAT(svg, HasSubstr("font-size=\"10\" x=\"10 25\" y=\"18.2\">甲&lt;</text>"));
  EXPECT_THAT(svg, HasSubstr("ink unread"));
  EXPECT_THAT(svg, HasSubstr("x1=\"50\" y1=\"0\" x2=\"50\" y2=\"30\""));
  EXPECT_THAT(svg, HasSubstr("&lt;表&gt;.pdf 第2页"));
  // Text that runs down, in the frame of its transform: x is the place downwards.
  EXPECT_THAT(svg, HasSubstr("x=\"30\" y=\"-101.8\" transform=\"rotate(90)\">下</text>"));
}

TEST(PageSvg, ShowsWhatWasFoundOnThisPageOnly) {
  Tables tables = TestTable(2, 2)
                      .header(1)
                      .cell(0, 0, "头", 1, 2)
                      .cell(1, 0, "15")
                      .unsure(0.5F)
                      .cell(1, 1, "别页")
                      .alone();
  std::vector<Cell>& cells = tables.tables[0].cells;
  cells[0].origin = {.page = 2, .box = {0, 0, 50, 10}};
  cells[1].origin = {.page = 2, .box = {0, 10, 25, 20}};
  cells[2].origin = {.page = 3, .box = {25, 10, 50, 20}};
  OutsideLine line;
  line.text = "表外";
  line.origin = {.page = 2, .box = {0, 50, 20, 60}};
  tables.lines.push_back(line);
  const std::string svg = render_page_svg_end(2, tables);
  EXPECT_THAT(svg,
              HasSubstr("class=\"cell head span\" x=\"0\" y=\"0\" width=\"50\" height=\"10\""));
  EXPECT_THAT(svg, HasSubstr("合并 1 行 × 2 列"));
  EXPECT_THAT(svg, HasSubstr("class=\"cell unsure\""));
  EXPECT_THAT(svg, HasSubstr("把握 50%，请与原图核对：15</title>"));
  EXPECT_THAT(svg, HasSubstr("class=\"line\""));
  EXPECT_THAT(svg, Not(HasSubstr("别页")));
}

}  // namespace
}  // namespace jx
