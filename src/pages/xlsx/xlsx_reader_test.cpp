// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/xlsx_reader.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/text.h"
#include "codecs/test_zip.h"
#include "pages/office/test_sheet.h"

namespace jx {
namespace {

/// A workbook of one or more sheets, made of the parts' inner XML.
struct TestWorkbook {
  std::vector<std::string> sheets;  ///< What stands in <worksheet>.
  std::string strings = {};         ///< What stands in <sst>.
  std::string styles = {};          ///< What stands in <styleSheet>.
  std::string properties = {};      ///< Before <sheets>.
  std::string name = "产出";        ///< Of each sheet, with its number.
  std::string state = {};           ///< Of each sheet.
};

std::string make_xlsx(const TestWorkbook& book) {
  std::string sheets;
  std::string links;
  std::vector<TestZipEntry> entries;
  for (std::size_t i = 1; i <= book.sheets.size(); ++i) {
    sheets += fmt::format("<sheet name='{}{}' sheetId='{}' r:id='r{}'{}/>", book.name, i, i, i,
                          book.state);
    links += fmt::format("<Relationship Id='r{}' Type='x/worksheet' Target='worksheets/s{}.xml'/>",
                         i, i);
    entries.push_back({fmt::format("xl/worksheets/s{}.xml", i),
                       "<worksheet>" + book.sheets[i - 1] + "</worksheet>"});
  }
  links +=
      "<Relationship Id='a' Type='x/sharedStrings' Target='/xl/strings.xml'/>"
      "<Relationship Id='b' Type='x/styles' Target='../xl/./styles.xml'/>";
  entries.push_back({"_rels/.rels",
                     "<Relationships><Relationship Id='r' Type='x/officeDocument' "
                     "Target='xl/book.xml'/></Relationships>"});
  entries.push_back({"xl/book.xml", "<workbook xmlns:r='x'>" + book.properties + "<sheets>" +
                                        sheets + "</sheets></workbook>"});
  entries.push_back({"xl/_rels/book.xml.rels", "<Relationships>" + links + "</Relationships>"});
  entries.push_back({"xl/strings.xml", "<sst>" + book.strings + "</sst>"});
  entries.push_back({"xl/styles.xml", "<styleSheet>" + book.styles + "</styleSheet>"});
  return make_zip(entries);
}

Result<Pages> read(std::string bytes, const ReadLimits& limits = {}) {
  return read_xlsx_pages(
      {.name = "a.xlsx", .sha256 = {}, .format = Format::Xlsx, .bytes = std::move(bytes)}, limits);
}

/// The same XML as programs write it: rows in this form do not go through the parser.
TestWorkbook in_double_quotes(TestWorkbook book) {
  for (std::string& sheet : book.sheets) {
    EXPECT_FALSE(contains(sheet, "\"")) << sheet;
    sheet = replaced(sheet, "'", "\"");
  }
  return book;
}

Pages read_book(const TestWorkbook& book) {
  auto pages = read(make_xlsx(book));
  EXPECT_TRUE(pages.ok()) << pages.error().message;
  const auto plain = read(make_xlsx(in_double_quotes(book)));
  EXPECT_TRUE(plain.ok()) << plain.error().message;
  EXPECT_EQ(describe(*plain), describe(*pages));
  return std::move(pages).value_or({});
}

std::string describe_rows(std::string_view rows, std::string strings = {}) {
  return describe(read_book(
      {.sheets = {fmt::format("<sheetData>{}</sheetData>", rows)}, .strings = std::move(strings)}));
}

constexpr std::string_view kFormats =
    "<numFmts><numFmt numFmtId='170' formatCode='#,##0.00'/>"
    "<numFmt numFmtId='171' formatCode='yyyy\"年\"m\"月\"'/>"
    "<numFmt numFmtId='172' formatCode=';;;'/><numFmt numFmtId='173' formatCode='@\"级\"'/>"
    "</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
    "<xf numFmtId='2'/><xf numFmtId='170'/><xf numFmtId='171'/><xf numFmtId='14'/>"
    "<xf numFmtId='172'/><xf numFmtId='173'/></cellXfs>";

std::string describe_styled(std::string_view cells, std::string properties = {},
                            std::string name = "产出") {
  return describe(
      read_book({.sheets = {fmt::format("<sheetData><row r='1'>{}</row></sheetData>", cells)},
                 .styles = std::string(kFormats),
                 .properties = std::move(properties),
                 .name = std::move(name)}));
}

TEST(ReadXlsxPages, ReadsEveryKindOfCell) {
  EXPECT_EQ(describe_rows("<row r='2'><c r='B2' t='s'><v>1</v></c><c r='C2'><v>44.5</v></c>"
                          "<c r='D2' t='b'><v>1</v></c><c r='E2' t='e'><v>#DIV/0!</v></c>"
                          "<c r='F2' t='str'><f>A1</f><v>丙</v></c>"
                          "<c r='G2' t='inlineStr'><is><t>丁</t></is></c>"
                          "<c r='H2' t='d'><v>2021-03-01</v></c></row>",
                          "<si><t>甲</t></si><si><t>乙</t></si>"),
            "B2=乙 C2=44.5 D2=TRUE E2=#DIV/0! F2=丙 G2=丁 H2=2021-03-01");
}

TEST(ReadXlsxPages, JoinsRunsAndLeavesReadingAidsOut) {
  EXPECT_EQ(describe_rows("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is>"
                          "<r><t>一</t></r><r><rPr/><t xml:space='preserve'> 二</t></r></is></c>"
                          "</row>",
                          "<si><r><t>绩</t></r><r><t>效</t></r><rPh sb='0' eb='1'><t>jì</t></rPh>"
                          "<phoneticPr/></si>"),
            "A1=绩效 B1=一 二");
}

TEST(ReadXlsxPages, DecodesEscapedCharacters) {
  EXPECT_EQ(describe_rows("<row r='1'><c r='A1' t='inlineStr'><is><t>甲_x000D__x000A_乙_x005F_x41_"
                          "_x0001_丙</t></is></c></row>"),
            "A1=甲\n乙_x41_丙");
}

TEST(ReadXlsxPages, PlacesCellsThatDoNotSayWhereTheyAre) {
  EXPECT_EQ(describe_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
                          "<row r='5'><c r='C5'><v>4</v></c><c><v>5</v></c></row>"
                          "<row><c><v>6</v></c></row>"),
            "A1=1 B1=2 A2=3 C5=4 D5=5 A6=6");
}

TEST(ReadXlsxPages, SortsCellsAndTakesTheLastOfTwo) {
  EXPECT_EQ(describe_rows("<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>2</v></c></row>"
                          "<row r='1'><c r='A1'><v>3</v></c></row>"
                          "<row r='2'><c r='B2'><v>4</v></c></row>"),
            "A1=3 A2=2 B2=4");
}

TEST(ReadXlsxPages, ShowsNumbersAsTheirStyleSays) {
  EXPECT_EQ(describe_styled("<c r='A1'><v>44</v></c><c r='B1' s='1'><v>44</v></c>"
                            "<c r='C1' s='2'><v>1234.5</v></c><c r='D1' s='3'><v>44256</v></c>"
                            "<c r='E1' s='99'><v>7</v></c><c r='F1'><v>1E-3</v></c>"
                            "<c r='G1' s='6' t='str'><v>一</v></c>"),
            "A1=44 B1=44.00 C1=1,234.50 D1=2021年3月 E1=7 F1=0.001 G1=一级");
}

TEST(ReadXlsxPages, ShowsDatesAsTheCountryOfTheWorkbookDoes) {
  EXPECT_EQ(describe_styled("<c r='A1' s='4'><v>44256</v></c>"), "A1=2021/3/1");
  EXPECT_EQ(describe_styled("<c r='A1' s='4'><v>44256</v></c>", {}, "Data"), "A1=3/1/21");
  EXPECT_EQ(describe_styled("<c r='A1' s='4'><v>42794</v></c>", "<workbookPr date1904='1'/>"),
            "A1=2021/3/1");
}

TEST(ReadXlsxPages, LeavesNumbersAloneThatAreNone) {
  EXPECT_EQ(describe_styled("<c r='A1'><v>1,5</v></c><c r='B1' s='1'><v>1e999</v></c>"
                            "<c r='C1'><v>00012</v></c>"),
            "A1=1,5 B1=1e999 C1=12");
}

TEST(ReadXlsxPages, GivesMergedRangesAsSpans) {
  EXPECT_EQ(describe(read_book(
                {.sheets = {"<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>9</v></c>"
                            "</row><row r='3'><c r='C3'><v>2</v></c></row></sheetData>"
                            "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='C3:XFD3'/>"
                            "<mergeCell ref='Z9'/><mergeCell ref='B:C'/></mergeCells>"}})),
            "A1=1<2x2> C3=2");
}

TEST(ReadXlsxPages, SaysWhichWordsAMergedRangeCovers) {
  const Pages pages = read_book(
      {.sheets = {"<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>9</v></c>"
                  "</row></sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells>"}});
  ASSERT_EQ(pages.diagnostics.entries().size(), 1U);
  EXPECT_EQ(pages.diagnostics.entries()[0].code, "merged-over");
  EXPECT_TRUE(contains(pages.diagnostics.entries()[0].message, "B1"));
}

TEST(ReadXlsxPages, HandsLongSheetsOnInPartsThatMakeTheSamePage) {
  constexpr std::uint32_t kRows = 9000;
  std::string rows;
  for (std::uint32_t row = 1; row <= kRows; ++row) {
    rows += fmt::format("<row r='{0}'{1}><c r='A{0}'><v>{0}</v></c><c r='B{0}'><v>7</v></c></row>",
                        row, row == 2 ? " hidden='1'" : "");
  }
  TestWorkbook book;
  book.sheets = {"<sheetData>" + rows +
                 "</sheetData><mergeCells><mergeCell ref='A1:B1'/>"
                 "<mergeCell ref='A8999:A9000'/></mergeCells>"};
  const std::string bytes = make_xlsx(book);
  std::size_t parts = 0;
  std::size_t most = 0;
  const auto count = [&](Page&& page) -> Result<void> {
    ++parts;
    most = std::max(most, std::get<NativeGrid>(page.blocks.back()).cells.size());
    return {};
  };
  const Document document{.name = "a.xlsx", .sha256 = {}, .format = Format::Xlsx, .bytes = bytes};
  ASSERT_TRUE(read_xlsx_pages(document, {}, count).ok());
  EXPECT_EQ(parts, 9U);
  EXPECT_LT(most, 2'100U);

  const auto pages = read(bytes);
  ASSERT_TRUE(pages.ok());
  ASSERT_EQ(pages->pages.size(), 1U);
  const auto& grid = std::get<NativeGrid>(pages->pages[0].blocks.back());
  EXPECT_EQ(grid.rows, kRows);
  EXPECT_EQ(grid.cells.size(), 2U * kRows - 2);
  EXPECT_EQ(grid.cells.front().colspan, 2);
  EXPECT_EQ(grid.cells[grid.cells.size() - 3].rowspan, 2);
  EXPECT_EQ(pages->diagnostics.count("merged-over"), 1U);
  EXPECT_EQ(pages->diagnostics.count("hidden-rows"), 1U);
}

TEST(ReadXlsxPages, NumbersPagesByTheirSheetAndNamesThem) {
  const Pages pages =
      read_book({.sheets = {"<sheetData/>",
                            "<sheetData><row r='7'><c r='B7'><v>1</v></c></row></sheetData>"}});
  ASSERT_EQ(pages.pages.size(), 1U);
  EXPECT_EQ(pages.pages[0].number, 2U);
  ASSERT_EQ(pages.pages[0].blocks.size(), 2U);
  EXPECT_EQ(std::get<TextLine>(pages.pages[0].blocks[0]).text, "产出2");
  const GridCell& cell = std::get<NativeGrid>(pages.pages[0].blocks[1]).cells.front();
  EXPECT_EQ(cell.origin.page, 2U);
  EXPECT_EQ(cell.origin.line, 7U);
}

TEST(ReadXlsxPages, TakesNoWordsFromNamesThatProgramsGive) {
  for (const std::string_view name : {"Sheet", "工作表", "表"}) {
    const Pages pages = read_book({.sheets = {"<sheetData><row><c><v>1</v></c></row></sheetData>"},
                                   .name = std::string(name)});
    ASSERT_EQ(pages.pages.size(), 1U);
    EXPECT_EQ(pages.pages[0].blocks.size(), 1U) << name;
  }
}

TEST(ReadXlsxPages, ReadsHiddenPartsAndSaysSo) {
  const Pages pages =
      read_book({.sheets = {"<cols><col min='2' max='3' hidden='1'/></cols><sheetData>"
                            "<row r='1' hidden='1'><c r='A1'><v>1</v></c></row>"
                            "<row r='2'><c r='C2'><v>2</v></c></row></sheetData>"},
                 .state = " state='veryHidden'"});
  EXPECT_EQ(describe(pages), "A1=1 C2=2");
  for (const std::string_view code : {"hidden-sheet", "hidden-rows", "hidden-columns"}) {
    EXPECT_EQ(pages.diagnostics.count(code), 1U) << code;
  }
}

TEST(ReadXlsxPages, SaysWhatItDoesNotShow) {
  const Pages pages = read_book(
      {.sheets = {"<sheetData><row r='1'><c r='A1'><f>1/0</f></c><c r='B1' s='5'><v>3</v></c>"
                  "<c r='C1'><v>4</v></c></row></sheetData>"
                  "<headerFooter><oddHeader>单位：万元</oddHeader></headerFooter>"},
       .styles = std::string(kFormats)});
  EXPECT_EQ(describe(pages), "C1=4");
  EXPECT_EQ(pages.diagnostics.count("formula-without-result"), 1U);
  EXPECT_EQ(pages.diagnostics.count("value-not-shown"), 1U);
  EXPECT_EQ(pages.diagnostics.count("sheet-part-unread"), 1U);
}

TEST(ReadXlsxPages, WarnsOfASheetThatIsMissing) {
  std::string bytes = make_xlsx({.sheets = {"<sheetData/>"}});
  bytes = replaced(bytes, "worksheets/s1", "worksheets/xx");
  const auto pages = read(bytes);
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_EQ(pages->diagnostics.count("sheet-missing"), 1U);
}

TEST(ReadXlsxPages, ReadsNoEntities) {
  TestWorkbook book{.sheets = {"<sheetData><row><c t='s'><v>0</v></c><c><v>1</v></c></row>"
                               "</sheetData>"}};
  std::string bytes = make_xlsx(book);
  auto pages = read(make_zip({{"xl/workbook.xml", "<workbook><sheets/></workbook>"},
                              {"xl/_rels/workbook.xml.rels",
                               "<Relationships><Relationship Id='a' Type='x/sharedStrings' "
                               "Target='s.xml'/></Relationships>"},
                              {"xl/s.xml", "<!DOCTYPE a [<!ENTITY x 'y'>]><sst>&x;</sst>"}}));
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_EQ(pages->diagnostics.count("words-refused"), 1U);
}

TEST(ReadXlsxPages, RefusesDamagedFiles) {
  const std::string sound = make_xlsx({.sheets = {"<sheetData/>"}});
  for (const std::string& broken :
       {sound.substr(0, sound.size() / 2), make_zip({{"a.txt", "word"}}),
        make_xlsx({.sheets = {"<sheetData><row>"}}), make_xlsx({.sheets = {"</x>"}})}) {
    const auto pages = read(broken);
    ASSERT_FALSE(pages.ok());
    EXPECT_EQ(pages.error().code, ErrorCode::Malformed) << pages.error().message;
  }
}

TEST(ReadXlsxPages, KeepsTheLimits) {
  const std::string book = make_xlsx(
      {.sheets = {"<dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1'><v>1</v></c>"
                  "<c r='C1'><v>2</v></c></row></sheetData>"}});
  EXPECT_TRUE(read(book, {.columns = 3, .cells = 2}).ok());
  for (const ReadLimits& limits : {ReadLimits{.columns = 2}, ReadLimits{.cells = 1}}) {
    const auto pages = read(book, limits);
    ASSERT_FALSE(pages.ok());
    EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  }
}

TEST(ReadXlsxPages, BelievesNoCellNameBeyondTheLargestSheet) {
  const auto pages = read(
      make_xlsx({.sheets = {"<sheetData><row r='4294967295'><c r='ZZZZZZZZ1'><v>1</v></c></row>"
                            "</sheetData>"}}));
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  EXPECT_EQ(describe_rows("<row r='1'><c r='B'><v>1</v></c><c r='1'><v>2</v></c></row>"),
            "A1=1 B1=2");
}

TEST(ReadXlsxPages, PassesOverTheSignOfAReviewAndSaysSo) {
  const Pages pages = read_book(
      {.sheets = {"<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>⚠</t></is></c>"
                  "<c r='B1' t='inlineStr'><is><t>⚠ 注意</t></is></c></row></sheetData>"}});
  EXPECT_EQ(describe(pages), "B1=⚠ 注意");
  ASSERT_EQ(pages.diagnostics.entries().size(), 1U);
  EXPECT_TRUE(contains(pages.diagnostics.entries().front().message, "审核标记"));
}

}  // namespace
}  // namespace jx
