// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ofd/ofd_reader.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "codecs/test_zip.h"

namespace jx {
namespace {

constexpr float kPoints = 72.0F / 25.4F;

struct Read {
  std::vector<Drawing> pages;
  Diagnostics diagnostics;
};

Result<Read> try_read(const std::vector<TestZipEntry>& parts, const ReadLimits& limits = {}) {
  const Document document{
      .name = "文件.ofd", .sha256 = {}, .format = Format::Ofd, .bytes = make_zip(parts)};
  Read read;
  const PageSink sink = [&](Page&& page) -> Result<void> {
    EXPECT_EQ(page.number, read.pages.size() + 1);
    read.pages.push_back(*std::move(page.drawing));
    return {};
  };
  JX_TRY(read.diagnostics, read_ofd_pages(document, limits, sink));
  return read;
}

constexpr std::string_view kMain =
    "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml"
    "</ofd:DocRoot></ofd:DocBody></ofd:OFD>";

std::string document_of(std::string_view common, std::string_view pages,
                        std::string_view rest = "") {
  return "<Document><CommonData><PageArea><PhysicalBox>0 0 100 50</PhysicalBox></PageArea>" +
         std::string(common) + "</CommonData><Pages>" + std::string(pages) + "</Pages>" +
         std::string(rest) + "</Document>";
}

std::string page_of(std::string_view objects, std::string_view head = "") {
  return "<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'>" + std::string(head) +
         "<ofd:Content><ofd:Layer>" + std::string(objects) +
         "</ofd:Layer></ofd:Content></ofd:Page>";
}

std::string text_object(std::string_view attributes, std::string_view codes) {
  return "<TextObject Size='4' " + std::string(attributes) + ">" + std::string(codes) +
         "</TextObject>";
}

/// A document of one page with these objects.
Read read_objects(std::string_view objects) {
  return try_read({{"OFD.xml", std::string(kMain)},
                   {"Doc_0/Document.xml", document_of("", "<Page ID='1' BaseLoc='P.xml'/>")},
                   {"Doc_0/P.xml", page_of(objects)}})
      .value();
}

std::string words_of(const Drawing& drawing) {
  std::string words;
  for (const Glyph& glyph : drawing.glyphs) append_character(words, glyph.code);
  return words;
}

std::vector<std::string> codes(const Diagnostics& diagnostics) {
  std::vector<std::string> codes;
  for (const Diagnostic& entry : diagnostics.entries()) codes.push_back(entry.code);
  return codes;
}

using Codes = std::vector<std::string>;

TEST(ReadOfd, PlacesEachCharacterInPointsFromTheTopLeft) {
  const Read read = read_objects(
      text_object("Boundary='10 20 30 8'", "<TextCode X='1' Y='5' DeltaX='4 6'>目a标</TextCode>"));
  const Drawing& page = read.pages.at(0);
  EXPECT_FLOAT_EQ(page.width, 100 * kPoints);
  EXPECT_FLOAT_EQ(page.height, 50 * kPoints);
  ASSERT_EQ(words_of(page), "目a标");
  EXPECT_NEAR(page.glyphs[0].box.left, 11 * kPoints, 0.01);
  EXPECT_NEAR(page.glyphs[0].box.right, 15 * kPoints, 0.01);
  EXPECT_NEAR(page.glyphs[0].box.top, (25 - 4 * 0.8) * kPoints, 0.01);
  EXPECT_NEAR(page.glyphs[0].box.bottom, (25 + 4 * 0.2) * kPoints, 0.01);
  EXPECT_NEAR(page.glyphs[0].size, 4 * kPoints, 0.01);
  EXPECT_NEAR(page.glyphs[1].box.right, 17 * kPoints, 0.01) << "half as wide as a Chinese one";
  EXPECT_NEAR(page.glyphs[2].box.left, 21 * kPoints, 0.01);
  EXPECT_TRUE(read.diagnostics.empty());
}

TEST(ReadOfd, RepeatsDeltasAndGoesOnWithoutThem) {
  const Read read = read_objects(text_object(
      "Boundary='0 0 90 8'", "<TextCode X='0' Y='5' DeltaX='g 3 5 1'>一二三四五六七</TextCode>"));
  const std::vector<Glyph>& glyphs = read.pages.at(0).glyphs;
  const float lefts[] = {0, 5, 10, 15, 16, 20, 24};
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_NEAR(glyphs[i].box.left, lefts[i] * kPoints, 0.01) << i;
  }
}

TEST(ReadOfd, GivesMonospacedLettersTheirWholeStep) {
  const Read read = read_objects(
      text_object("Boundary='0 0 90 8'", "<TextCode X='0' Y='5' DeltaX='g 3 4'>2021</TextCode>"));
  for (const Glyph& glyph : read.pages.at(0).glyphs) {
    EXPECT_NEAR(glyph.box.right - glyph.box.left, 4 * kPoints, 0.01);
  }
}

TEST(ReadOfd, LetsALaterTextCodeBeginWhereTheOneBeforeDid) {
  const Read read = read_objects(text_object(
      "Boundary='0 0 90 20'", "<TextCode X='3' Y='5'>一</TextCode><TextCode Y='11'>二</TextCode>"));
  EXPECT_NEAR(read.pages.at(0).glyphs[1].box.left, 3 * kPoints, 0.01);
}

std::string clips(std::string_view flag, std::string_view areas) {
  return "<Clips" + std::string(flag) + "><Clip>" + std::string(areas) + "</Clip></Clips>";
}

std::string rectangle(std::string_view boundary, std::string_view data) {
  return "<Area><Path Boundary='" + std::string(boundary) + "'><AbbreviatedData>" +
         std::string(data) + "</AbbreviatedData></Path></Area>";
}

TEST(ReadOfd, LeavesOutWhatAClipHides) {
  // Two of the four characters stand inside.
  const std::string half = rectangle("0 0 8 8", "M 0 0 L 8 0 L 8 8 L 0 8 C");
  const std::string words = "<TextCode X='0' Y='5' DeltaX='g 3 4'>一二三四</TextCode>";
  const Read read = read_objects(text_object("Boundary='10 10 30 8'", clips("", half) + words));
  EXPECT_EQ(words_of(read.pages.at(0)), "一二");
  EXPECT_EQ(codes(read.diagnostics), Codes{"text-outside"});
  // Of a text twice as large the clip is as large as before with TransFlag="false".
  const std::string large = "Boundary='10 10 60 16' CTM='2 0 0 2 0 0'";
  const Read inside = read_objects(text_object(large, clips("", half) + words));
  EXPECT_EQ(words_of(inside.pages.at(0)), "一二");
  const Read outside = read_objects(text_object(large, clips(" TransFlag='false'", half) + words));
  EXPECT_EQ(words_of(outside.pages.at(0)), "一");
}

TEST(ReadOfd, ShowsWhatAnyAreaOfAClipShows) {
  const std::string words = "<TextCode X='0' Y='5' DeltaX='g 3 4'>一二三四</TextCode>";
  const std::string sides = rectangle("0 0 4 8", "M 0 0 L 4 0 L 4 8 L 0 8 C") +
                            rectangle("12 0 4 8", "M 0 0 L 4 0 L 4 8 L 0 8 C");
  const Read all = read_objects(text_object("Boundary='0 0 30 8'", clips("", sides) + words));
  EXPECT_EQ(words_of(all.pages.at(0)), "一二三四") << "the rectangle around both";
  const std::string round = rectangle("0 0 16 8", "M 8 0 A 4 4 0 1 1 8 8 A 4 4 0 1 1 8 0 C");
  const Read circle = read_objects(text_object("Boundary='0 0 30 8'", clips("", round) + words));
  EXPECT_EQ(words_of(circle.pages.at(0)), "一二三四") << "curves reach beyond their ends";
  const std::string flat = rectangle("0 0 0.5 0", "M 0 0 L 0.5 0 L 0.5 0 L 0 0 C");
  for (const std::string_view strange :
       {std::string_view(flat), std::string_view("<Area/>"),
        std::string_view("<Area><Text/></Area>"), std::string_view(""),
        std::string_view("<Area><Path/></Area>")}) {
    const Read read = read_objects(text_object("Boundary='0 0 30 8'", clips("", strange) + words));
    EXPECT_EQ(words_of(read.pages.at(0)), "一二三四") << strange;
    EXPECT_TRUE(read.diagnostics.empty());
  }
}

TEST(ReadOfd, CutsRulingsAndPicturesAtAClip) {
  const std::string half = clips("", rectangle("0 0 20 8", "M 0 0 L 20 0 L 20 8 L 0 8 C"));
  const Read read = read_objects(
      "<PathObject Boundary='10 10 40 40'>" + half +
      "<AbbreviatedData>M 0 4 L 40 4 M 0 12 L 40 12 M 30 0 L 30 8</AbbreviatedData></PathObject>"
      "<ImageObject ResourceID='1' Boundary='10 10 40 40'>" +
      half + "</ImageObject>");
  const Drawing& page = read.pages.at(0);
  ASSERT_EQ(page.rulings.size(), 1U);
  EXPECT_NEAR(page.rulings[0].from, 10 * kPoints, 0.01);
  EXPECT_NEAR(page.rulings[0].to, 30 * kPoints, 0.01);
  ASSERT_EQ(page.pictures.size(), 1U);
  EXPECT_NEAR(page.pictures[0].right, 30 * kPoints, 0.01);
  EXPECT_NEAR(page.pictures[0].bottom, 18 * kPoints, 0.01);
}

TEST(ReadOfd, TakesCharactersNotGlyphNumbers) {
  const Read read = read_objects(
      text_object("Boundary='0 0 90 8'",
                  "<CGTransform CodePosition='0' CodeCount='2' GlyphCount='1'><Glyphs>17</Glyphs>"
                  "</CGTransform><TextCode X='0' Y='5' DeltaX='4'>ﬁ值</TextCode>"));
  EXPECT_EQ(words_of(read.pages.at(0)), "ﬁ值");
}

TEST(ReadOfd, TurnsTextByItsMatrix) {
  const Read read =
      read_objects(text_object("Boundary='50 10 8 30' CTM='0 1 -1 0 0 0'",
                               "<TextCode X='0' Y='0' DeltaX='4'>向下</TextCode>") +
                   text_object("Boundary='10 10 8 30' ReadDirection='90' CharDirection='0'",
                               "<TextCode X='0' Y='4' DeltaY='4'>竖排</TextCode>"));
  const std::vector<Glyph>& glyphs = read.pages.at(0).glyphs;
  EXPECT_EQ(glyphs[0].turn, 1);
  EXPECT_NEAR(glyphs[1].box.top - glyphs[0].box.top, 4 * kPoints, 0.01);
  EXPECT_EQ(glyphs[2].turn, 0);
  EXPECT_NEAR(glyphs[3].box.top - glyphs[2].box.top, 4 * kPoints, 0.01);
}

TEST(ReadOfd, TellsSlantedTextInsteadOfDrawingIt) {
  const Read read = read_objects(text_object("Boundary='0 0 90 30' CTM='0.7 0.7 -0.7 0.7 0 0'",
                                             "<TextCode X='0' Y='0'>内部</TextCode>"));
  EXPECT_TRUE(read.pages.at(0).glyphs.empty());
  ASSERT_EQ(codes(read.diagnostics), Codes{"slanted-text"});
  EXPECT_TRUE(contains(read.diagnostics.entries()[0].message, "内部"));
}

TEST(ReadOfd, TakesStraightStrokesAndThinAreasForRulings) {
  const Read read = read_objects(
      "<PathObject Boundary='10 20 50 0.2' LineWidth='0.5'><AbbreviatedData>M 0 0.1 L 50 0.1"
      "</AbbreviatedData></PathObject>"
      "<PathObject Boundary='10 20 1 20' Stroke='false' Fill='true'><AbbreviatedData>"
      "M 0 0 L 0.4 0 L 0.4 20 L 0 20 C</AbbreviatedData></PathObject>"
      "<PathObject Boundary='60 5 20 20'><AbbreviatedData>M 0 0 L 20 0 L 20 10 L 0 10 C"
      "</AbbreviatedData></PathObject>"
      "<PathObject Boundary='0 0 90 40' Stroke='false' Fill='true'><AbbreviatedData>"
      "M 0 0 L 90 0 L 90 40 L 0 40 C</AbbreviatedData></PathObject>"
      "<PathObject Boundary='0 0 9 9'><AbbreviatedData>M 0 0 B 1 1 2 2 9 0 L 5 5</AbbreviatedData>"
      "</PathObject>"
      "<PathObject Boundary='0 0 90 9'><StrokeColor Alpha='0'/><AbbreviatedData>M 0 0 L 90 0"
      "</AbbreviatedData></PathObject>");
  const std::vector<Ruling>& rulings = read.pages.at(0).rulings;
  ASSERT_EQ(rulings.size(), 6U) << "a line, a thin area, the four sides of a frame";
  EXPECT_TRUE(rulings[0].horizontal);
  EXPECT_NEAR(rulings[0].at, 20.1F * kPoints, 0.01);
  EXPECT_NEAR(rulings[0].from, 10 * kPoints, 0.01);
  EXPECT_NEAR(rulings[0].to, 60 * kPoints, 0.01);
  EXPECT_NEAR(rulings[0].thickness, 0.5F * kPoints, 0.01);
  EXPECT_FALSE(rulings[1].horizontal);
  EXPECT_NEAR(rulings[1].at, 10.2F * kPoints, 0.01);
  EXPECT_NEAR(rulings[1].thickness, 0.4F * kPoints, 0.01);
}

TEST(ReadOfd, ReportsPicturesByTheirBox) {
  const Read read =
      read_objects("<ImageObject Boundary='10 10 20 5' CTM='20 0 0 5 0 0' ResourceID='9'/>");
  ASSERT_EQ(read.pages.at(0).pictures.size(), 1U);
  EXPECT_NEAR(read.pages.at(0).pictures[0].right, 30 * kPoints, 0.01);
}

TEST(ReadOfd, DrawsTemplatesBehindAndInFrontAndAnnotationsLast) {
  const auto read = try_read(
      {{"OFD.xml", std::string(kMain)},
       {"Doc_0/Document.xml",
        document_of("<TemplatePage ID='7' BaseLoc='Tpls/T.xml'/>"
                    "<TemplatePage ID='8' ZOrder='Foreground' BaseLoc='/Doc_0/Tpls/F.xml'/>",
                    "<Page ID='1' BaseLoc='Pages/P.xml'/>",
                    "<Annotations>Annots/A.xml</Annotations>")},
       {"Doc_0/Tpls/T.xml", page_of(text_object("", "<TextCode X='0' Y='0'>底</TextCode>"))},
       {"Doc_0/Tpls/F.xml", page_of(text_object("", "<TextCode X='0' Y='0'>面</TextCode>"))},
       {"Doc_0/Pages/P.xml",
        page_of(
            "<PageBlock>" + text_object("", "<TextCode X='0' Y='0'>页</TextCode>") + "</PageBlock>",
            "<Area><PhysicalBox>5 5 60 60</PhysicalBox></Area><Template TemplateID='8'/>"
            "<Template TemplateID='7'/>")},
       {"Doc_0/Annots/A.xml",
        "<Annotations><Page PageID='1'><FileLoc>Page_0/B.xml</FileLoc></Page></Annotations>"},
       {"Doc_0/Annots/Page_0/B.xml",
        "<PageAnnot><Annot Type='Stamp'><Appearance Boundary='10 10 5 5'>" +
            text_object("", "<TextCode X='0' Y='0'>注</TextCode>") +
            "</Appearance></Annot></PageAnnot>"}});
  ASSERT_TRUE(read.ok()) << read.error().message;
  const Drawing& page = read->pages.at(0);
  EXPECT_EQ(words_of(page), "底页面注");
  EXPECT_NEAR(page.width, 60 * kPoints, 0.01) << "the page's own area";
  EXPECT_NEAR(page.glyphs[3].box.left, 5 * kPoints, 0.01) << "10 from an edge at 5";
  EXPECT_TRUE(read->diagnostics.empty());
}

TEST(ReadOfd, DrawsCompositeUnitsAsOftenAsTheyAreUsed) {
  const auto read = try_read(
      {{"OFD.xml", std::string(kMain)},
       {"Doc_0/Document.xml",
        document_of("<DocumentRes>Res.xml</DocumentRes>", "<Page ID='1' BaseLoc='P.xml'/>")},
       {"Doc_0/Res.xml",
        "<Res><CompositeGraphicUnits><CompositeGraphicUnit ID='3'><Content>" +
            text_object("Boundary='10 10 5 5'", "<TextCode X='0' Y='0'>元</TextCode>") +
            "</Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>"},
       {"Doc_0/P.xml",
        page_of("<CompositeObject ResourceID='3' Boundary='20 0 9 9' CTM='0.5 0 0 0.5 0 0'/>"
                "<CompositeObject ResourceID='3'/><CompositeObject ResourceID='4'/>")}});
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(words_of(read->pages.at(0)), "元元");
  EXPECT_NEAR(read->pages[0].glyphs[0].box.left, 25 * kPoints, 0.01);
  EXPECT_EQ(codes(read->diagnostics), Codes{"part-unreadable"});
}

TEST(ReadOfd, EndsUnitsThatHoldThemselves) {
  const auto read = try_read({{"OFD.xml", std::string(kMain)},
                              {"Doc_0/Document.xml", document_of("<PublicRes>Res.xml</PublicRes>",
                                                                 "<Page ID='1' BaseLoc='P.xml'/>")},
                              {"Doc_0/Res.xml",
                               "<Res><CompositeGraphicUnits><CompositeGraphicUnit ID='3'><Content>"
                               "<CompositeObject ResourceID='3'/><CompositeObject ResourceID='3'/>"
                               "</Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>"},
                              {"Doc_0/P.xml", page_of("<CompositeObject ResourceID='3'/>")}});
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(codes(read->diagnostics), Codes{"page-truncated"});
}

TEST(ReadOfd, ReadsSeveralDocumentsOnePageAfterTheOther) {
  const std::string document = document_of("", "<Page ID='1' BaseLoc='P.xml'/>");
  const auto read = try_read({{"OFD.xml",
                               "<OFD><DocBody><DocRoot>/A/Document.xml</DocRoot></DocBody>"
                               "<DocBody><DocRoot>B\\Document.xml</DocRoot></DocBody></OFD>"},
                              {"A/Document.xml", document},
                              {"A/P.xml", page_of(text_object("", "<TextCode>甲</TextCode>"))},
                              {"B/Document.xml", document},
                              {"B/P.xml", page_of(text_object("", "<TextCode>乙</TextCode>"))}});
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->pages.size(), 2U);
  EXPECT_EQ(words_of(read->pages[1]), "乙");
}

