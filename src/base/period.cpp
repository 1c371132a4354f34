// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/period.h"

#include <charconv>
#include <optional>

namespace jx {
namespace {

std::optional<int> digits(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

int last_day(int year, int month) {
  for (int day = 31; day > 28; --day) {
    if (Date{.year = year, .month = month, .day = day}.valid()) return day;
  }
  return 28;
}

Period months(int year, int first, int last, std::string_view text) {
  return {.first = {.year = year, .month = first, .day = 1},
          .last = {.year = year, .month = last, .day = last_day(year, last)},
          .text = std::string(text)};
}

}  // namespace

Result<Period> parse_period(std::string_view text) {
  const auto year = text.size() >= 4 ? digits(text.substr(0, 4)) : std::nullopt;
  if (year && *year >= 1900) {
    if (text.size() == 4) return months(*year, 1, 12, text);
    const std::string_view rest = text.substr(4);
    if (rest.size() == 3 && rest.starts_with("-Q") && rest[2] >= '1' && rest[2] <= '4') {
      const int quarter = rest[2] - '1';
      return months(*year, 3 * quarter + 1, 3 * quarter + 3, text);
    }
    const auto month = rest.size() == 3 && rest[0] == '-' ? digits(rest.substr(1)) : std::nullopt;
    if (month && *month >= 1 && *month <= 12) return months(*year, *month, *month, text);
  }
  return malformed("期间“" + std::string(text) + "”看不懂；请写 2021-03、2021-Q1 或 2021。");
}

Period month_of(int year, int month) {
  return months(year, month, month, Date{.year = year, .month = month, .day = 0}.to_string());
}

}  // namespace jx
