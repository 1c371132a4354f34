// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "pages/pdf/pdf_reader.h"
#include "pages/pdf/test_pdf.h"
#include "pages/wire_test_support.h"

namespace jx {
namespace {

using ::testing::HasSubstr;

Pages read(std::string content, const ReadLimits& limits = {}) {
  const Document document{.name = "扫描.pdf",
                          .sha256 = {},
                          .format = Format::Pdf,
                          .bytes = TestPdf{{std::move(content)}}.bytes()};
  Pages pages;
  const PageSink sink = [&pages](Page&& page) -> Result<void> {
    pages.pages.push_back(std::move(page));
    return {};
  };
  auto diagnostics = read_pdf_pages(document, limits, sink);
  EXPECT_TRUE(diagnostics.ok()) << (diagnostics.ok() ? "" : diagnostics.error().message);
  if (diagnostics.ok()) pages.diagnostics = *std::move(diagnostics);
  check_wire(pages);
  return pages;
}

/// A picture of so many pixels, its left half black, over this part of a page of 400 by 300 points.
std::string picture(const Box& on, unsigned width = 800, unsigned height = 600) {
  std::string bits;
  for (unsigned y = 0; y < height; ++y) {
    bits += std::string(width / 16, '\0') + std::string(width / 16, '\xff');
  }
  return fmt::format("q {} 0 0 {} {} {} cm BI /W {} /H {} /CS /G /BPC 1 ID ", on.right - on.left,
                     on.bottom - on.top, on.left, 300 - on.bottom, width, height) +
         bits + " EI Q ";
}

constexpr Box kWholePage{.right = 400, .bottom = 300};

std::string words(std::string_view text, int mode = 0) {
  return fmt::format("BT {} Tr /F1 10 Tf 20 250 Td ({}) Tj ET ", mode, text);
}

int pixel_at(const Scan& scan, std::uint32_t x, std::uint32_t y) {
  return static_cast<unsigned char>(scan.pixels.at(std::size_t{y} * scan.width + x));
}

TEST(PicturePage, IsHandedOnAsAScanOfItsOwnResolution) {
  const Pages pages = read(picture(kWholePage));
  const Page& page = pages.pages.at(0);
  ASSERT_TRUE(page.scan);
  EXPECT_NEAR(page.scan->dots_per_inch, 144, 0.1);
  EXPECT_EQ(page.scan->width, 800U);
  EXPECT_EQ(page.scan->height, 600U);
  EXPECT_EQ(pixel_at(*page.scan, 10, 300), 0);
  EXPECT_EQ(pixel_at(*page.scan, 390, 300), 0);
  EXPECT_EQ(pixel_at(*page.scan, 410, 300), 255);
  EXPECT_EQ(page.drawing->width, 400);
  EXPECT_EQ(pages.diagnostics.entries().size(), 0U);
}

TEST(PicturePage, IsDrawnNeitherTooCoarseNorTooFine) {
  EXPECT_EQ(read(picture(kWholePage, 160, 120)).pages.at(0).scan->dots_per_inch, 100);
  EXPECT_EQ(read(picture(kWholePage, 3200, 2400)).pages.at(0).scan->dots_per_inch, 300);
}

TEST(PicturePage, MayComeInStrips) {
  std::string strips;
  for (int i = 0; i < 10; ++i) {
    const auto top = static_cast<float>(i * 25);
    strips += picture({.left = 20, .top = top, .right = 380, .bottom = top + 25}, 800, 48);
  }
  EXPECT_TRUE(read(words("3") + strips).pages.at(0).scan);
  // Ten times the same strip covers no page.
  std::string heap;
  for (int i = 0; i < 10; ++i) heap += picture({.right = 400, .bottom = 25}, 800, 48);
  EXPECT_FALSE(read(words("3") + heap).pages.at(0).scan);
}

TEST(PicturePage, IsNoneWhenItIsPrintedOverItsBackground) {
  const Pages pages = read(picture(kWholePage) + words("twenty characters and more"));
  EXPECT_FALSE(pages.pages.at(0).scan);
  EXPECT_EQ(pages.pages.at(0).drawing->glyphs.size(), 26U);
}

TEST(PicturePage, IsNoneWhenAFigureStandsOnIt) {
  const Pages pages = read(picture({.right = 200, .bottom = 150}) + words("Figure 3"));
  EXPECT_FALSE(pages.pages.at(0).scan);
  EXPECT_EQ(pages.diagnostics.count("page-is-picture"), 0U);
}

TEST(PicturePage, KeepsTheHiddenTextUnderIt) {
  const Pages pages = read(picture(kWholePage) + words("a layer that somebody recognised", 3));
  EXPECT_TRUE(pages.pages.at(0).scan);
  EXPECT_EQ(pages.pages.at(0).drawing->glyphs.size(), 32U);
  EXPECT_EQ(pages.diagnostics.count("hidden-text"), 1U);
}

TEST(PicturePage, TellsWhenThePictureIsTooLarge) {
  const Pages pages = read(picture(kWholePage), {.pixels = 479'999});
  EXPECT_FALSE(pages.pages.at(0).scan);
  ASSERT_EQ(pages.diagnostics.count("page-is-picture"), 1U);
  EXPECT_THAT(pages.diagnostics.entries()[0].message, HasSubstr("47 万像素"));
}

TEST(PicturePage, TellsWhenOnlyASmallPictureIsThere) {
  const Pages pages = read(picture({.right = 100, .bottom = 50}));
  EXPECT_FALSE(pages.pages.at(0).scan);
  EXPECT_EQ(pages.diagnostics.count("page-is-picture"), 1U);
}

TEST(PicturePage, LosesNothingToARedSeal) {
  const Pages pages =
      read(picture(kWholePage) + "0.9 0.1 0.1 rg 250 100 100 100 re f 0 g 280 120 20 50 re f ");
  const Page& page = pages.pages.at(0);
  ASSERT_TRUE(page.scan);
  EXPECT_GT(pixel_at(*page.scan, 520, 300), 220);
  EXPECT_EQ(pixel_at(*page.scan, 580, 300), 0);
  EXPECT_EQ(pages.diagnostics.count("red-ink-left-out"), 1U);
}

}  // namespace
}  // namespace jx
