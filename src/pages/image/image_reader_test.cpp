// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/image/image_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "pages/image/test_pictures.h"
#include "pages/wire_test_support.h"

namespace jx {
namespace {

using ::testing::HasSubstr;

constexpr Colour kBlack{0, 0, 0};
constexpr Colour kRed{230, 20, 30};

Result<Pages> read(std::string bytes, const ReadLimits& limits = {}) {
  const Document document{
      .name = "扫描.png", .sha256 = {}, .format = Format::Image, .bytes = std::move(bytes)};
  Pages pages;
  const PageSink sink = [&pages](Page&& page) -> Result<void> {
    pages.pages.push_back(std::move(page));
    return {};
  };
  JX_TRY(pages.diagnostics, read_image_pages(document, limits, sink));
  check_wire(pages);
  return pages;
}

std::string fixture(const char* name) {
  const auto path = std::filesystem::path(JX_SOURCE_DIR) / "fuzz/corpus/image_fuzz" / name;
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

int pixel_at(const Page& page, std::uint32_t x, std::uint32_t y) {
  return static_cast<unsigned char>(page.scan->pixels.at(std::size_t{y} * page.scan->width + x));
}

/// Black on the left half.
TestPicture half_black(std::uint32_t width, std::uint32_t height) {
  return {width, height, 200,
          [width](std::uint32_t x, std::uint32_t) { return x < width / 2 ? kBlack : Colour{}; }};
}

std::string error_of(const Result<Pages>& pages) {
  return pages.ok() ? "(none)" : pages.error().message;
}

TEST(ReadImagePages, GivesAPageThatIsNothingButItsPicture) {
  const auto pages = read(half_black(800, 600).bmp());
  ASSERT_TRUE(pages.ok()) << error_of(pages);
  ASSERT_EQ(pages->pages.size(), 1U);
  const Page& page = pages->pages[0];
  ASSERT_TRUE(page.drawing && page.scan);
  EXPECT_EQ(page.scan->width, 800U);
  EXPECT_EQ(page.scan->height, 600U);
  EXPECT_EQ(page.scan->dots_per_inch, 200);
  EXPECT_NEAR(page.drawing->width, 288, 0.1);
  EXPECT_NEAR(page.drawing->height, 216, 0.1);
  ASSERT_EQ(page.drawing->pictures.size(), 1U);
  EXPECT_EQ(page.drawing->pictures[0].right, page.drawing->width);
  EXPECT_EQ(pixel_at(page, 0, 0), 0);
  EXPECT_EQ(pixel_at(page, 399, 599), 0);
  EXPECT_EQ(pixel_at(page, 400, 599), 255);
  EXPECT_EQ(pages->diagnostics.entries().size(), 0U);
}

TEST(ReadImagePages, SeesBlackTextUnderARedSealAndTellsOfTheSeal) {
  const TestPicture sealed{800, 600, 200, [](std::uint32_t x, std::uint32_t y) {
                             if (y == 300) return kBlack;
                             return x > 700 ? kRed : Colour{};
                           }};
  const auto pages = read(sealed.bmp());
  ASSERT_TRUE(pages.ok()) << error_of(pages);
  EXPECT_EQ(pixel_at(pages->pages[0], 750, 300), 0);
  EXPECT_GT(pixel_at(pages->pages[0], 750, 200), 220);
  EXPECT_EQ(pages->diagnostics.count("red-ink-left-out"), 1U);
}

TEST(ReadImagePages, ReadsEveryPictureOfATiff) {
  const auto pages = read(tiff_of({half_black(600, 400), half_black(500, 700)}));
  ASSERT_TRUE(pages.ok()) << error_of(pages);
  ASSERT_EQ(pages->pages.size(), 2U);
  EXPECT_EQ(pages->pages[1].number, 2U);
  EXPECT_EQ(pages->pages[1].scan->width, 500U);
  EXPECT_EQ(pages->pages[1].scan->dots_per_inch, 200);
  EXPECT_EQ(pixel_at(pages->pages[1], 249, 0), 0);
  EXPECT_EQ(pixel_at(pages->pages[1], 250, 0), 255);
}

TEST(ReadImagePages, PutsTransparencyOnWhite) {
  const auto pages = read(fixture("transparent.png"));
  ASSERT_TRUE(pages.ok()) << error_of(pages);
  EXPECT_EQ(pixel_at(pages->pages[0], 0, 0), 255);
  EXPECT_EQ(pixel_at(pages->pages[0], pages->pages[0].scan->width - 1, 0), 0);
}

TEST(ReadImagePages, ReadsJpegAndGif) {
  for (const char* const name : {"grey.jpg", "two_colours.gif"}) {
    const auto pages = read(fixture(name));
    ASSERT_TRUE(pages.ok()) << name << error_of(pages);
    const Scan& scan = *pages->pages[0].scan;
    EXPECT_LT(pixel_at(pages->pages[0], 2, 2), 20) << name;
    EXPECT_GT(pixel_at(pages->pages[0], scan.width - 2, 2), 235) << name;
  }
}

TEST(ReadImagePages, TurnsAPhotographAsTheCameraSays) {
  const auto lying = read(fixture("lying.jpg"));
  const auto standing = read(fixture("grey.jpg"));
  ASSERT_TRUE(lying.ok() && standing.ok());
  EXPECT_EQ(lying->pages[0].scan->width, standing->pages[0].scan->height);
  EXPECT_EQ(lying->pages[0].scan->height, standing->pages[0].scan->width);
  // A quarter to the right: what was on the left is above.
  EXPECT_LT(pixel_at(lying->pages[0], 2, 2), 20);
  EXPECT_LT(pixel_at(lying->pages[0], lying->pages[0].scan->width - 2, 2), 20);
  EXPECT_GT(pixel_at(lying->pages[0], 2, lying->pages[0].scan->height - 2), 235);
}

TEST(ReadImagePages, MakesAFinePictureSmaller) {
  TestPicture fine = half_black(1600, 1200);
  fine.dots = 600;
  const auto pages = read(fine.bmp());
  ASSERT_TRUE(pages.ok()) << error_of(pages);
  EXPECT_EQ(pages->pages[0].scan->width, 800U);
  EXPECT_EQ(pages->pages[0].scan->dots_per_inch, 300);
  EXPECT_EQ(pixel_at(pages->pages[0], 100, 100), 0);
  EXPECT_EQ(pixel_at(pages->pages[0], 700, 100), 255);
}

TEST(ReadImagePages, RefusesTooManyPixelsBeforeDecodingThem) {
  const auto pages = read(half_black(800, 600).bmp(), {.pixels = 479'999});
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  EXPECT_THAT(pages.error().message, HasSubstr("800 × 600 像素"));
  const auto claimed = read(fixture("claims_30000.png"));
  ASSERT_FALSE(claimed.ok());
  EXPECT_EQ(claimed.error().code, ErrorCode::LimitExceeded);
  EXPECT_THAT(claimed.error().message, HasSubstr("30000 × 30000 像素"));
}

TEST(ReadImagePages, RefusesWhatIsCutShort) {
  for (const char* const name : {"transparent.png", "two_colours.gif"}) {
    const std::string whole = fixture(name);
    const auto pages = read(whole.substr(0, whole.size() / 2));
    ASSERT_FALSE(pages.ok()) << name;
    EXPECT_EQ(pages.error().code, ErrorCode::Malformed) << name;
    EXPECT_THAT(pages.error().message, HasSubstr("扫描.png")) << name;
  }
}

TEST(ReadImagePages, RefusesAGifWhoseFramesAreLargerThanTheLimitTogether) {
  const auto pages = read(fixture("frame_of_30000.gif"));
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  EXPECT_THAT(pages.error().message, HasSubstr("各帧共 900012000 像素"));
  EXPECT_TRUE(read(fixture("two_colours.gif"), {.pixels = 12'000}).ok());
}

TEST(ReadImagePages, SaysWhenPartOfAPhotographIsMissing) {
  const std::string whole = fixture("grey.jpg");
  const auto pages = read(whole.substr(0, whole.size() - 4));
  ASSERT_TRUE(pages.ok()) << error_of(pages);
  EXPECT_EQ(pages->diagnostics.count("picture-damaged"), 1U);
}

TEST(ReadImagePages, LeavesOutOnePictureOfATiffThatIsTooLarge) {
  const std::string bytes = tiff_of({half_black(900, 900), half_black(300, 300)});
  const auto pages = read(bytes, {.pixels = 100'000});
  ASSERT_TRUE(pages.ok()) << error_of(pages);
  ASSERT_EQ(pages->pages.size(), 2U);
  EXPECT_FALSE(pages->pages[0].scan);
  EXPECT_TRUE(pages->pages[1].scan);
  ASSERT_EQ(pages->diagnostics.count("page-unreadable"), 1U);
  EXPECT_THAT(pages->diagnostics.entries()[0].message, HasSubstr("900 × 900 像素"));
  EXPECT_FALSE(read(bytes, {.pixels = 1000}).ok());
}

TEST(ReadImagePages, RefusesATiffWhosePagesRunInACircle) {
  std::string bytes = tiff_of({half_black(20, 20)});
  bytes.replace(bytes.size() - 4, 4, bytes.substr(4, 4));
  const auto pages = read(bytes);
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::Malformed);
}

TEST(ReadImagePages, RefusesMorePagesThanTheLimit) {
  const auto pages = read(tiff_of({half_black(20, 20), half_black(20, 20)}), {.pages = 1});
  ASSERT_FALSE(pages.ok());
  EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
}

}  // namespace
}  // namespace jx
