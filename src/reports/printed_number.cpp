// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/printed_number.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace jx {
namespace {

constexpr std::size_t kMostDigits = 15;  // What a double and Excel keep of any decimal number.
constexpr std::size_t kLongestPlain = 11;
constexpr std::size_t kMostPlaces = 9;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// "1,234,567": one to three digits, then threes.
bool is_grouped(std::string_view whole) noexcept {
  std::size_t comma = whole.find(',');
  if (comma == 0 || comma > 3 || !all_digits(whole.substr(0, comma))) return false;
  while (comma != std::string_view::npos) {
    whole.remove_prefix(comma + 1);
    comma = whole.find(',');
    if (std::min(comma, whole.size()) != 3 || !all_digits(whole.substr(0, 3))) return false;
  }
  return true;
}

struct Parts {
  char sign = '\0';
  std::string_view whole;  ///< With its commas.
  std::string_view places;
  bool has_point = false;
  bool percent = false;
};

std::optional<Parts> take_apart(std::string_view text) noexcept {
  Parts parts;
  if (text.starts_with('-') || text.starts_with('+')) {
    parts.sign = text.front();
    text.remove_prefix(1);
  }
  if (text.ends_with('%')) {
    parts.percent = true;
    text.remove_suffix(1);
  }
  const std::size_t point = text.find('.');
  parts.has_point = point != std::string_view::npos;
  parts.whole = text.substr(0, point);
  if (parts.has_point) parts.places = text.substr(point + 1);
  if (!all_digits(parts.whole) && !is_grouped(parts.whole)) return std::nullopt;
  if (parts.has_point && !all_digits(parts.places)) return std::nullopt;
  return parts;
}

}  // namespace

bool looks_like_number(std::string_view text) noexcept { return take_apart(text).has_value(); }

std::optional<PrintedNumber> find_printed_number(std::string_view text) {
  const auto parts = take_apart(text);
  if (!parts || parts->sign == '+' || parts->places.size() > kMostPlaces) return std::nullopt;
  const bool grouped = parts->whole.find(',') != std::string_view::npos;
  if (parts->whole.size() > 1 && parts->whole.front() == '0') return std::nullopt;
  if (!grouped && parts->whole.size() > kLongestPlain) return std::nullopt;

  std::string digits;
  for (const std::string_view part : {parts->whole, parts->places}) {
    std::copy_if(part.begin(), part.end(), std::back_inserter(digits), is_digit);
  }
  if (digits.size() > kMostDigits) return std::nullopt;
  const bool is_zero = digits.find_first_not_of('0') == std::string::npos;
  if (is_zero && parts->sign == '-') return std::nullopt;  // Shown without its sign.

  // One conversion, so that no rounding comes in between: 98.5% is 985e-3.
  const std::size_t shift = parts->places.size() + (parts->percent ? 2 : 0);
  const std::string literal = fmt::format("{}{}e-{}", parts->sign == '-' ? "-" : "", digits, shift);
  PrintedNumber number;
  const auto [end, fault] =
      std::from_chars(literal.data(), literal.data() + literal.size(), number.value);
  if (fault != std::errc() || end != literal.data() + literal.size()) return std::nullopt;
  number.format = grouped ? "#,##0" : "0";
  if (parts->has_point) number.format += "." + std::string(parts->places.size(), '0');
  if (parts->percent) number.format += '%';
  return number;
}

}  // namespace jx