TEST(ReadOfd, ReportsSignaturesAttachmentsAndHiddenObjects) {
  const auto read = try_read(
      {{"OFD.xml",
        "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot>"
        "<Signatures>Doc_0/Signs/S.xml</Signatures></DocBody></OFD>"},
       {"Doc_0/Signs/S.xml",
        "<Signatures><MaxSignId>1</MaxSignId><Signature ID='1'/></Signatures>"},
       {"Doc_0/Document.xml",
        document_of("", "<Page ID='1' BaseLoc='P.xml'/>", "<Attachments>At.xml</Attachments>")},
       {"Doc_0/At.xml", "<Attachments><Attachment ID='1' Name='明细.xlsx'/></Attachments>"},
       {"Doc_0/P.xml", page_of(text_object("Visible='false'", "<TextCode>暗</TextCode>") +
                               text_object("", "<TextCode>明</TextCode>"))}});
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(words_of(read->pages.at(0)), "明");
  EXPECT_EQ(codes(read->diagnostics), (Codes{"signatures", "attachment", "hidden-content"}));
}

TEST(ReadOfd, GoesOnWithoutAPageThatIsMissing) {
  const auto read =
      try_read({{"OFD.xml", std::string(kMain)},
                {"Doc_0/Document.xml",
                 document_of("", "<Page ID='1' BaseLoc='P.xml'/><Page ID='2' BaseLoc='Q.xml'/>")},
                {"Doc_0/P.xml", page_of(text_object("", "<TextCode>甲</TextCode>"))}});
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->pages.size(), 1U);
  ASSERT_EQ(codes(read->diagnostics), Codes{"page-unreadable"});
  EXPECT_EQ(read->diagnostics.entries()[0].origin.page, 2U);
}

