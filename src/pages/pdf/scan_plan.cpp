// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/pdf/scan_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::ptrdiff_t kFewPrinted = 20;
/// Of the page: a page number may be printed beside such a picture.
constexpr double kMostOfPage = 0.6;
/// A picture on a page without a character says something even when it is smaller.
constexpr double kPartOfPage = 0.2;
constexpr float kLeastDots = 100;
constexpr float kMostDots = 300;

/// The share of the page that lies under at least one of the pictures, told by some ten thousand
/// places all over it.
double find_cover(std::span<const Box> pictures, float width, float height) {
  constexpr std::size_t kSide = 100;
  static constexpr auto kPlaces = static_cast<float>(kSide);
  // How many more pictures lie over a place than over those before it, row and column.
  std::array<std::array<int, kSide + 1>, kSide + 1> steps{};
  const auto place = [](float at, float side) {
    return static_cast<std::size_t>(std::clamp(std::round(at / side * kPlaces), 0.0F, kPlaces));
  };
  for (const Box& picture : pictures) {
    const std::size_t left = place(picture.left, width);
    const std::size_t right = place(picture.right, width);
    const std::size_t top = place(picture.top, height);
    const std::size_t bottom = place(picture.bottom, height);
    ++steps[top][left];
    --steps[top][right];
    --steps[bottom][left];
    ++steps[bottom][right];
  }
  std::array<int, kSide> above{};
  std::size_t covered = 0;
  for (std::size_t y = 0; y < kSide; ++y) {
    int over = 0;
    for (std::size_t x = 0; x < kSide; ++x) {
      over += steps[y][x];
      above[x] += over;
      if (above[x] > 0) ++covered;
    }
  }
  return static_cast<double>(covered) / (kSide * kSide);
}

}  // namespace

bool is_picture(const PageRecord& record) {
  const Drawing& drawing = record.drawing;
  const auto printed = std::count_if(drawing.glyphs.begin(), drawing.glyphs.end(),
                                     [](const Glyph& glyph) { return !is_space(glyph.code); });
  if (printed >= kFewPrinted || drawing.pictures.empty()) return false;
  return find_cover(drawing.pictures, drawing.width, drawing.height) >=
         (printed == 0 ? kPartOfPage : kMostOfPage);
}

std::optional<ScanPlan> plan_scan(const PageRecord& record, std::uint64_t most_pixels) {
  if (record.picture_pixels > most_pixels) return std::nullopt;
  const double inches = static_cast<double>(record.drawing.width) * record.drawing.height /
                        (kPointsPerInch * kPointsPerInch);
  // A pixel more each way where the size is rounded.
  const double possible = std::sqrt(static_cast<double>(most_pixels) / inches) * 0.99;
  const float dots = std::min(std::clamp(record.picture_dots, kLeastDots, kMostDots),
                              static_cast<float>(possible));
  if (dots < kLeastDots) return std::nullopt;
  const auto pixels = [dots](float points) {
    return static_cast<int>(std::max(std::lround(points / kPointsPerInch * dots), 1L));
  };
  return ScanPlan{.width = pixels(record.drawing.width),
                  .height = pixels(record.drawing.height),
                  .dots_per_inch = dots};
}

}  // namespace jx
