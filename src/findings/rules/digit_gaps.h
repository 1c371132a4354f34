// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace jx {

/// A byte range of spaces.
struct DigitGap {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Half or full width.
bool is_any_digit(char32_t character) noexcept;
/// Spaces between a Han character and a digit: 2 期, 2021 年.
std::vector<DigitGap> gaps_at_digits(std::string_view text);
/// Single spaces between two Han characters: 退役 士兵. Wider ones part what stands side by side.
std::vector<DigitGap> gaps_in_words(std::string_view text);

}  // namespace jx
