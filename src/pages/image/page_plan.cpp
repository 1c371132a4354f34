// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/image/page_plan.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "pages/page.h"

namespace jx {
namespace {

constexpr int kLeastDots = 72;
constexpr int kMostDots = 1200;
/// Of screens: what stands in a file whose program did not know.
constexpr int kScreenDots[] = {72, 96};
/// Inches: a receipt and a sheet of A2.
constexpr float kLeastSide = 2;
constexpr float kMostSide = 24;
// A4, in inches.
constexpr float kLongSide = 11.69F;
constexpr float kShortSide = 8.27F;
/// Recognition reads print of this resolution as well as any finer one.
constexpr float kEnoughDots = 300;
/// Up to this one making the picture smaller is not worth what it blurs, unless it is large.
constexpr float kFewTooMany = 350;
constexpr double kManyPixels = 12e6;

bool is_stated(int dots) noexcept {
  return dots >= kLeastDots && dots <= kMostDots &&
         std::find(std::begin(kScreenDots), std::end(kScreenDots), dots) == std::end(kScreenDots);
}

/// Files that count by the metre lose a part of a dot on the way to inches.
int without_loss(int dots) noexcept { return dots % 50 == 49 ? dots + 1 : dots; }

/// Both resolutions, those of the file or the same one twice.
struct Dots {
  float x = 0;
  float y = 0;
};

Dots dots_of(const PictureSize& picture) noexcept {
  const auto width = static_cast<float>(picture.width);
  const auto height = static_cast<float>(picture.height);
  if (is_stated(picture.x_dots) && is_stated(picture.y_dots)) {
    const Dots stated{static_cast<float>(without_loss(picture.x_dots)),
                      static_cast<float>(without_loss(picture.y_dots))};
    const float side = std::max(width / stated.x, height / stated.y);
    if (side >= kLeastSide && side <= kMostSide) return stated;
  }
  // As wide as the sheet or as high, whichever makes it larger: a long strip is no narrow sheet.
  const float dots =
      std::min(std::max(width, height) / kLongSide, std::min(width, height) / kShortSide);
  const float sensible =
      std::clamp(dots, static_cast<float>(kLeastDots), static_cast<float>(kMostDots));
  return {sensible, sensible};
}

}  // namespace

PagePlan plan_page(const PictureSize& picture) noexcept {
  const Dots dots = dots_of(picture);
  const float wide = static_cast<float>(picture.width) / dots.x;
  const float high = static_cast<float>(picture.height) / dots.y;
  const bool large = static_cast<double>(picture.width) * picture.height > kManyPixels;
  float target = std::max(dots.x, dots.y);
  if (target > (large ? kEnoughDots : kFewTooMany)) target = kEnoughDots;
  const auto pixels = [target](float inches) {
    return static_cast<std::uint32_t>(std::max(std::lround(inches * target), 1L));
  };
  return {.width = pixels(wide),
          .height = pixels(high),
          .dots_per_inch = target,
          .page_width = wide * kPointsPerInch,
          .page_height = high * kPointsPerInch};
}

}  // namespace jx
