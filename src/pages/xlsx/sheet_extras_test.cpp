// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/sheet_extras.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "codecs/test_zip.h"
#include "pages/office/test_sheet.h"
#include "pages/xlsx/xlsx_reader.h"

namespace jx {
namespace {

/// A sheet with a cell in B3 on which one part of that kind hangs.
Pages read_with(std::string_view kind, std::string_view part, std::string_view other_kind = "",
                std::string_view other = "") {
  const std::string links = fmt::format(
      "<Relationships><Relationship Id='1' Type='/{}' Target='../a.xml'/>"
      "<Relationship Id='2' Type='/{}' Target='/xl/b.xml'/></Relationships>",
      kind, other_kind);
  auto pages = read_xlsx_pages(
      {.name = "a.xlsx",
       .sha256 = {},
       .format = Format::Xlsx,
       .bytes =
           make_zip({{"xl/workbook.xml",
                      "<workbook><sheets><sheet name='Sheet1' id='1'/></sheets></workbook>"},
                     {"xl/_rels/workbook.xml.rels",
                      "<Relationships><Relationship Id='1' Type='/worksheet' Target='s/s.xml'/>"
                      "</Relationships>"},
                     {"xl/s/s.xml",
                      "<worksheet><sheetData><row r='3'><c "
                      "r='B3'><v>1</v></c></row></sheetData></worksheet>"},
                     {"xl/s/_rels/s.xml.rels", links},
                     {"xl/a.xml", std::string(part)},
                     {"xl/b.xml", std::string(other)}})},
      {});
  EXPECT_TRUE(pages.ok()) << pages.error().message;
  return std::move(pages).value_or({});
}

std::string messages(const Pages& pages) {
  std::string out;
  for (const Diagnostic& entry : pages.diagnostics.entries()) out += entry.message + "\n";
  return out;
}

std::string shape_at(int row, std::string_view inside) {
  return fmt::format(
      "<twoCellAnchor><from><col>1</col><row>{}</row></from><to><col>7</col><row>9"
      "</row></to>{}</twoCellAnchor>",
      row, inside);
}

std::string box(std::string_view words) {
  return fmt::format(
      "<xdr:sp><xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>", words);
}

std::string drawing(const std::string& shapes) {
  return "<xdr:wsDr xmlns:xdr='x' xmlns:a='a' xmlns:mc='m'>" + shapes + "</xdr:wsDr>";
}

TEST(SheetExtras, TextBoxesAreLinesAboveAndBehindTheCells) {
  const Pages pages = read_with(
      "drawing",
      drawing(shape_at(8,
                       "<xdr:sp><xdr:txBody><a:p><a:r><a:t>填表</a:t></a:r><a:r><a:t>"
                       "人：</a:t></a:r></a:p><a:p><a:fld><a:t>第二行</a:t></a:fld>"
                       "<a:br/><a:r><a:t>第三行</a:t></a:r></a:p></xdr:txBody></xdr:sp>") +
              shape_at(0, "<xdr:grpSp>" + box("附件_x000A_1") + box("绩效表") + "</xdr:grpSp>")));
  EXPECT_EQ(describe_blocks(pages),
            "1:附件 | 1:1 | 1:绩效表 | # | 9:填表人： | 9:第二行 | 9:第三行");
  EXPECT_EQ(messages(pages), "");
}

TEST(SheetExtras, OneShapeForOldAndNewProgramsIsReadOnce) {
  const Pages pages =
      read_with("drawing", drawing(shape_at(0, "<mc:AlternateContent><mc:Choice>" + box("新") +
                                                   "</mc:Choice><mc:Fallback>" + box("旧") +
                                                   "<xdr:pic/></mc:Fallback>"
                                                   "</mc:AlternateContent>")));
  EXPECT_EQ(describe_blocks(pages), "1:新 | #");
  EXPECT_EQ(messages(pages), "");
}

TEST(SheetExtras, WhatHasNoTextIsNoted) {
  const Pages pages =
      read_with("drawing", drawing(shape_at(0, "<xdr:pic/>") + shape_at(0, "<xdr:graphicFrame/>") +
                                   shape_at(0, "<xdr:sp/>") + shape_at(0, "<xdr:cxnSp/>")));
  EXPECT_EQ(describe_blocks(pages), "#");
  EXPECT_EQ(pages.diagnostics.count("sheet-part-unread"), 3U) << messages(pages);
}

TEST(SheetExtras, CommentsAreNotesWithTheirCells) {
  const Pages pages = read_with(
      "comments",
      "<comments><authors><author>张三</author><author/></authors><commentList><comment ref='B3' "
      "authorId='0'><text><r><t>张三:</t></r><r><t xml:space='preserve'>&#10;请核对</t></r></text>"
      "</comment><comment ref='C4' authorId='9'><text><t>已改</t></text></comment><comment ref='?' "
      "authorId='0'><text><t>x</t></text></comment></commentList></comments>");
  EXPECT_EQ(describe_blocks(pages), "#");
  EXPECT_EQ(pages.diagnostics.count("comment"), 2U);
  EXPECT_NE(messages(pages).find("B3 单元格有批注（张三）：“请核对”"), std::string::npos);
  EXPECT_NE(messages(pages).find("C4 单元格有批注：“已改”"), std::string::npos);
  EXPECT_EQ(pages.diagnostics.entries().front().origin.line, 3U);
}

TEST(SheetExtras, AThreadStandsForTheCommentThatRepeatsIt) {
  const Pages pages = read_with(
      "comments",
      "<comments><commentList><comment ref='B3'><text><t>[Threaded comment] 问 答</t></text>"
      "</comment><comment ref='C4'><text><t>另一条</t></text></comment></commentList></comments>",
      "threadedComment",
      "<ThreadedComments><threadedComment ref='B3'><text>问</text></threadedComment>"
      "<threadedComment ref='B3'><text>答</text></threadedComment></ThreadedComments>");
  EXPECT_EQ(pages.diagnostics.count("comment"), 3U) << messages(pages);
  EXPECT_EQ(messages(pages).find("Threaded"), std::string::npos);
}

TEST(SheetExtras, CaptionsOfControlsAreReadAndBoxesOfCommentsAreNot) {
  const Pages pages = read_with(
      "vmlDrawing",
      "<xml><shapetype/><shape><textbox><div>批注的框</div></textbox><ClientData "
      "ObjectType='Note'><Anchor>1, 2, 3, 4</Anchor></ClientData></shape><shape><textbox><div>"
      "<font>同意</font></div></textbox><ClientData ObjectType='Checkbox'><Anchor> 1, 15, 5, 2, 2, "
      "4, "
      "6, 8</Anchor></ClientData></shape></xml>");
  EXPECT_EQ(describe_blocks(pages), "# | 6:同意");
  EXPECT_EQ(pages.diagnostics.count("sheet-part-unread"), 1U) << messages(pages);
}

TEST(SheetExtras, DamageCostsOnlyWhatIsInTheDamagedPart) {
  const std::string cut_off = drawing(shape_at(0, box("标题"))).substr(0, 200);
  for (const std::string& part :
       {cut_off, std::string(), std::string("<!DOCTYPE a [<!ENTITY b 'c'>]>")}) {
    for (const std::string_view kind : {"drawing", "vmlDrawing", "comments", "threadedComment"}) {
      const Pages pages = read_with(kind, part);
      EXPECT_EQ(describe(pages), "B3=1");
      EXPECT_EQ(pages.diagnostics.count("sheet-part-unread"), 1U) << kind << messages(pages);
    }
  }
}

}  // namespace
}  // namespace jx
