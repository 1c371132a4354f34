// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/grey.h"

#include <gtest/gtest.h>

#include <array>

namespace jx {
namespace {

int grey_of(unsigned char red, unsigned char green, unsigned char blue) {
  const std::array<unsigned char, 3> pixel = {red, green, blue};
  return static_cast<unsigned char>(to_grey(pixel).pixels.at(0));
}

TEST(Grey, LeavesBlackBlackAndPaperWhite) {
  EXPECT_EQ(grey_of(0, 0, 0), 0);
  EXPECT_EQ(grey_of(255, 255, 255), 255);
  EXPECT_EQ(grey_of(128, 128, 128), 128);
}

TEST(Grey, TakesRedInkForPaper) {
  EXPECT_EQ(grey_of(255, 0, 0), 255);
  EXPECT_GT(grey_of(227, 66, 52), 220);  // Vermilion of a seal.
  EXPECT_GT(grey_of(255, 200, 200), 230);
  EXPECT_EQ(grey_of(200, 45, 50), 255) << "no ghost of a dull seal";
}

TEST(Grey, KeepsBlackTextUnderASeal) { EXPECT_LT(grey_of(90, 20, 20), 100); }

TEST(Grey, KeepsTextInOtherColours) {
  EXPECT_LT(grey_of(0, 0, 255), 40);
  EXPECT_LT(grey_of(0, 120, 0), 90);
  EXPECT_LT(grey_of(255, 128, 0), 180);  // Orange is no seal.
  EXPECT_LT(grey_of(120, 80, 40), 100);  // Nor is brown.
}

TEST(Grey, TellsHowMuchIsRed) {
  const std::array<unsigned char, 12> pixels = {255, 0, 0, 0, 0, 0, 255, 255, 255, 200, 30, 40};
  EXPECT_DOUBLE_EQ(to_grey(pixels).red_share, 0.5);
  EXPECT_EQ(to_grey({}).red_share, 0);
}

}  // namespace
}  // namespace jx
