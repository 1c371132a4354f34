// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/mark_xlsx.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codecs/test_zip.h"
#include "marking/test_package.h"

namespace jx {
namespace {

constexpr std::string_view kStyles =
    "<styleSheet xmlns='m'><fonts count='1'><font/></fonts><fills count='2'><fill/><fill/></fills>"
    "<cellXfs count='2'><xf numFmtId='0' fillId='0'/>"
    "<xf numFmtId='9' fillId='0'><alignment wrapText='1'/></xf></cellXfs></styleSheet>";

/// A workbook of one sheet; `parts` replace or join the ordinary ones.
std::string make_book(std::string_view sheet, std::vector<TestZipEntry> parts = {}) {
  std::vector<TestZipEntry> entries = {
      {"[Content_Types].xml",
       "<Types xmlns='t'><Default Extension='xml' ContentType='x'/></Types>"},
      {"_rels/.rels",
       "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='xl/book.xml'/>"
       "</Relationships>"},
      {"xl/book.xml",
       "<workbook xmlns:r='x'><sheets><sheet name='绩效' sheetId='1' "
       "r:id='s'/></sheets></workbook>"},
      {"xl/_rels/book.xml.rels",
       "<Relationships><Relationship Id='s' Type='x/worksheet' Target='s.xml'/>"
       "<Relationship Id='t' Type='x/styles' Target='styles.xml'/></Relationships>"},
      {"xl/s.xml", std::string(sheet)},
      {"xl/styles.xml", std::string(kStyles)},
      {"xl/media/picture.png", "\x89PNG not touched"}};
  for (TestZipEntry& part : parts) {
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const TestZipEntry& entry) {
      return entry.name == part.name;
    });
    if (same == entries.end()) {
      entries.push_back(std::move(part));
    } else {
      *same = std::move(part);
    }
  }
  return make_zip(entries);
}

std::string sheet_of(std::string_view rows, std::string_view rest = "") {
  return fmt::format("<worksheet xmlns='m'><sheetData>{}</sheetData>{}</worksheet>", rows, rest);
}

MarkedDocument mark(const std::string& book, const std::vector<FileMark>& marks) {
  auto marked = mark_xlsx(book, marks);
  EXPECT_TRUE(marked.ok()) << marked.error().message;
  return std::move(marked).value_or({});
}

TEST(MarkXlsx, FillsACellAndKeepsItsFormatAndValue) {
  const std::string book = make_book(sheet_of("<row r='2'><c r='B2' s='1'><v>0.2</v></c></row>"));
  const MarkedDocument out = mark(book, {mark_at(2, 1, MarkTone::Error)});
  EXPECT_EQ(out.places, 1U);
  EXPECT_EQ(part_of(out.bytes, "xl/s.xml"),
            "<worksheet xmlns='m'><sheetData><row r='2'>"
            "<c r=\"A2\" s=\"2\" t=\"inlineStr\"><is><t>⚠</t></is></c>"
            "<c r='B2' s='3'><v>0.2</v></c></row></sheetData><legacyDrawing "
            "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
            "r:id=\"rIdJx2\"/></worksheet>");
  const std::string styles = part_of(out.bytes, "xl/styles.xml");
  EXPECT_NE(styles.find("<fills count='3'>"), std::string::npos);
  EXPECT_NE(styles.find("<fgColor rgb=\"FFFFC7CE\"/>"), std::string::npos);
  EXPECT_NE(
      styles.find("<xf applyFill=\"1\" numFmtId='9' fillId='2'><alignment wrapText='1'/></xf>"),
      std::string::npos)
      << styles;
  EXPECT_NE(styles.find("<cellXfs count='4'>"), std::string::npos);
}

