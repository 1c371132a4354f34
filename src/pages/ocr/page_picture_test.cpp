// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/page_picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "pages/ocr/picture_lines.h"
#include "pages/ocr/test_scan.h"
#include "pages/ocr/turned_scan.h"

namespace jx {
namespace {

/// Two rows of two cells, the first with two lines, the last one empty; a title above.
TestScan make_table(double degrees) {
  TestScan scan(1200, 800);
  scan.askew(degrees);
  scan.print(400, 60, 9);
  for (const int y : {150, 300, 450}) scan.across(y, 100, 1100);
  for (const int x : {100, 600, 1098}) scan.down(x, 150, 452);
  scan.print(130, 180, 8).print(130, 210, 5).print(640, 200, 3).print(130, 350, 12);
  return scan;
}

std::vector<int> lengths_in_print(const std::vector<PictureLine>& lines) {
  std::vector<int> lengths;
  for (const PictureLine& line : lines) lengths.push_back((line.box.width() + 16) / 24);
  return lengths;
}

TEST(TakeApart, FindsRulingsCellsAndBlocks) {
  const PagePicture page = take_apart(make_table(0).scan());
  EXPECT_NEAR(page.angle, 0, 0.05);
  EXPECT_EQ(page.rulings.size(), 6U);
  // The title, and three cells with print.
  EXPECT_EQ(page.areas.size(), 4U);
  EXPECT_THAT(lengths_in_print(find_picture_lines(page)), testing::ElementsAre(9, 8, 5, 3, 12));
}

TEST(TakeApart, LevelsWhatWasScannedAskew) {
  for (const double degrees : {-2.5, 0.7, 4.0}) {
    SCOPED_TRACE(degrees);
    const PagePicture page = take_apart(make_table(degrees).scan());
    EXPECT_NEAR(page.angle, degrees, 0.1);
    EXPECT_THAT(lengths_in_print(find_picture_lines(page)), testing::ElementsAre(9, 8, 5, 3, 12));
  }
}

TEST(TakeApart, LeavesRulingsAndShadeOutOfThePrint) {
  TestScan table = make_table(0);
  table.fill(700, 320, 1000, 420, 190);  // A cell with a grey ground.
  const PagePicture page = take_apart(table.scan());
  const auto at = [&](int x, int y) {
    return static_cast<unsigned char>(
        page.print[static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) +
                   static_cast<std::size_t>(x)]);
  };
  EXPECT_EQ(at(350, 151), 255);
  EXPECT_EQ(at(850, 370), 255);
  EXPECT_LT(at(140, 181), 90);
}

TEST(TakeApart, LeavesSpecksAndTheShadowOfTheLidOut) {
  TestScan table = make_table(0);
  table.fill(900, 350, 901, 352).fill(0, 0, 60, 800);
  EXPECT_EQ(take_apart(table.scan()).areas.size(), 4U);
}

TEST(TakeApart, BlankPageHasNothing) {
  const PagePicture page = take_apart(TestScan(300, 200).scan());
  EXPECT_TRUE(page.areas.empty());
  EXPECT_TRUE(page.rulings.empty());
  EXPECT_TRUE(find_picture_lines(page).empty());
}

TEST(TakeApart, TinyPicturesAreNoFault) {
  for (const int side : {1, 2, 7}) {
    EXPECT_TRUE(take_apart(TestScan(side, side).fill(0, 0, 1, 1).scan()).rulings.empty());
  }
}

TEST(TakeApart, ThinStrokesBelongToAreasWhateverTheSizeOfThePrint) {
  for (const int size : {20, 21, 22, 23}) {
    TestScan scan(600, 300);
    scan.print(100, 80, 8, size).fill(300, 180, 301, 180 + size).fill(400, 190, 415, 191);
    const PagePicture page = take_apart(scan.scan());
    EXPECT_EQ(std::count(page.labels.begin(), page.labels.end(), 0U),
              std::count(page.ink.begin(), page.ink.end(), '\0'))
        << size;
  }
}

TEST(TakeApart, StripsAreNoFault) {
  for (const int length : {4000, 12'000}) {
    const PagePicture wide = take_apart(TestScan(length, 8).fill(100, 2, 200, 4).scan());
    EXPECT_EQ(wide.width, length);
    const PagePicture high = take_apart(TestScan(8, length).fill(2, 100, 4, 200).scan());
    EXPECT_EQ(high.height, length);
  }
}

TEST(PictureLines, LinesThatTouchArePartedAtTheUsualPitch) {
  TestScan scan = make_table(0);
  // Print of the last cell is joined by a stroke that runs down over the gap between its lines.
  scan.print(640, 330, 10).print(640, 354, 10).fill(646, 348, 648, 356);
  const std::vector<PictureLine> lines = find_picture_lines(take_apart(scan.scan()));
  EXPECT_THAT(lengths_in_print(lines), testing::ElementsAre(9, 8, 5, 3, 12, 10, 10));
}

TEST(PictureLines, LinesOfOnePixelHaveNoPlaceToBeParted) {
  // Dashes as a coarse scan leaves them, and one with something above it.
  TestScan scan(600, 400);
  for (const int y : {40, 80, 120, 160, 200}) {
    for (const int x : {40, 100, 300, 540}) scan.fill(x, y, x + 12, y + 1);
  }
  scan.fill(105, 199, 106, 200);
  const PagePicture page = take_apart(scan.scan());
  const std::vector<PictureLine> lines = find_picture_lines(page);
  ASSERT_GE(lines.size(), 20U);
  EXPECT_EQ(lines[0].box.height(), 1);
  EXPECT_EQ(lines.back().box.bottom, 201);
}

TEST(PictureLines, LargePrintStaysWhole) {
  TestScan scan = make_table(0);
  scan.print(200, 600, 6, 44);
  const std::vector<PictureLine> lines = find_picture_lines(take_apart(scan.scan()));
  EXPECT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines.back().box.height(), 44);
}

TEST(PictureLines, PartsOfOneCharacterAreOneLine) {
  TestScan scan = make_table(0);
  scan.fill(650, 380, 670, 382).fill(650, 387, 670, 389);  // "=" alone in its cell.
  const std::vector<PictureLine> lines = find_picture_lines(take_apart(scan.scan()));
  const auto sign = std::find_if(lines.begin(), lines.end(), [](const PictureLine& line) {
    return line.alone && line.box.left >= 640 && line.box.top > 320;
  });
  ASSERT_NE(sign, lines.end());
  EXPECT_EQ(sign->box.height(), 9);
  EXPECT_GE(sign->height, 20) << "as high as a line, so that its size shows";
}

TEST(CutLine, GivesTheHeightThatModelsWantAndPaperAround) {
  const PagePicture page = take_apart(make_table(0).scan());
  const std::vector<PictureLine> lines = find_picture_lines(page);
  const LinePicture picture = cut_line(page, lines[1].box, page.areas[lines[1].area].box, 3);
  EXPECT_EQ(picture.pixels.size(), std::size_t{picture.width} * LinePicture::kHeight);
  EXPECT_NEAR(picture.width, (lines[1].box.width() + 6) * 48 / 26, 8) << "in whole steps";
  EXPECT_EQ(static_cast<unsigned char>(picture.pixels[0]), 255);
}

TEST(TurnedScan, FourTurnsGiveTheScanBack) {
  Scan scan = TestScan(3, 2).fill(0, 0, 1, 1).fill(2, 1, 3, 2, 90).scan();
  const Scan down = turned_upright(scan, 1);
  EXPECT_EQ(down.width, 2U);
  // What was top left stands bottom left.
  EXPECT_EQ(static_cast<unsigned char>(down.pixels[4]), 30);
  EXPECT_EQ(turned_upright(down, 3).pixels, scan.pixels);
  EXPECT_EQ(turned_upright(turned_upright(scan, 2), 2).pixels, scan.pixels);
}

}  // namespace
}  // namespace jx
