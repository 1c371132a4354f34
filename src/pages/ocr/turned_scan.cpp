// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/turned_scan.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace jx {

Scan turned_upright(const Scan& scan, std::uint8_t turn) {
  Scan result = scan;
  if ((turn & 1U) == 0) {
    if (turn == 2) std::reverse(result.pixels.begin(), result.pixels.end());
    return result;
  }
  std::swap(result.width, result.height);
  const std::size_t width = scan.width;
  const std::size_t height = scan.height;
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      // Down becomes right by a turn to the left, up by one to the right.
      const std::size_t row = turn == 1 ? width - 1 - x : x;
      const std::size_t column = turn == 1 ? y : height - 1 - y;
      result.pixels[row * height + column] = scan.pixels[y * width + x];
    }
  }
  return result;
}

}  // namespace jx
