// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/grey.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace jx {
namespace {

// By how much red outshines the other two: from the first on it counts in part, so that the rim of
// a stroke has no edge, from the second on the pixel is red ink.
constexpr int kReddish = 20;
constexpr int kRed = 60;

/// Orange and pink have far more of one of the other colours than of the third; vermilion and
/// crimson have not.
bool is_red_hue(int red, int green, int blue) noexcept {
  return 5 * std::abs(green - blue) <= 2 * (red - std::min(green, blue));
}

/// Red ink reflects less red than paper does, which would leave a ghost of the seal; black under it
/// reflects none.
int paper_under(int red) noexcept {
  constexpr int kInk = 110;
  constexpr int kPaper = 170;
  if (red >= kPaper) return 255;
  return red <= kInk ? red : kInk + (red - kInk) * (255 - kInk) / (kPaper - kInk);
}

}  // namespace

GreyPicture to_grey(std::span<const unsigned char> rgb) {
  GreyPicture grey;
  const std::size_t count = rgb.size() / 3;
  grey.pixels.resize(count);
  std::size_t reds = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const int red = rgb[3 * i];
    const int green = rgb[3 * i + 1];
    const int blue = rgb[3 * i + 2];
    int value = (299 * red + 587 * green + 114 * blue + 500) / 1000;
    const int outshines = red - std::max(green, blue);
    if (outshines > kReddish && is_red_hue(red, green, blue)) {
      const int part = std::min(outshines, kRed) - kReddish;
      value += (paper_under(red) - value) * part / (kRed - kReddish);
      if (outshines >= kRed) ++reds;
    }
    grey.pixels[i] = static_cast<char>(value);
  }
  if (count > 0) grey.red_share = static_cast<double>(reds) / static_cast<double>(count);
  return grey;
}

}  // namespace jx
