// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace jx {

/// The figures 0, 1 and 2 as dots, for pictures that tests draw.
struct TestDigits {
  static constexpr int kColumns = 5;
  static constexpr int kRows = 7;

  static constexpr bool has_ink(int digit, int column, int row) {
    constexpr std::array<std::string_view, 3 * kRows> kDots = {
        " ### ", "#   #", "#   #", "#   #", "#   #", "#   #", " ### ",  //
        "  #  ", " ##  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### ",  //
        " ### ", "#   #", "    #", "   # ", "  #  ", " #   ", "#####",
    };
    return kDots[static_cast<std::size_t>(digit * kRows + row)][static_cast<std::size_t>(column)] ==
           '#';
  }
};

}  // namespace jx
