// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/pdf/pdf_reader.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "pages/pdf/test_pdf.h"

namespace jx {
namespace {

struct ReadPdf {
  std::vector<Page> pages;
  Diagnostics diagnostics;
};

Result<ReadPdf> read(std::string bytes, const ReadLimits& limits = {}) {
  const Document document{
      .name = "材料.pdf", .sha256 = {}, .format = Format::Pdf, .bytes = std::move(bytes)};
  ReadPdf read;
  const PageSink sink = [&read](Page&& page) -> Result<void> {
    read.pages.push_back(std::move(page));
    return {};
  };
  JX_TRY(read.diagnostics, read_pdf_pages(document, limits, sink));
  return read;
}

/// The only page's drawing.
Drawing drawing_of(std::string content, std::string page_entries = "/MediaBox [0 0 400 300]") {
  auto pdf = read(TestPdf{{std::move(content)}, std::move(page_entries)}.bytes());
  EXPECT_TRUE(pdf.ok()) << (pdf.ok() ? "" : pdf.error().message);
  return pdf.ok() ? pdf->pages.at(0).drawing.value() : Drawing{};
}

std::string words_of(const Drawing& drawing) {
  std::string words;
  for (const Glyph& glyph : drawing.glyphs) append_character(words, glyph.code);
  return words;
}

TEST(ReadPdfPages, PutsGlyphsWhereTheyAreSeenFromTheTopLeft) {
  const Drawing drawing = drawing_of("BT /F1 10 Tf 100 250 Td (Ab) Tj ET");
  EXPECT_EQ(drawing.width, 400);
  EXPECT_EQ(drawing.height, 300);
  ASSERT_EQ(words_of(drawing), "Ab");
  EXPECT_NEAR(drawing.glyphs[0].box.left, 100, 0.1);
  EXPECT_NEAR(drawing.glyphs[0].box.bottom, 52, 0.1);  // The baseline and a fifth of the size.
  EXPECT_NEAR(drawing.glyphs[0].size, 10, 0.1);
  EXPECT_NEAR(drawing.glyphs[1].box.left, drawing.glyphs[0].box.right, 0.1);
}

TEST(ReadPdfPages, TurnsARotatedPageAsAPersonSeesIt) {
  const Drawing drawing =
      drawing_of("BT /F1 10 Tf 100 250 Td (A) Tj ET", "/MediaBox [0 0 400 300] /Rotate 90");
  EXPECT_EQ(drawing.width, 300);
  EXPECT_EQ(drawing.height, 400);
  ASSERT_EQ(drawing.glyphs.size(), 1U);
  EXPECT_EQ(drawing.glyphs[0].turn, 1);
}

TEST(ReadPdfPages, CountsOutlinedBoldPrintOnce) {
  EXPECT_EQ(words_of(drawing_of("BT 2 Tr /F1 10 Tf 100 250 Td (Bold) Tj ET")), "Bold");
}

TEST(ReadPdfPages, LeavesOutWhatIsClippedOrBesideThePage) {
  const Drawing drawing = drawing_of(
      "q 0 0 50 300 re W n BT /F1 10 Tf 100 250 Td (cut) Tj ET Q "
      "BT /F1 10 Tf 900 250 Td (away) Tj ET BT /F1 10 Tf 100 200 Td (here) Tj ET");
  EXPECT_EQ(words_of(drawing), "here");
}

TEST(ReadPdfPages, TakesStrokesThinAreasAndFramesForRulings) {
  const Drawing drawing = drawing_of(
      "1 w 50 100 m 350 100 l S "  // A stroke.
      "50 200 300 0.5 re f "       // A thin area.
      "100 20 100 50 re S "        // A frame: four sides.
      "10 10 20 20 re f "          // A patch of colour: none.
      "0 0 m 300 250 l S");        // A slanted stroke: none.
  EXPECT_EQ(drawing.rulings.size(), 6U);
  EXPECT_TRUE(drawing.rulings[0].horizontal);
  EXPECT_NEAR(drawing.rulings[0].at, 200, 0.1);
  EXPECT_NEAR(drawing.rulings[0].from, 50, 0.1);
  EXPECT_NEAR(drawing.rulings[0].to, 350, 0.1);
  EXPECT_NEAR(drawing.rulings[1].at, 99.75, 0.1);
}

TEST(ReadPdfPages, LeavesOutWhatReachesKilometresBeyondThePage) {
  EXPECT_TRUE(drawing_of("1000000000 w 50 100 m 350 100 l S").rulings.empty());
  // Their middle is on the page.
  EXPECT_TRUE(drawing_of("BT /F1 10000000 Tf -3335000 -2999850 Td (A) Tj ET").glyphs.empty());
}

TEST(ReadPdfPages, TakesHalfACharacterForAnUnknownOne) {
  TestPdf pdf{{"BT /F1 10 Tf 100 250 Td (AB) Tj ET"}};
  pdf.font =
      "<< /Type /Font /Subtype /Type1 /BaseFont /Odd /Encoding << /Differences [65 /uniD800] >> >>";
  const auto halves = read(pdf.bytes());
  ASSERT_TRUE(halves.ok()) << halves.error().message;
  EXPECT_EQ(halves->pages[0].drawing->glyphs.at(0).code, kReplacementCharacter);
}

TEST(ReadPdfPages, KeepsSlantedTextApartAsAWatermark) {
  const auto pdf = read(TestPdf{
      {"BT /F1 20 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET BT /F1 10 Tf 9 9 Td (x) Tj ET"}}
                            .bytes());
  ASSERT_TRUE(pdf.ok());
  EXPECT_EQ(words_of(*pdf->pages[0].drawing), "x");
  ASSERT_EQ(pdf->diagnostics.count("slanted-text"), 1U);
  EXPECT_TRUE(contains(pdf->diagnostics.entries()[0].message, "DRAFT"));
}

TEST(ReadPdfPages, SaysHowMuchSlantedTextThereIsWhenItRepeatsOnlyTheBeginning) {
  const std::string words(100, 'W');
  const auto pdf =
      read(TestPdf{{"BT /F1 1 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (" + words + ") Tj ET"}}.bytes());
  ASSERT_TRUE(pdf.ok());
  ASSERT_EQ(pdf->diagnostics.count("slanted-text"), 1U);
  const std::string& message = pdf->diagnostics.entries()[0].message;
  EXPECT_TRUE(contains(message, std::string(60, 'W') + "”……等 100 个字")) << message;
}

TEST(ReadPdfPages, ReadsHiddenTextOnlyWhereNothingElseIsPrinted) {
  const std::string hidden = "BT 3 Tr /F1 10 Tf 100 250 Td (layer) Tj ET ";
  const auto scan = read(TestPdf{{hidden}}.bytes());
  ASSERT_TRUE(scan.ok());
  EXPECT_EQ(words_of(*scan->pages[0].drawing), "layer");
  EXPECT_EQ(scan->diagnostics.count("hidden-text"), 1U);
  const auto print = read(TestPdf{{hidden + "BT 0 Tr /F1 10 Tf 100 200 Td (print) Tj ET"}}.bytes());
  ASSERT_TRUE(print.ok());
  EXPECT_EQ(words_of(*print->pages[0].drawing), "print");
  EXPECT_EQ(print->diagnostics.count("hidden-text-left-out"), 1U);
}

TEST(ReadPdfPages, TellsHowMuchStandsBesideThePage) {
  const auto pdf = read(TestPdf{{"BT /F1 10 Tf 900 250 Td (away) Tj ET"}}.bytes());
  ASSERT_TRUE(pdf.ok());
  ASSERT_EQ(pdf->diagnostics.count("text-outside"), 1U);
  EXPECT_TRUE(contains(pdf->diagnostics.entries()[0].message, "4 个字"));
}

TEST(ReadPdfPages, GivesEveryPageItsNumber) {
  const auto pdf =
      read(TestPdf{{"BT /F1 9 Tf 9 9 Td (a) Tj ET", "BT /F1 9 Tf 9 9 Td (b) Tj ET"}}.bytes());
  ASSERT_TRUE(pdf.ok());
  ASSERT_EQ(pdf->pages.size(), 2U);
  EXPECT_EQ(pdf->pages[1].number, 2U);
  EXPECT_EQ(words_of(*pdf->pages[1].drawing), "b");
}

TEST(ReadPdfPages, RefusesWhatIsNoPdfInside) {
  const auto junk = read("%PDF-1.7\njunk");
  ASSERT_FALSE(junk.ok());
  EXPECT_EQ(junk.error().code, ErrorCode::Malformed);
  EXPECT_TRUE(contains(junk.error().message, "材料.pdf")) << junk.error().message;
}

TEST(ReadPdfPages, RefusesMorePagesThanTheLimit) {
  const auto pdf = read(TestPdf{{"n", "n", "n"}}.bytes(), {.pages = 2});
  ASSERT_FALSE(pdf.ok());
  EXPECT_EQ(pdf.error().code, ErrorCode::LimitExceeded);
  EXPECT_TRUE(contains(pdf.error().message, "3 页")) << pdf.error().message;
}

TEST(ReadPdfPages, DoesNotBelieveAClaimOfAMillionPages) {
  std::string bytes = TestPdf{{"n"}}.bytes();
  bytes = replaced(bytes, "/Count 1", "/Count 1279699");
  const auto pdf = read(std::move(bytes));
  ASSERT_FALSE(pdf.ok());
  EXPECT_EQ(pdf.error().code, ErrorCode::LimitExceeded);
}

TEST(ReadPdfPages, RefusesCharactersThatCannotBeTold) {
  // Names of glyphs that say nothing, and no table of characters: what subset fonts may look like.
  std::string names;
  for (int i = 0; i < 26; ++i) names += fmt::format("/g{} ", 301 + i);
  TestPdf pdf{{"BT /F1 10 Tf 10 250 Td (ABCDEFGHIJKLMNOPQRSTUVWXYZ) Tj ET"}};
  pdf.font = "<< /Type /Font /Subtype /Type1 /BaseFont /Odd /Encoding << /Differences [65 " +
             names + "] >> >>";
  const auto refused = read(pdf.bytes());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::Malformed);
  EXPECT_TRUE(contains(refused.error().message, "26 个字里有 26 个认不出"))
      << refused.error().message;
}

TEST(ReadPdfPages, GivesUpWhenTheTakerOfPagesDoes) {
  const Document document{
      .name = "a.pdf", .sha256 = {}, .format = Format::Pdf, .bytes = TestPdf{{"n", "n"}}.bytes()};
  std::size_t taken = 0;
  const PageSink full = [&taken](Page&&) -> Result<void> {
    ++taken;
    return Error{ErrorCode::LimitExceeded, "够了"};
  };
  const auto read = read_pdf_pages(document, {}, full);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().message, "够了");
  EXPECT_EQ(taken, 1U);
}

}  // namespace
}  // namespace jx
