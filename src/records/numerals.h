// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/decimal.h"

/// Numerals at the beginning of a text: digits of either width, and Chinese numerals.
namespace jx::values {

enum class NumeralState : std::uint8_t {
  Absent,
  Read,
  TooLarge,  ///< Digits are there, more than exact arithmetic holds.
  Unclear,   ///< Chinese numerals that are no one number: 三五, 十四五.
};

struct Numeral {
  NumeralState state = NumeralState::Absent;
  Decimal value;
  std::size_t length = 0;  ///< Bytes of the whole run of numerals, whatever its state.
  bool chinese = false;

  bool read() const noexcept { return state == NumeralState::Read; }
};

/// Digits with thousand separators and one point: "1,234.5", "９３３．００". No sign, no 万.
Numeral scan_digits(std::string_view text);

/// A run of Chinese numerals: "十二", "一千二百", "二〇二三", "一百二" (120), "三点五". A run that
/// begins with 百, 千, 万 or 亿 is no number, nor are two digits side by side (三五).
Numeral scan_chinese(std::string_view text);

/// 两三 in "两三次": two neighbouring digits that mean "two or three".
struct NumeralPair {
  Decimal low;
  Decimal high;
};
std::optional<NumeralPair> read_pair(std::string_view run);

/// 万, 亿, 千万, 百 … behind a number.
struct Multiplier {
  Decimal factor;
  std::string_view word;  ///< The canonical spelling: 万 for 萬.
  std::size_t length = 0;
};
std::optional<Multiplier> scan_multiplier(std::string_view text);

/// A number of either kind with its multipliers: "3万5千" is 35000, "1.5亿" is 150000000.
Numeral scan_number(std::string_view text);

/// True for the characters a Chinese numeral may begin with (两, 十, 三, 壹 …), 〇 to 十.
bool begins_chinese_numeral(char32_t character) noexcept;

}  // namespace jx::values
