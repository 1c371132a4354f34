// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/mark_docx.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codecs/test_zip.h"
#include "marking/test_package.h"

namespace jx {
namespace {

constexpr std::uint32_t kNoColumn = Origin::kNone;

std::string make_docx(std::string_view body, std::string_view links = "",
                      std::vector<TestZipEntry> parts = {}) {
  std::vector<TestZipEntry> entries = {
      {"[Content_Types].xml", "<Types xmlns='t'/>"},
      {"_rels/.rels",
       "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='word/document.xml'/>"
       "</Relationships>"},
      {"word/document.xml",
       fmt::format("<w:document xmlns:w='w'><w:body>{}</w:body></w:document>", body)},
      {"word/_rels/document.xml.rels", fmt::format("<Relationships>{}</Relationships>", links)}};
  for (TestZipEntry& part : parts) entries.push_back(std::move(part));
  return make_zip(entries);
}

MarkedDocument mark(const std::string& bytes, const std::vector<FileMark>& marks) {
  auto marked = mark_docx(bytes, marks);
  EXPECT_TRUE(marked.ok()) << marked.error().message;
  return std::move(marked).value_or({});
}

std::string body_of(const MarkedDocument& marked) {
  const std::string xml = part_of(marked.bytes, "word/document.xml");
  const std::size_t begin = xml.find("<w:body>") + 8;
  return xml.substr(begin, xml.find("</w:body>") - begin);
}

constexpr std::string_view kRun0 =
    "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>";

TEST(MarkDocx, ShadesACellCommentsOnItAndPutsASignInFront) {
  const std::string bytes = make_docx(
      "<w:tbl><w:tblPr><w:tblW w:w='1'/></w:tblPr><w:tblGrid><w:gridCol w:w='9'/></w:tblGrid>"
      "<w:tr><w:trPr/><w:tc><w:tcPr><w:tcW w:w='9'/><w:vAlign w:val='center'/></w:tcPr>"
      "<w:p><w:pPr/><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr>"
      "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>");
  const MarkedDocument out = mark(bytes, {mark_at(1, 0, MarkTone::Error, "改\n<这里>")});
  EXPECT_EQ(out.places, 1U);
  EXPECT_EQ(
      body_of(out),
      fmt::format(
          "<w:tbl><w:tblPr><w:tblW w:w='1'/><w:tblInd w:w=\"-400\" w:type=\"dxa\"/></w:tblPr>"
          "<w:tblGrid><w:gridCol w:w=\"400\"/><w:gridCol w:w='9'/></w:tblGrid>"
          "<w:tr><w:trPr/><w:tc><w:tcPr><w:tcW w:w=\"400\" w:type=\"dxa\"/><w:shd w:val=\"clear\" "
          "w:color=\"auto\" w:fill=\"FFC7CE\"/></w:tcPr><w:p><w:r><w:t>⚠</w:t></w:r></w:p></w:tc>"
          "<w:tc><w:tcPr><w:tcW w:w='9'/><w:shd w:val=\"clear\" w:color=\"auto\" "
          "w:fill=\"FFC7CE\"/><w:vAlign w:val='center'/></w:tcPr>"
          "<w:p><w:pPr/><w:commentRangeStart w:id=\"0\"/><w:r><w:t>甲</w:t></w:r>{}</w:p></w:tc>"
          "</w:tr><w:tr><w:tc><w:tcPr><w:tcW w:w=\"400\" w:type=\"dxa\"/></w:tcPr><w:p></w:p>"
          "</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
          kRun0));
  const std::string comments = part_of(out.bytes, "word/comments.xml");
  EXPECT_NE(comments.find("<w:comment w:id=\"0\" w:author=\"绩效审核\""), std::string::npos);
  EXPECT_NE(comments.find("改</w:t></w:r></w:p><w:p>"), std::string::npos);
  EXPECT_NE(comments.find("&lt;这里&gt;"), std::string::npos);
  EXPECT_NE(part_of(out.bytes, "[Content_Types].xml").find("/word/comments.xml"),
            std::string::npos);
  EXPECT_NE(part_of(out.bytes, "word/_rels/document.xml.rels").find("/word/comments.xml"),
            std::string::npos);
}

TEST(MarkDocx, CommentsOnParagraphsAlsoBlankOnes) {
  const std::string bytes =
      make_docx("<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p w:id='x'/><w:p><w:pPr/></w:p>");
  const MarkedDocument out = mark(bytes, {mark_at(2, kNoColumn, MarkTone::Info)});
  EXPECT_EQ(body_of(out),
            fmt::format("<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p w:id='x'>"
                        "<w:commentRangeStart w:id=\"0\"/>{}</w:p><w:p><w:pPr/></w:p>",
                        kRun0));
}

TEST(MarkDocx, FindsABlankCellByItsColumnInTheRow) {
  const std::string bytes = make_docx(
      "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>"
      "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc>"
      "<w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>");
  const std::string body = body_of(mark(bytes, {mark_at(1, 3, MarkTone::Info)}));
  EXPECT_NE(body.find("<w:tc><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"DDEBF7\"/>"
                      "</w:tcPr><w:p><w:commentRangeStart"),
            std::string::npos)
      << body;
}

TEST(MarkDocx, ReplacesTheShadeOfACell) {
  const std::string bytes = make_docx(
      "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='auto'></w:shd></w:tcPr><w:p/></w:tc></w:tr>"
      "</w:tbl>");
  const std::string body = body_of(mark(bytes, {mark_at(1, 0, MarkTone::Info)}));
  EXPECT_EQ(body.find("auto'"), std::string::npos) << body;
  EXPECT_NE(body.find("w:fill=\"DDEBF7\"/></w:tcPr>"), std::string::npos) << body;
}

TEST(MarkDocx, PutsNoSignWhereColumnsAreCounted) {
  const std::string_view bodies[] = {
      // A formula, a nested table, a row that begins further right.
      "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:instrText>=SUM(LEFT)"
      "</w:instrText></w:r></w:p></w:tc></w:tr></w:tbl>",
      "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
      "<w:tc><w:p/></w:tc></w:tr></w:tbl>",
      "<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>"
      "<w:tc><w:p/></w:tc></w:tr></w:tbl>",
      "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"};
  for (const std::string_view body : bodies) {
    const MarkedDocument out = mark(make_docx(body), {mark_at(1, kNoColumn, MarkTone::Info)});
    EXPECT_EQ(body_of(out).find("⚠"), std::string::npos) << body;
    EXPECT_EQ(out.remarks.size(), 1U) << body;
    EXPECT_EQ(out.places, 1U);
  }
}

TEST(MarkDocx, KeepsCommentsThatAreThere) {
  const std::string bytes =
      make_docx("<w:p><w:commentRangeStart w:id='6'/></w:p>",
                "<Relationship Id='c' Type='x/comments' Target='c.xml'/>",
                {{"word/c.xml",
                  "<x:comments xmlns:x='w'><x:comment x:id='4'><x:p/></x:comment></x:comments>"}});
  const MarkedDocument out = mark(bytes, {mark_at(1, kNoColumn, MarkTone::Info, "w:新")});
  const std::string comments = part_of(out.bytes, "word/c.xml");
  EXPECT_NE(comments.find("<x:comment x:id='4'><x:p/></x:comment><x:comment x:id=\"7\""),
            std::string::npos)
      << comments;
  EXPECT_NE(comments.find(">w:新</x:t>"), std::string::npos) << comments;
  EXPECT_EQ(part_of(out.bytes, "word/comments.xml"), "(none)");
}

TEST(MarkDocx, TellsMarksWithoutAPlace) {
  const MarkedDocument out = mark(make_docx("<w:p/>"), {mark_at(9, kNoColumn, MarkTone::Info)});
  EXPECT_EQ(out.places, 0U);
  EXPECT_EQ(out.unplaced, std::vector<std::size_t>{0});
}

}  // namespace
}  // namespace jx