TEST(MarkXlsx, LeavesAllOtherPartsPackedAsTheyWere) {
  const std::string book = make_book(sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>"));
  const MarkedDocument out = mark(book, {mark_at(1, 0, MarkTone::Info)});
  EXPECT_EQ(part_of(out.bytes, "xl/media/picture.png"), "\x89PNG not touched");
  EXPECT_EQ(part_of(out.bytes, "xl/book.xml"), part_of(book, "xl/book.xml"));
  EXPECT_EQ(mark_xlsx(book, {mark_at(1, 0, MarkTone::Info)})->bytes, out.bytes);
}

TEST(MarkXlsx, MakesCellsAndRowsThatTheFileLacksInTheirPlaces) {
  const std::string book =
      make_book(sheet_of("<row r='1' spans='2:3'><c r='B1'><v>1</v></c><c r='D1'><v>2</v></c></row>"
                         "<row r='3'/><row r='6'><c><v>3</v></c></row>"));
  const MarkedDocument out =
      mark(book, {mark_at(1, 2, MarkTone::Info), mark_at(3, 1, MarkTone::Info),
                  mark_at(5, 3, MarkTone::Info), mark_at(9, 0, MarkTone::Info)});
  const std::string sheet = part_of(out.bytes, "xl/s.xml");
  const std::string sign = "t=\"inlineStr\"><is><t>⚠</t></is></c>";
  EXPECT_EQ(sheet.substr(0, sheet.find("</sheetData>")),
            "<worksheet xmlns='m'><sheetData>"
            "<row r='1'><c r='B1'><v>1</v></c><c r=\"C1\" s=\"2\"/><c r='D1'><v>2</v></c>"
            "<c r=\"E1\" s=\"2\" " +
                sign +
                "</row>"
                "<row r='3'><c r=\"B3\" s=\"2\"/><c r=\"E3\" s=\"2\" " +
                sign +
                "</row>"
                "<row r=\"5\"><c r=\"D5\" s=\"2\"/><c r=\"E5\" s=\"2\" " +
                sign +
                "</row>"
                "<row r='6'><c><v>3</v></c></row>"
                "<row r=\"9\"><c r=\"A9\" s=\"2\"/><c r=\"E9\" s=\"2\" " +
                sign + "</row>");
}

TEST(MarkXlsx, MarksTheShownCellOfAMergedRangeOnce) {
  const std::string book = make_book(
      sheet_of("<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='B2'><v>2</v></c></row>",
               "<mergeCells><mergeCell ref='A1:A2'/></mergeCells>"));
  const MarkedDocument out =
      mark(book, {mark_at(1, 0, MarkTone::Info, "甲"), mark_at(2, 0, MarkTone::Error, "乙")});
  EXPECT_EQ(out.places, 1U);
  const std::string notes = part_of(out.bytes, "xl/comments1.xml");
  EXPECT_NE(notes.find("<comment ref=\"A1\""), std::string::npos);
  EXPECT_NE(notes.find("甲\n\n乙</t>"), std::string::npos);
  EXPECT_EQ(notes.find("A2"), std::string::npos);
}

TEST(MarkXlsx, AddsToANoteThatIsThere) {
  const std::string book = make_book(
      sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>", "<legacyDrawing r:id='d' xmlns:r='x'/>"),
      {{"xl/_rels/s.xml.rels",
        "<Relationships><Relationship Id='n' Type='x/comments' Target='c.xml'/>"
        "<Relationship Id='d' Type='x/vmlDrawing' Target='v.vml'/></Relationships>"},
       {"xl/c.xml",
        "<comments><authors><author>张三</author></authors><commentList>"
        "<comment ref='A1' "
        "authorId='0'><text><t>原话</t></text></comment></commentList></comments>"},
       {"xl/v.vml", "<xml><v:shape id=\"_x0000_s1030\"><br></v:shape></xml>"}});
  const MarkedDocument out =
      mark(book, {mark_at(1, 0, MarkTone::Info, "a<b _x0041_"), mark_at(2, 0, MarkTone::Info)});
  const std::string notes = part_of(out.bytes, "xl/c.xml");
  EXPECT_NE(notes.find("<text><r><t>原话</t></r><r>"), std::string::npos) << notes;
  EXPECT_NE(notes.find("\n——绩效审核——\na&lt;b _x005F_x0041_</t></r></text>"), std::string::npos);
  EXPECT_NE(notes.find("<author>张三</author><author>绩效审核</author>"), std::string::npos);
  EXPECT_NE(notes.find("<comment ref=\"A2\" authorId=\"1\">"), std::string::npos);
  const std::string drawing = part_of(out.bytes, "xl/v.vml");
  EXPECT_NE(drawing.find("<br></v:shape><v:shapetype"), std::string::npos) << drawing;
  EXPECT_NE(drawing.find("_x0000_s1031"), std::string::npos);
  EXPECT_EQ(drawing.find("_x0000_s1032"), std::string::npos) << "a box for a note that had one";
  EXPECT_EQ(part_of(out.bytes, "xl/drawings/vmlDrawing1.vml"), "(none)");
}

TEST(MarkXlsx, PutsTheDrawingWhereTheFormatWantsIt) {
  const std::string book = make_book(
      sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>",
               "<pageMargins/><drawing r:id='q' xmlns:r='x'/><tableParts count='0'/><extLst/>"));
  const std::string sheet = part_of(mark(book, {mark_at(1, 0, MarkTone::Info)}).bytes, "xl/s.xml");
  EXPECT_NE(sheet.find("xmlns:r='x'/><legacyDrawing "), std::string::npos) << sheet;
  EXPECT_NE(sheet.find("r:id=\"rIdJx2\"/><tableParts"), std::string::npos) << sheet;
}

TEST(MarkXlsx, KeepsPrefixesOfElements) {
  const std::string book =
      make_book("<x:worksheet xmlns:x='m'><x:sheetData><x:row r='1'/></x:sheetData></x:worksheet>");
  const std::string sheet = part_of(mark(book, {mark_at(1, 1, MarkTone::Info)}).bytes, "xl/s.xml");
  EXPECT_NE(
      sheet.find("<x:row r='1'><x:c r=\"A1\" s=\"2\" t=\"inlineStr\"><x:is><x:t>⚠</x:t></x:is>"
                 "</x:c><x:c r=\"B1\" s=\"2\"/></x:row>"),
      std::string::npos)
      << sheet;
}

