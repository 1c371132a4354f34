// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/plain_rows.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "codecs/test_zip.h"
#include "pages/office/test_sheet.h"
#include "pages/xlsx/xlsx_reader.h"

namespace jx {
namespace {

using namespace std::string_view_literals;

std::string describe_row(std::string_view bytes) {
  PlainRow row;
  switch (read_plain_row(bytes, row)) {
    case PlainForm::CutOff: return "cut off";
    case PlainForm::Foreign: return "foreign";
    case PlainForm::Plain: break;
  }
  std::string out = fmt::format("{}{}", row.number, row.hidden.empty() ? "" : " hidden");
  for (const PlainCell& cell : row.cells) {
    out += fmt::format(" {}/{}/{}={}{}{}", cell.place, cell.style, cell.type, cell.value,
                       cell.words, cell.has_formula ? "!" : "");
  }
  return fmt::format("{} +{}", out, bytes.size() - row.bytes);
}

constexpr std::string_view kRow =
    "<row r=\"2\" spans=\"1:3\" hidden=\"1\" x14ac:dyDescent=\"0.25\">\n"
    "<c r=\"A2\" t=\"s\"><v>5</v></c> <c r=\"B2\" s=\"1\"/><c><v>0.5</v></c><c r=\"D2\"><v/></c>"
    "<c r=\"E2\" t=\"str\"><f t=\"shared\" si=\"0\">A1&amp;\"]\"</f><v>甲 > 乙]</v></c>"
    "<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> 丙\t</t></is></c></row>";

TEST(PlainRows, ReadsTheFormThatProgramsWrite) {
  EXPECT_EQ(describe_row(std::string(kRow) + "<row"),
            "2 hidden A2//s=5 B2/1/n= //n=0.5 D2//n= E2//str=甲 > 乙]! //inlineStr= 丙\t +4");
  EXPECT_EQ(describe_row("<row/>"), " +0");
  EXPECT_EQ(describe_row("<row r=\"7\" />."), "7 +1");
  EXPECT_EQ(describe_row("<row ></row>"), " +0");
}

TEST(PlainRows, AsksForMoreOfARowThatIsCutOff) {
  PlainRow row;
  for (std::size_t size = 0; size < kRow.size(); ++size) {
    const PlainForm form = read_plain_row(kRow.substr(0, size), row);
    // Half a blank before an attribute of <t> may be taken for something else: never for a row.
    EXPECT_NE(form, PlainForm::Plain) << size;
  }
  EXPECT_EQ(describe_row("<row r=\"2\"><c r=\"A2\"><v>5"), "cut off");
}

TEST(PlainRows, LeavesToTheParserWhatOnlyItCanJudge) {
  for (const std::string_view bytes : {"</sheetData>"sv,
                                       "\n<row></row>"sv,
                                       "<x:row></x:row>"sv,
                                       "<rows></rows>"sv,
                                       "<row r='1'></row>"sv,
                                       "<row r=\"1\"spans=\"1\"></row>"sv,
                                       "<row r=\"1\" r=\"2\"></row>"sv,
                                       "<row r =\"1\"></row>"sv,
                                       "<row 1=\"1\"></row>"sv,
                                       "<row x:r=\"1\"></row>"sv,
                                       "<row r=\"&#49;\"></row>"sv,
                                       "<row r=\"\t1\"></row>"sv,
                                       "<row>5</row>"sv,
                                       "<row><!-- --></row>"sv,
                                       "<row><cell></cell></row>"sv,
                                       "<row><c x=\"1\"/></row>"sv,
                                       "<row><c r=\"A1\" r=\"A2\"/></row>"sv,
                                       "<row><c><v>&lt;</v></c></row>"sv,
                                       "<row><c><v><![CDATA[5]]></v></c></row>"sv,
                                       "<row><c><v>]]></v></c></row>"sv,
                                       "<row><c><v>\x01</v></c></row>"sv,
                                       "<row><c><v>\r</v></c></row>"sv,
                                       "<row><c><v>\xff</v></c></row>"sv,
                                       "<row><c><v>\xef\xbf\xbf</v></c></row>"sv,
                                       "<row><c><v>\xed\xa0\x80</v></c></row>"sv,
                                       "<row><c><v>1</v><v>2</v></c></row>"sv,
                                       "<row><c><v>1<v></c></row>"sv,
                                       "<row><c><f>&x;</f></c></row>"sv,
                                       "<row><c><f a=\"1\" a=\"1\"/></c></row>"sv,
                                       "<row><c><f>]]></f></c></row>"sv,
                                       "<row><c><is><r><t>a</t></r></is></c></row>"sv,
                                       "<row><c><is><t>&#65;</t></is></c></row>"sv,
                                       "<row><c/></rwo>"sv}) {
    EXPECT_EQ(describe_row(bytes), "foreign") << bytes;
  }
}

Result<Pages> read_sheet(std::string_view sheet) {
  const std::string links =
      "<Relationships><Relationship Id='1' Type='/worksheet' Target='s.xml'/></Relationships>";
  return read_xlsx_pages(
      {.name = "a.xlsx",
       .sha256 = {},
       .format = Format::Xlsx,
       .bytes = make_zip({{"xl/workbook.xml",
                           "<workbook><sheets><sheet name='产出' id='1'/></sheets></workbook>"},
                          {"xl/_rels/workbook.xml.rels", links},
                          {"xl/s.xml", std::string(sheet)}})},
      {});
}

std::string describe_sheet(const std::string& head, const std::string& rest) {
  const auto pages = read_sheet(head + "<worksheet><sheetData>" + rest);
  return pages.ok() ? describe(*pages) : pages.error().message;
}

/// A comment before the rows leaves all of them to the parser; the instruction is as long.
void expect_same_by_parser(const std::string& rest) {
  EXPECT_EQ(describe_sheet("<?instead?>", rest), describe_sheet("<!--same-->", rest))
      << rest.substr(0, 300);
}

TEST(PlainRows, GiveTheSameCellsAsTheParser) {
  const std::string end = "</sheetData></worksheet>";
  std::string many;
  for (int i = 1; i <= 3000; ++i) {  // Some of them across the pieces in which a part comes.
    many += fmt::format(
        "<row r=\"{}\"><c r=\"A{}\"><v>{}</v></c><c t=\"inlineStr\"><is><t>{}</t>"
        "</is></c></row>{}",
        i, i, i, i % 7 == 0 ? "&lt;甲" : "乙", i % 5 == 0 ? "\n" : "");
  }
  expect_same_by_parser(many + end);
  expect_same_by_parser("<row r=\"3\"><c><v>1</v></c></row><row><c><v>2</v></c></row>" + end);
  // What looks like rows inside a comment or a character section is none.
  const std::string hidden = "</row><row r=\"5\"><c r=\"A5\"><v>9</v></c></row>";
  expect_same_by_parser("<row><c><v>1</v></c><!--" + hidden + "--></row>" + end);
  expect_same_by_parser("<row><c t=\"str\"><v><![CDATA[" + hidden + "]]></v></c></row>" + end);
  expect_same_by_parser("<!--" + hidden + "--><row><c><v>1</v></c></row>" + end);
  expect_same_by_parser("<row><c><v>1</v></c></row></sheetData>" + hidden + "</worksheet>");
}

TEST(PlainRows, AreLeftToTheParserWhereBytesMeanSomethingElse) {
  const std::string rows =
      "<row r=\"1\"><c t=\"inlineStr\"><is><t>\xe9</t></is></c></row></sheetData></worksheet>";
  EXPECT_EQ(describe_sheet("<?xml version='1.0' encoding='ISO-8859-1'?>", rows), "A1=é");
  const std::string declared = "<!DOCTYPE worksheet [<!ATTLIST c t CDATA 'str'>]>";
  EXPECT_EQ(describe_sheet(declared, "<row><c><v>007</v></c></row></sheetData></worksheet>"),
            "A1=007");
}

TEST(PlainRows, CountForThePlacesThatErrorsName) {
  const std::string row = "<row r=\"1\"><c><v>1</v></c></row>";
  for (const std::string& between : {std::string(), std::string("\n"), std::string("\n\n  ")}) {
    std::string rows = row + between + "<row r=\"2\"><c>\n<v>1</v></c></row>" + between + row;
    for (const std::string& broken : {std::string("</oops>"), std::string("  <row><oops></row>"),
                                      std::string("\n\n</sheetData>\n <c></oops>")}) {
      expect_same_by_parser(rows + broken);
    }
  }
}

}  // namespace
}  // namespace jx
