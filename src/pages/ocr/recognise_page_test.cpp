// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/recognise_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "pages/ocr/test_scan.h"
#include "pages/ocr/turned_scan.h"

namespace jx {
namespace {

using ::testing::UnorderedElementsAre;

/// Loaded once for all tests: none of them changes it.
const Result<Recogniser>& installed() {
  static const Result<Recogniser> kInstalled = Recogniser::load(find_recognition_folder());
  return kInstalled;
}

class RecognisePage : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!installed().ok()) GTEST_SKIP() << installed().error().message;
  }

  Page recognised(Scan scan) {
    constexpr float kPointsPerDot = 72.0F / 200;
    Page page{.number = 3, .blocks = {}, .drawing = Drawing{}, .scan = {}};
    page.drawing->width = static_cast<float>(scan.width) * kPointsPerDot;
    page.drawing->height = static_cast<float>(scan.height) * kPointsPerDot;
    page.drawing->glyphs = {{.code = U'旧', .box = {0, 0, 10, 10}, .size = 10}};
    page.scan = std::move(scan);
    const Result<void> done = recognise_page(page, *installed(), diagnostics_);
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message);
    EXPECT_FALSE(page.scan.has_value());
    return page;
  }

  Diagnostics diagnostics_;
};

/// Four figures in the cells of a table.
TestScan make_form() {
  TestScan scan(1000, 700);
  for (const int y : {100, 250, 400}) scan.across(y, 100, 900);
  for (const int x : {100, 500, 898}) scan.down(x, 100, 402);
  return scan.digits(150, 160, "2021").digits(560, 160, "1200").digits(150, 310, "102");
}

/// The text of the glyphs that run in one direction, a word for each line in their order.
std::vector<std::string> words(const Page& page, std::uint8_t turn = 0) {
  std::vector<std::string> found;
  const Glyph* before = nullptr;
  for (const Glyph& glyph : page.drawing->glyphs) {
    EXPECT_EQ(glyph.turn, turn);
    const float step = before == nullptr  ? 1000
                       : (turn & 1U) == 0 ? std::abs(glyph.box.left - before->box.left)
                                          : std::abs(glyph.box.top - before->box.top);
    if (step > glyph.size * 1.5F) found.emplace_back();
    append_character(found.back(), glyph.code);
    before = &glyph;
  }
  return found;
}

TEST_F(RecognisePage, GivesCharactersAndRulingsWhereTheyStand) {
  const Page page = recognised(make_form().scan());
  EXPECT_THAT(words(page), UnorderedElementsAre("2021", "1200", "102"));
  EXPECT_EQ(page.drawing->rulings.size(), 6U);
  const Glyph& first = page.drawing->glyphs.front();
  EXPECT_NEAR(first.box.left, 150 * 0.36, 1.5);
  EXPECT_NEAR((first.box.top + first.box.bottom) / 2, 174 * 0.36, 1.5);
  EXPECT_LT(first.certainty, 100);
  EXPECT_EQ(diagnostics_.count("recognised-text"), 1U);
}

TEST_F(RecognisePage, ReadsPagesThatLieSidewaysOrOnTheirHead) {
  for (std::uint8_t turn = 1; turn < 4; ++turn) {
    SCOPED_TRACE(static_cast<int>(turn));
    // Turning back what runs in the other direction makes it run in this one.
    const Scan upright = make_form().scan();
    const Page page = recognised(turned_upright(upright, static_cast<std::uint8_t>(4 - turn)));
    EXPECT_THAT(words(page, turn), UnorderedElementsAre("2021", "1200", "102"));
  }
}

TEST_F(RecognisePage, APageWithoutPrintSaysSo) {
  const Page page = recognised(TestScan(600, 400).scan());
  EXPECT_THAT(words(page), UnorderedElementsAre("旧")) << "what lay under the picture stays";
  EXPECT_EQ(diagnostics_.count("page-without-text"), 1U);
  EXPECT_THAT(diagnostics_.entries().at(0).message, testing::HasSubstr("自带的（隐藏）文字"));
}

TEST_F(RecognisePage, APatternIsRefusedRatherThanGuessed) {
  TestScan scan(400, 200);
  // Strokes as chance will have them: no writing has such signs.
  std::uint32_t chance = 12345;
  const auto below = [&chance](std::uint32_t bound) {
    chance = chance * 1664525 + 1013904223;
    return static_cast<int>((chance >> 16) % bound);
  };
  for (int y = 40; y < 160; y += 40) {
    for (int x = 40; x < 360; x += 27) {
      for (int stroke = 0; stroke < 5; ++stroke) {
        const int left = x + below(18);
        const int top = y + below(18);
        const bool level = below(2) == 0;
        scan.fill(left, top, left + (level ? 10 : 3), top + (level ? 3 : 10));
      }
    }
  }
  const Page page = recognised(scan.scan());
  EXPECT_THAT(words(page), UnorderedElementsAre("旧")) << "nothing of the guesses";
  EXPECT_TRUE(page.drawing->rulings.empty());
  EXPECT_EQ(diagnostics_.count("page-unreadable"), 1U);
}

TEST_F(RecognisePage, PagesWithoutAScanStayAsTheyAre) {
  Page page{.number = 1, .blocks = {}, .drawing = Drawing{}, .scan = {}};
  page.drawing->glyphs = {{.code = U'字', .box = {0, 0, 10, 10}, .size = 10}};
  ASSERT_TRUE(recognise_page(page, *installed(), diagnostics_).ok());
  EXPECT_EQ(page.drawing->glyphs.size(), 1U);
}

}  // namespace
}  // namespace jx
