// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/spreadsheet_xml/spreadsheet_xml_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace jx {
namespace {

Result<Pages> try_read(std::string_view inside) {
  Document document{.name = "表.xls", .sha256 = {}, .format = Format::SpreadsheetXml, .bytes = {}};
  document.bytes =
      "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>"
      "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'"
      " xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>" +
      std::string(inside) + "</Workbook>";
  return read_spreadsheet_xml_pages(document, {});
}

/// A sheet of these rows, with a few styles to choose from.
Pages read_rows(std::string_view rows) {
  return try_read(
             "<Styles><Style ss:ID='money'><NumberFormat ss:Format='Standard'/></Style>"
             "<Style ss:ID='child' ss:Parent='money'/>"
             "<Style ss:ID='share'><NumberFormat ss:Format='0.0%'/></Style>"
             "<Style ss:ID='day'><NumberFormat ss:Format='yyyy/m/d'/></Style></Styles>"
             "<Worksheet ss:Name='绩效'><Table>" +
             std::string(rows) + "</Table></Worksheet>")
      .value();
}

const NativeGrid& grid_of(const Pages& pages) {
  return std::get<NativeGrid>(pages.pages.at(0).blocks.back());
}

/// "row,column=words", spans behind a plus.
std::string show(const NativeGrid& grid) {
  std::string shown;
  for (const GridCell& cell : grid.cells) {
    shown += std::to_string(cell.row) + "," + std::to_string(cell.column);
    if (cell.rowspan * cell.colspan > 1) {
      shown += "+" + std::to_string(cell.rowspan) + "x" + std::to_string(cell.colspan);
    }
    shown += "=" + cell.text + " ";
  }
  return shown;
}

TEST(ReadSpreadsheetXml, ABlankNameOfASheetIsNoLine) {
  for (const char* const name : {"", " \u3000"}) {
    const auto pages = try_read("<Worksheet ss:Name='" + std::string(name) +
                                "'><Table><Row><Cell><Data ss:Type='String'>甲</Data></Cell></Row>"
                                "</Table></Worksheet>");
    ASSERT_TRUE(pages.ok());
    EXPECT_EQ(pages->pages.at(0).blocks.size(), 1U);
  }
}

TEST(ReadSpreadsheetXml, ShowsNumbersAsExcelDoes) {
  const Pages pages = read_rows(
      "<Row><Cell ss:StyleID='money'><Data ss:Type='Number'>1044</Data></Cell>"
      "<Cell ss:StyleID='child'><Data ss:Type='Number'>44</Data></Cell>"
      "<Cell ss:StyleID='share'><Data ss:Type='Number'>0.985</Data></Cell>"
      "<Cell ss:StyleID='day'><Data ss:Type='DateTime'>2021-12-31T00:00:00.000</Data></Cell>"
      "<Cell><Data ss:Type='Boolean'>1</Data></Cell><Cell><Data "
      "ss:Type='Number'>12.50</Data></Cell>"
      "<Cell><Data ss:Type='Error'>#DIV/0!</Data></Cell></Row>");
  EXPECT_EQ(show(grid_of(pages)),
            "0,0=1,044.00 0,1=44.00 0,2=98.5% 0,3=2021/12/31 0,4=TRUE 0,5=12.5 0,6=#DIV/0! ");
}

TEST(ReadSpreadsheetXml, PlacesCellsByIndexAndMerge) {
  const Pages pages = read_rows(
      "<Row><Cell ss:MergeAcross='2' ss:MergeDown='1'><Data ss:Type='String'>题</Data></Cell>"
      "<Cell><Data ss:Type='String'>旁</Data></Cell></Row>"
      "<Row ss:Index='4'><Cell ss:Index='2'><Data ss:Type='String'>甲</Data></Cell>"
      "<Cell><Data ss:Type='String'>乙</Data></Cell></Row>");
  EXPECT_EQ(show(grid_of(pages)), "0,0+2x3=题 0,3=旁 3,1=甲 3,2=乙 ");
}

TEST(ReadSpreadsheetXml, KeepsRichTextWholeAndCommentsOut) {
  const Pages pages = read_rows(
      "<Row><Cell><ss:Data ss:Type='String'><B>绩</B><Font>效</Font></ss:Data>"
      "<Comment><ss:Data>批注</ss:Data></Comment></Cell></Row>");
  EXPECT_EQ(show(grid_of(pages)), "0,0=绩效 ");
}

TEST(ReadSpreadsheetXml, ReportsWhatIsHidden) {
  const Pages pages = read_rows(
      "<Column ss:Index='2' ss:Hidden='1'/>"
      "<Row ss:Hidden='1'><Cell><Data ss:Type='String'>暗</Data></Cell></Row>"
      "<Row><Cell><Data ss:Type='String'>明</Data></Cell>"
      "<Cell><Data ss:Type='String'>列</Data></Cell></Row>");
  EXPECT_EQ(show(grid_of(pages)), "0,0=暗 1,0=明 1,1=列 ");
  EXPECT_FALSE(pages.diagnostics.empty());
}

TEST(ReadSpreadsheetXml, GivesEachSheetItsPage) {
  const auto pages = try_read(
      "<Worksheet ss:Name='一'><Table><Row><Cell><Data ss:Type='String'>甲</Data></Cell></Row>"
      "</Table></Worksheet><Worksheet ss:Name='二'><Table><Row><Cell><Data ss:Type='String'>乙"
      "</Data></Cell></Row></Table></Worksheet>");
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_EQ(pages->pages.size(), 2U);
}

TEST(ReadSpreadsheetXml, RefusesBrokenXmlAndImpossiblePlaces) {
  for (const std::string_view inside :
       {"<Worksheet>", "<Worksheet><Table><Row ss:Index='99999999'/></Table></Worksheet>",
        "<Worksheet><Table><Row><Cell ss:Index='4000000000'><Data>x</Data></Cell></Row></Table>"
        "</Worksheet>"}) {
    const auto pages = try_read(inside);
    ASSERT_FALSE(pages.ok()) << inside;
    EXPECT_FALSE(pages.error().message.empty());
  }
}

}  // namespace
}  // namespace jx
