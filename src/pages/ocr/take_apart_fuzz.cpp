// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "pages/ocr/page_picture.h"
#include "pages/ocr/picture_lines.h"
#include "pages/ocr/turned_scan.h"

namespace {

constexpr std::size_t kHeader = 7;

/// Width, height, dots an inch (two bytes each, low one first), how it lies; then runs of pixels:
/// a byte's high half is the grey, its low half the length less one, squared. What is missing at
/// the end is paper. As fine, coarse and narrow as pages from another process may be, but few
/// pixels.
jx::Scan draw(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint32_t kLongestSide = 1U << 14U;
  constexpr std::uint32_t kMostPixels = 1U << 15U;
  constexpr std::uint32_t kLeastDots = 10;
  constexpr std::uint32_t kMostDots = 2400;
  const auto number = [data](std::size_t at) {
    return data[at] | (static_cast<std::uint32_t>(data[at + 1]) << 8U);
  };
  jx::Scan scan;
  scan.width = 1 + number(0) % kLongestSide;
  scan.height = 1 + number(2) % std::min(kLongestSide, kMostPixels / scan.width);
  scan.dots_per_inch = static_cast<float>(kLeastDots + number(4) % (kMostDots - kLeastDots + 1));
  const std::size_t pixels = std::size_t{scan.width} * scan.height;
  for (std::size_t i = kHeader; i < size && scan.pixels.size() < pixels; ++i) {
    const std::size_t root = std::size_t{data[i] & 0xFU} + 1;
    scan.pixels.append(root * root, static_cast<char>((data[i] >> 4U) * 0x11U));
  }
  scan.pixels.resize(pixels, '\xff');
  return scan;
}

bool contains(const jx::PixelBox& outer, const jx::PixelBox& inner) {
  return inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right &&
         inner.bottom <= outer.bottom && inner.width() > 0 && inner.height() > 0;
}

void check_page(const jx::PagePicture& page) {
  const std::size_t pixels =
      static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height);
  JX_CHECK(page.print.size() == pixels && page.ink.size() == pixels, "a value for each pixel");
  JX_CHECK(page.labels.size() == pixels, "a label for each pixel");
  JX_CHECK(std::isfinite(page.angle), "the page lies at an angle");
  const jx::PixelBox whole{.left = 0, .top = 0, .right = page.width, .bottom = page.height};
  for (const jx::PixelBox& ruling : page.rulings) {
    JX_CHECK(contains(whole, ruling), "rulings are on the page");
  }
  for (const jx::PictureArea& area : page.areas) {
    JX_CHECK(contains(whole, area.box), "areas are on the page");
  }
  for (std::size_t i = 0; i < pixels; ++i) {
    JX_CHECK((page.ink[i] != 0) == (page.labels[i] != 0), "ink belongs to an area");
  }
}

/// The ink that lines have, and that there is on the page.
void check_lines(const jx::PagePicture& page, const std::vector<jx::PictureLine>& lines) {
  std::size_t held = 0;
  for (const jx::PictureLine& line : lines) {
    const jx::PictureArea& area = page.areas.at(line.area);
    JX_CHECK(contains(area.box, line.box), "a line is in its area");
    JX_CHECK(line.height >= line.box.height(), "a line is as high as its ink");
    for (int y = line.box.top; y < line.box.bottom; ++y) {
      const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width);
      const auto* const labels = page.labels.data() + row;
      held += static_cast<std::size_t>(
          std::count(labels + line.box.left, labels + line.box.right, area.label));
    }
  }
  const auto ink = static_cast<std::size_t>(std::count(page.ink.begin(), page.ink.end(), '\1'));
  JX_CHECK(held == ink, "each pixel of ink is on one line");
}

}  // namespace

/// No ink gets lost between a scan and its lines, and every line makes a picture.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < kHeader) return 0;
  const jx::Scan scan = jx::turned_upright(draw(data, size), data[kHeader - 1] % 4);
  const jx::PagePicture page = jx::take_apart(scan);
  check_page(page);
  const std::vector<jx::PictureLine> lines = jx::find_picture_lines(page);
  check_lines(page, lines);
  constexpr std::size_t kEnough = 50;
  for (std::size_t i = 0; i < std::min(lines.size(), kEnough); ++i) {
    const jx::LinePicture cut =
        jx::cut_line(page, lines[i].box, page.areas[lines[i].area].box, lines[i].height / 8);
    JX_CHECK(cut.width > 0 && cut.width % jx::LineScores::kPixelsPerStep == 0, "whole steps");
    JX_CHECK(cut.pixels.size() == std::size_t{cut.width} * jx::LinePicture::kHeight,
             "a line has as many pixels as it says");
  }
  return 0;
}
