// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/date.h"

#include <fmt/format.h>

#include <array>

namespace jx {
namespace {

constexpr int kLastYear = 9999;  // ISO 8601 without agreement between the parties

bool is_leap_year(int year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// An unknown year may be a leap year.
int days_in_month(int year, int month) noexcept {
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && (year == 0 || is_leap_year(year))) return 29;
  return kDays[static_cast<std::size_t>(month - 1)];
}

}  // namespace

bool Date::valid() const noexcept {
  if (year < 0 || year > kLastYear || month < 0 || month > 12 || day < 0) return false;
  if (month == 0) return year != 0 && day == 0;
  return day <= days_in_month(year, month);
}

std::string Date::to_string() const {
  std::string result;
  if (year != 0) result = fmt::format("{:04}", year);
  if (month == 0 && day == 0) return result;
  result += year != 0 ? "-" : "--";
  result += fmt::format("{:02}", month);
  if (day != 0) result += fmt::format("-{:02}", day);
  return result;
}

}  // namespace jx