TEST(MarkXlsx, LeavesOutTheSignWhereNoColumnIsFree) {
  const std::string book =
      make_book(sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>",
                         "<mergeCells><mergeCell ref='A1:XFD1'/></mergeCells>"));
  const MarkedDocument out = mark(book, {mark_at(1, 0, MarkTone::Info)});
  EXPECT_EQ(out.places, 1U);
  ASSERT_EQ(out.remarks.size(), 1U);
  EXPECT_NE(out.remarks[0].find("没有空列"), std::string::npos);
  EXPECT_EQ(part_of(out.bytes, "xl/s.xml").find("⚠"), std::string::npos);
}

TEST(MarkXlsx, TellsMarksWithoutAPlace) {
  const std::string book = make_book(sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>"));
  std::vector<FileMark> marks = {mark_at(1, 0, MarkTone::Info), mark_at(0, 0, MarkTone::Info),
                                 mark_at(1, Origin::kNone, MarkTone::Info),
                                 mark_at(7, Origin::kNone, MarkTone::Info)};
  marks.push_back(marks[0]);
  marks.back().origin.page = 2;
  const MarkedDocument out = mark(book, marks);
  EXPECT_EQ(out.places, 1U);
  EXPECT_EQ(out.unplaced, (std::vector<std::size_t>{1, 3, 4}));
}

TEST(MarkXlsx, RefusesWhatItCouldOnlySpoil) {
  const std::string sheet = sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>");
  const struct {
    std::string_view name;
    std::string book;
    std::string_view words;
  } cases[] = {
      {"signed",
       make_book(sheet,
                 {{"_rels/.rels",
                   "<Relationships><Relationship Id='r' Type='x/officeDocument' "
                   "Target='xl/book.xml'/><Relationship Id='o' "
                   "Type='x/digital-signature/origin' Target='_x/o.sigs'/></Relationships>"}}),
       "数字签名"},
      {"strict",
       make_book(sheet, {{"xl/book.xml",
                          "<workbook xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'/>"}}),
       "Strict"},
      {"rows out of order",
       make_book(sheet_of("<row r='2'><c><v>1</v></c></row><row r='1'><c><v>1</v></c></row>")),
       "次序"},
      {"cells out of order",
       make_book(sheet_of("<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>")),
       "次序"},
      {"UTF-16", make_book(sheet, {{"xl/s.xml", "\xff\xfe<"}}), "UTF-8"},
      {"no looks", make_book(sheet, {{"xl/styles.xml", "<styleSheet/>"}}), "样式"}};
  for (const auto& refused : cases) {
    const auto out = mark_xlsx(refused.book, {mark_at(1, 0, MarkTone::Info)});
    ASSERT_FALSE(out.ok()) << refused.name;
    EXPECT_NE(out.error().message.find(refused.words), std::string::npos) << out.error().message;
  }
}

TEST(MarkXlsx, MakesThePartsOfLooksThatAreMissing) {
  const struct {
    std::string_view before, after;
  } cases[] = {{"<styleSheet><fonts/><borders/><cellXfs><xf fillId='0'/></cellXfs></styleSheet>",
                "<fonts/><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill>"
                "<patternFill patternType=\"gray125\"/></fill><fill>"},
               {"<styleSheet><fills count='1'><fill/></fills><cellXfs/><dxfs/></styleSheet>",
                "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" "
                "xfId=\"0\"/><xf applyFill=\"1\" numFmtId=\"0\" fontId=\"0\" fillId=\"2\""},
               {"<styleSheet><numFmts/></styleSheet>", "<numFmts/><fills count=\"3\">"}};
  for (const auto& [before, after] : cases) {
    const std::string book = make_book(sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>"),
                                       {{"xl/styles.xml", std::string(before)}});
    const MarkedDocument out = mark(book, {mark_at(1, 0, MarkTone::Info)});
    const std::string styles = part_of(out.bytes, "xl/styles.xml");
    EXPECT_NE(styles.find(after), std::string::npos) << styles;
    EXPECT_NE(part_of(out.bytes, "xl/s.xml").find("<c s=\"1\" r='A1'>"), std::string::npos);
  }
}

TEST(MarkXlsx, MakesLooksForABookWithoutAny) {
  const std::string book = make_book(sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>"),
                                     {{"xl/_rels/book.xml.rels",
                                       "<Relationships><Relationship Id='s' Type='x/worksheet' "
                                       "Target='s.xml'/></Relationships>"}});
  const std::string bytes = mark(book, {mark_at(1, 0, MarkTone::Warning)}).bytes;
  EXPECT_NE(part_of(bytes, "xl/styles1.xml").find("FFFFEB9C"), std::string::npos);
  EXPECT_NE(part_of(bytes, "xl/_rels/book.xml.rels").find("/xl/styles1.xml"), std::string::npos);
  EXPECT_NE(part_of(bytes, "[Content_Types].xml").find("/xl/styles1.xml"), std::string::npos);
}

}  // namespace
}  // namespace jx
