// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/grid.h"

#include <algorithm>

#include "base/text.h"

namespace jx {

double height_for(const std::string& text, double width, const FormLook& look) {
  constexpr double kMillimetresOfPoint = 25.4 / 72;
  constexpr double kPadding = 3.5;  // Beside the words, in millimetres.
  constexpr double kLine = 1.35;    // Of the size of the letters.
  constexpr double kAround = 6;     // Above and below, in points.
  // A letter of full width counts two.
  const double letters = (width - kPadding) / (look.points * kMillimetresOfPoint / 2);
  const auto room = static_cast<std::size_t>(std::max(letters, 2.0));
  std::size_t lines = 0;
  for (const std::string_view line : split(text, "\n")) {
    lines += std::max<std::size_t>(1, (display_width(line) + room - 1) / room);
  }
  return static_cast<double>(lines) * look.points * kLine + kAround;
}

}  // namespace jx
