// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

#include "pages/ocr/test_digits.h"
#include "pages/page.h"

namespace jx {

/// Draws scans for tests at 200 dots per inch, on paper that is not quite white.
class TestScan {
 public:
  TestScan(int width, int height) : width_(width), height_(height) {
    pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                   static_cast<char>(kPaper));
  }

  /// Everything drawn from now on is askew by so many degrees (clockwise).
  TestScan& askew(double degrees) {
    slope_ = std::tan(degrees * 3.14159265358979 / 180);
    return *this;
  }

  TestScan& fill(int left, int top, int right, int bottom, int grey = kInk) {
    for (int y = top; y < bottom; ++y) {
      for (int x = left; x < right; ++x) dot(x, y, grey);
    }
    return *this;
  }

  TestScan& across(int y, int from, int to) { return fill(from, y, to, y + 2); }
  TestScan& down(int x, int from, int to) { return fill(x, from, x + 2, to); }

  /// Something like characters: upright and level strokes in squares of `size`.
  TestScan& print(int left, int top, int count, int size = 20) {
    const int stroke = size / 10;
    const auto level = [&](int x, int y, int inset) {
      fill(x + inset, y, x + size - inset, y + stroke);
    };
    for (int i = 0; i < count; ++i) {
      const int x = left + i * (size + 4);
      level(x, top, 2);
      level(x, top + size / 2, 3);
      level(x, top + size - stroke, 4);
      for (const int upright : {x + size / 3, x + size * 2 / 3}) {
        fill(upright - stroke / 2, top, upright - stroke / 2 + stroke, top + size);
      }
    }
    return *this;
  }

  /// Figures 0, 1 and 2, 28 pixels high.
  TestScan& digits(int left, int top, std::string_view figures) {
    constexpr int kDot = 4;
    for (const char figure : figures) {
      for (int row = 0; row < TestDigits::kRows; ++row) {
        for (int column = 0; column < TestDigits::kColumns; ++column) {
          if (!TestDigits::has_ink(figure - '0', column, row)) continue;
          const int x = left + column * kDot;
          const int y = top + row * kDot;
          fill(x, y, x + kDot, y + kDot);
        }
      }
      left += (TestDigits::kColumns + 1) * kDot;
    }
    return *this;
  }

  Scan scan() const {
    return {.width = static_cast<std::uint32_t>(width_),
            .height = static_cast<std::uint32_t>(height_),
            .dots_per_inch = 200,
            .pixels = pixels_};
  }

 private:
  static constexpr int kPaper = 235;
  static constexpr int kInk = 30;

  void dot(int x, int y, int grey) {
    const int askew_y = y + static_cast<int>(std::lround(slope_ * (x - width_ / 2.0)));
    const int askew_x = x - static_cast<int>(std::lround(slope_ * (y - height_ / 2.0)));
    if (askew_x < 0 || askew_y < 0 || askew_x >= width_ || askew_y >= height_) return;
    pixels_[static_cast<std::size_t>(askew_y) * static_cast<std::size_t>(width_) +
            static_cast<std::size_t>(askew_x)] = static_cast<char>(grey);
  }

  int width_;
  int height_;
  double slope_ = 0;
  std::string pixels_;
};

}  // namespace jx