TEST(ReadOfd, RefusesWhatHasNoPageToRead) {
  const std::vector<TestZipEntry> cases[] = {
      {{"a.txt", "x"}},
      {{"OFD.xml", "<OFD/>"}},
      {{"OFD.xml", "<OFD>"}},
      {{"OFD.xml", std::string(kMain)}},
      {{"OFD.xml", std::string(kMain)},
       {"Doc_0/Document.xml", document_of("", "<Page ID='1' BaseLoc='P.xml'/>")}}};
  for (const auto& parts : cases) {
    const auto read = try_read(parts);
    ASSERT_FALSE(read.ok());
    EXPECT_FALSE(read.error().message.empty());
  }
}

TEST(ReadOfd, SaysThatAFileIsEncrypted) {
  const auto read = try_read({{"OFD.xml", "\x01\x02"}, {"Encryptions.xml", "<Encryptions/>"}});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::Unsupported);
  EXPECT_TRUE(contains(read.error().message, "加密")) << read.error().message;
}

TEST(ReadOfd, RefusesMoreCharactersThanTheLimit) {
  const auto read =
      try_read({{"OFD.xml", std::string(kMain)},
                {"Doc_0/Document.xml", document_of("", "<Page ID='1' BaseLoc='P.xml'/>")},
                {"Doc_0/P.xml",
                 page_of(text_object("", "<TextCode DeltaX='g 999999999 4'>一二三</TextCode>"))}},
               {.cells = 2});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::LimitExceeded);
}

TEST(ReadOfd, PassesOverNonsenseCoordinates) {
  const Read read = read_objects(
      text_object("Boundary='a b' CTM='1 0'", "<TextCode X='1e999' Y='nan'>字</TextCode>") +
      "<PathObject Boundary='0 0 1e300 2'><AbbreviatedData>M 0 L x 5 Z</AbbreviatedData>"
      "</PathObject>");
  EXPECT_EQ(words_of(read.pages.at(0)), "字");
  EXPECT_TRUE(std::isfinite(read.pages[0].glyphs[0].box.right));
}

TEST(ReadOfd, LeavesOutWhatReachesKilometresBeyondThePage) {
  const Read read = read_objects(
      "<TextObject ID='3' Size='900000' Boundary='-300000 -800000 900000 900000'>"
      "<TextCode X='0' Y='900000'>字</TextCode></TextObject>"
      "<PathObject Boundary='0 0 100 100' LineWidth='900000'>"
      "<AbbreviatedData>M 0 10 L 90 10</AbbreviatedData></PathObject>");
  EXPECT_EQ(words_of(read.pages.at(0)), "");
  EXPECT_TRUE(read.pages[0].rulings.empty());
}

}  // namespace
}  // namespace jx
