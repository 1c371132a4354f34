// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/docx/docx_reader.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/text.h"
#include "codecs/test_zip.h"
#include "pages/docx/numbering.h"
#include "pages/docx/symbols.h"

namespace jx {
namespace {

/// A document: what stands in <w:body>, and other parts by kind.
struct TestPart {
  std::string kind;
  std::string xml;
};

std::string make_docx(std::string_view body, const std::vector<TestPart>& parts = {}) {
  std::string links;
  std::vector<TestZipEntry> entries = {
      {"word/document.xml", fmt::format("<w:document xmlns:w='w' xmlns:m='m' xmlns:mc='c'><w:body>"
                                        "{}</w:body></w:document>",
                                        body)}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    links += fmt::format("<Relationship Id='r{}' Type='x/{}' Target='part{}.xml'/>", i,
                         parts[i].kind, i);
    entries.push_back({fmt::format("word/part{}.xml", i), parts[i].xml});
  }
  entries.push_back(
      {"word/_rels/document.xml.rels", "<Relationships>" + links + "</Relationships>"});
  return make_zip(entries);
}

Result<Pages> read(std::string bytes, const ReadLimits& limits = {}) {
  return read_docx_pages(
      {.name = "a.docx", .sha256 = {}, .format = Format::Docx, .bytes = std::move(bytes)}, limits);
}

std::string describe(const NativeGrid& grid) {
  std::string out = fmt::format("[{}x{}", grid.rows, grid.columns);
  for (const GridCell& cell : grid.cells) {
    out += fmt::format(" {},{}={}", cell.row, cell.column, replaced(cell.text, "\n", "/"));
    if (cell.rowspan > 1 || cell.colspan > 1) {
      out += fmt::format("<{}x{}>", cell.rowspan, cell.colspan);
    }
  }
  return out + "]";
}

/// Lines and grids in order, "|" between them, "||" between pages; footers begin with "_".
std::string describe(const Pages& pages) {
  std::string out;
  for (const Page& page : pages.pages) {
    if (!out.empty()) out += "||";
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
      if (i > 0) out += '|';
      if (const auto* const line = std::get_if<TextLine>(&page.blocks[i])) {
        out += (line->is_footer ? "_" : "") + line->text;
      } else {
        out += describe(std::get<NativeGrid>(page.blocks[i]));
      }
    }
  }
  return out;
}

Pages read_body(std::string_view body, const std::vector<TestPart>& parts = {}) {
  auto pages = read(make_docx(body, parts));
  EXPECT_TRUE(pages.ok()) << pages.error().message;
  return std::move(pages).value_or({});
}

std::string describe_body(std::string_view body) { return describe(read_body(body)); }

std::string paragraph(std::string_view text) {
  return fmt::format("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", text);
}

std::string cell(std::string_view text, std::string_view properties = {}) {
  return fmt::format("<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>", properties, paragraph(text));
}

std::string row(std::initializer_list<std::string> cells, std::string_view properties = {}) {
  std::string out = fmt::format("<w:tr><w:trPr>{}</w:trPr>", properties);
  for (const std::string& one : cells) out += one;
  return out + "</w:tr>";
}

std::string table(std::initializer_list<std::string> rows) {
  std::string out = "<w:tbl><w:tblPr/><w:tblGrid/>";
  for (const std::string& one : rows) out += one;
  return out + "</w:tbl>";
}

TEST(ReadDocxPages, GivesParagraphsAndTablesInOrder) {
  EXPECT_EQ(describe_body(paragraph("标题") +
                          table({row({cell("甲"), cell("乙")}), row({cell(""), cell("2")})}) +
                          "<w:p/>" + paragraph("说明")),
            "标题|[2x2 0,0=甲 0,1=乙 1,1=2]|说明");
}

TEST(ReadDocxPages, JoinsRunsTabsAndLineEnds) {
  EXPECT_EQ(describe_body("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
                          "<w:r><w:t>项</w:t></w:r><w:hyperlink><w:r><w:t>目</w:t></w:r>"
                          "</w:hyperlink><w:r><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t>"
                          "<w:softHyphen/><w:br/><w:t>次行</w:t></w:r></w:p>"),
            "项目\t1-2|次行");
}

TEST(ReadDocxPages, KeepsTheParagraphsOfACellApart) {
  EXPECT_EQ(describe_body(table({"<w:tr><w:tc>" + paragraph("一") + "<w:p/>" + paragraph("二") +
                                 "<w:p><w:r><w:t>三</w:t><w:br/><w:t>四</w:t></w:r></w:p></w:tc>"
                                 "</w:tr>"})),
            "[1x1 0,0=一/二/三/四]");
}

TEST(ReadDocxPages, PlacesMergedCells) {
  const std::string restart = "<w:vMerge w:val='restart'/>";
  EXPECT_EQ(describe_body(
                table({row({cell("A", restart), cell("B", "<w:gridSpan w:val='2'/>"), cell("C")}),
                       row({cell("", "<w:vMerge/>"), cell("D"), cell("E"), cell("F", restart)}),
                       row({cell("", "<w:vMerge w:val='continue'/>"), cell("G"), cell(""),
                            cell("", "<w:vMerge/>")})})),
            "[3x4 0,0=A<3x1> 0,1=B<1x2> 0,3=C 1,1=D 1,2=E 1,3=F<2x1> 2,1=G]");
}

TEST(ReadDocxPages, PlacesRowsThatBeginFurtherRight) {
  EXPECT_EQ(describe_body(table({row({cell("A"), cell("B"), cell("C")}),
                                 row({cell("D")}, "<w:gridBefore w:val='2'/>"),
                                 row({cell("E")}, "<w:gridAfter w:val='2'/>")})),
            "[3x3 0,0=A 0,1=B 0,2=C 1,2=D 2,0=E]");
}

TEST(ReadDocxPages, JoinsCellsMergedTheOldWay) {
  EXPECT_EQ(describe_body(table({row(
                {cell("A", "<w:hMerge w:val='restart'/>"), cell("", "<w:hMerge/>"), cell("B")})})),
            "[1x3 0,0=A<1x2> 0,2=B]");
}

TEST(ReadDocxPages, PutsNestedTablesBehindTheirOuterOne) {
  EXPECT_EQ(describe_body(
                table({"<w:tr><w:tc>" + paragraph("外") + table({row({cell("内"), cell("层")})}) +
                       "<w:p/></w:tc>" + cell("右") + "</w:tr>"})),
            "[1x2 0,0=外 0,1=右]|[1x2 0,0=内 0,1=层]");
}

TEST(ReadDocxPages, LeavesOutDeletionsAndTakesInsertions) {
  const Pages pages = read_body(
      "<w:p><w:r><w:t>预算</w:t></w:r><w:del><w:r><w:delText>44</w:delText></w:r></w:del>"
      "<w:ins><w:r><w:t>45</w:t></w:r></w:ins></w:p>" +
      table({row({cell("旧")}, "<w:del/>"), row({cell("新")}, "<w:ins/>")}) +
      "<w:p><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom></w:p>");
  EXPECT_EQ(describe(pages), "预算45|[1x1 0,0=新]");
  EXPECT_EQ(pages.diagnostics.count("tracked-changes"), 1U);
}

TEST(ReadDocxPages, IgnoresWhatPropertiesWereBefore) {
  EXPECT_EQ(describe_body(table({row({cell("A",
                                           "<w:tcPrChange><w:tcPr><w:gridSpan w:val='3'/>"
                                           "</w:tcPr></w:tcPrChange>"),
                                      cell("B")})})),
            "[1x2 0,0=A 0,1=B]");
}

TEST(ReadDocxPages, ReadsTextBoxesOnce) {
  EXPECT_EQ(
      describe_body("<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice>"
                    "<w:txbxContent>" +
                    paragraph("框一") + paragraph("框二") +
                    "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + paragraph("框一") +
                    "</w:txbxContent></mc:Fallback></mc:AlternateContent>"
                    "<w:t>续</w:t></w:r></w:p>"),
      "框一|框二|正文续");
}

TEST(ReadDocxPages, ReadsContentControlsWithoutTheirPrompts) {
  const Pages pages = read_body(
      "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("已填") +
      "</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" +
      paragraph("单击此处输入文字") + "</w:sdtContent></w:sdt>" + paragraph("后文"));
  EXPECT_EQ(describe(pages), "已填|后文");
  EXPECT_EQ(pages.diagnostics.count("blank-field"), 1U);
}

TEST(ReadDocxPages, LeavesOutHiddenTextAndReadingAids) {
  const Pages pages = read_body(
      "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t>"
      "</w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r><w:r><w:ruby><w:rt><w:r>"
      "<w:t>jì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>绩</w:t></w:r></w:rubyBase></w:ruby></w:r>"
      "</w:p>");
  EXPECT_EQ(describe(pages), "显绩");
  EXPECT_EQ(pages.diagnostics.count("hidden-text"), 1U);
}

constexpr std::string_view kPageField =
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>";

TEST(ReadDocxPages, KeepsHeadersAndFootersApart) {
  const std::string numbered = fmt::format(
      "<w:ftr><w:p><w:r><w:t>- </w:t></w:r>{}<w:r><w:t> -</w:t></w:r></w:p></w:ftr>", kPageField);
  EXPECT_EQ(describe(read_body(paragraph("正文"),
                               {{"footer", numbered},
                                {"header", "<w:hdr>" + paragraph("财政厅") + "</w:hdr>"},
                                {"header", "<w:hdr>" + paragraph("财政厅") + "</w:hdr>"}})),
            "正文|_财政厅");
}

TEST(ReadDocxPages, ShowsTheResultsOfFields) {
  EXPECT_EQ(describe_body(fmt::format("<w:p><w:r><w:t>第</w:t></w:r>{}<w:fldSimple w:instr='DATE'>"
                                      "<w:r><w:t>页</w:t></w:r></w:fldSimple></w:p>",
                                      kPageField)),
            "第7页");
  EXPECT_EQ(
      describe_body("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>" + paragraph("后文")),
      "后文")
      << "a field that never ends swallows nothing";
}

TEST(ReadDocxPages, GivesFootnotesAsLines) {
  EXPECT_EQ(describe(read_body(
                paragraph("正文"),
                {{"footnotes", "<w:footnotes><w:footnote w:type='separator'>" + paragraph("线") +
                                   "</w:footnote><w:footnote>" + paragraph("注一") +
                                   "</w:footnote>"
                                   "</w:footnotes>"}})),
            "正文|注一");
}

TEST(ReadDocxPages, CountsPagesByTheBreaksOfWordAndAuthor) {
  const std::string rendered = "<w:r><w:lastRenderedPageBreak/></w:r>";
  const std::string set = "<w:p><w:r><w:t>一</w:t><w:br w:type='page'/></w:r></w:p>";
  EXPECT_EQ(describe_body(set + paragraph("二")), "一||二");
  EXPECT_EQ(describe_body(set + "<w:p>" + rendered + "<w:r><w:t>二</w:t></w:r></w:p>"), "一||二");
  EXPECT_EQ(describe_body(paragraph("一") + "<w:p>" + rendered + "<w:r><w:t>二</w:t></w:r></w:p>"),
            "一||二");
}

TEST(ReadDocxPages, CountsTheNumbersOfLists) {
  const std::string numbering =
      "<w:numbering><w:abstractNum w:abstractNumId='4'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
      "<w:numFmt w:val='chineseCountingThousand'/><w:suff w:val='nothing'/>"
      "<w:lvlText w:val='%1、'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt "
      "w:val='decimal'/><w:suff w:val='space'/><w:lvlText w:val='%2.'/></w:lvl></w:abstractNum>"
      "<w:num w:numId='2'><w:abstractNumId w:val='4'/></w:num></w:numbering>";
  const std::string styles =
      "<w:styles><w:style w:styleId='a'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr>"
      "</w:style><w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>";
  const auto item = [](std::string_view level, std::string_view text) {
    return fmt::format(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='2'/></w:numPr>"
        "</w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
        level, text);
  };
  EXPECT_EQ(describe(read_body(item("0", "总体") + item("1", "甲") + item("1", "乙") +
                                   "<w:p><w:pPr><w:pStyle w:val='b'/></w:pPr><w:r><w:t>年度</w:t>"
                                   "</w:r></w:p>" +
                                   item("1", "丙"),
                               {{"numbering", numbering}, {"styles", styles}})),
            "一、总体|1. 甲|2. 乙|二、年度|1. 丙");
}

TEST(ShowListNumber, KnowsTheFormatsOfOffices) {
  EXPECT_EQ(show_list_number(12, "chineseCounting"), "十二");
  EXPECT_EQ(show_list_number(20, "chineseCountingThousand"), "二十");
  EXPECT_EQ(show_list_number(3, "decimalEnclosedCircleChinese"), "③");
  EXPECT_EQ(show_list_number(28, "lowerLetter"), "bb");
  EXPECT_EQ(show_list_number(14, "upperRoman"), "XIV");
  EXPECT_EQ(show_list_number(7, "decimalZero"), "07");
  EXPECT_EQ(show_list_number(7, "bullet"), "");
}

TEST(FindSymbol, KnowsTheSignsOfSymbolFonts) {
  EXPECT_EQ(find_symbol("Symbol", 0xf0b3), U'≥');
  EXPECT_EQ(find_symbol("Wingdings 2", 0x52), U'☑');
  EXPECT_EQ(find_symbol("Wingdings", 0xf001), kReplacementCharacter);
  EXPECT_EQ(find_symbol("SimSun", U'√'), U'√');
}

TEST(ReadDocxPages, SaysWhatItDoesNotRead) {
  const Pages pages = read_body(
      "<w:p><w:r><w:drawing><a:blip xmlns:a='a'/></w:drawing><w:sym w:font='Webdings' "
      "w:char='F061'/><w:object><o:OLEObject xmlns:o='o'/></w:object><w:commentReference/></w:r>"
      "</w:p>");
  EXPECT_EQ(describe(pages), "\xef\xbf\xbd");
  EXPECT_EQ(pages.diagnostics.count("part-unread"), 3U);
  EXPECT_EQ(pages.diagnostics.count("unknown-symbol"), 1U);
}

TEST(ReadDocxPages, RefusesDamagedFiles) {
  const std::string sound = make_docx(paragraph("甲"));
  for (const std::string& broken : {sound.substr(0, sound.size() / 2), make_zip({{"a", "b"}}),
                                    make_docx("<w:p>"), make_docx("<x></y>")}) {
    const auto pages = read(broken);
    ASSERT_FALSE(pages.ok());
    EXPECT_EQ(pages.error().code, ErrorCode::Malformed) << pages.error().message;
  }
}

TEST(ReadDocxPages, KeepsTheLimits) {
  const std::string wide = make_docx(table({row({cell("A", "<w:gridSpan w:val='9'/>")})}));
  EXPECT_TRUE(read(wide, {.columns = 9}).ok());
  for (const auto& pages :
       {read(wide, {.columns = 8}), read(make_docx(paragraph("1") + paragraph("2")), {.cells = 1}),
        read(make_docx(table({row({cell("A")}, "<w:gridBefore w:val='4000000000'/>")})))}) {
    ASSERT_FALSE(pages.ok());
    EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  }
}

TEST(ReadDocxPages, SurvivesElementsInTheWrongPlaces) {
  for (const std::string_view body :
       {"<w:tc/><w:tr/><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>",
        "<w:tbl><w:p><w:txbxContent><w:tc/></w:txbxContent></w:p></w:tbl>",
        "<w:pPr><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:pPr>", "<w:t>x</w:t><w:tab/>",
        "<w:tbl><w:tr><w:tc><w:pPr><w:tc/></w:pPr></w:tc></w:tr></w:tbl>",
        "<w:fldChar w:fldCharType='end'/><w:trPr><w:del/></w:trPr>"}) {
    EXPECT_TRUE(read(make_docx(body)).ok()) << body;
  }
}

TEST(ReadDocxPages, PassesOverTheSignOfAReviewAndSaysSo) {
  const auto pages =
      read(make_docx("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>⚠</w:t></w:r></w:p></w:tc>"
                     "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"));
  ASSERT_TRUE(pages.ok());
  EXPECT_EQ(describe(*pages), "[1x2 0,1=甲]");
  ASSERT_EQ(pages->diagnostics.entries().size(), 1U);
  EXPECT_TRUE(contains(pages->diagnostics.entries().front().message, "审核标记"));
}

}  // namespace
}  // namespace jx
