// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"

namespace jx::values {

enum class DateState : std::uint8_t {
  Absent,
  Read,
  Impossible,  ///< Written like a date, but no such day: 2月30日, 2023年13月.
  Unclear,  ///< A time that cannot be placed: 第四季度前 may be before its begin or its end.
};

/// A date at the beginning of a text; see match_date_prefix (values.h) for the forms.
struct DateScan {
  DateState state = DateState::Absent;
  Date date;
  std::size_t length = 0;
  bool end_of_period = false;  ///< 年底, 11月底, 三季度末, 上半年
  bool quarter = false;        ///< A quarter's name without 末: 一季度, as its last month.

  bool read() const noexcept { return state == DateState::Read; }
};
DateScan scan_date(std::string_view text);

/// Dates without a numeral at their beginning: 年底, 年末, 上半年, 下半年. 年底 is December of a
/// year that is not stated.
DateScan scan_date_words(std::string_view text);

/// From one date to another: "2023年1月1日至12月31日", "3月15日至30日", "2023年1-12月",
/// "2023.1-2023.12", "2021-2023年".
struct PeriodScan {
  Date begin;
  Date end;
  std::size_t length = 0;
  bool splits = false;  ///< The words of the end are a date by themselves.
};
std::optional<PeriodScan> scan_period(std::string_view text);

/// Eight digits, "20231231": a date only where a column says that it holds dates.
DateScan scan_compact_date(std::string_view text);

/// True for whole numbers that can only be a calendar year in this field: 1900 to 2099.
bool is_calendar_year(int year) noexcept;

}  // namespace jx::values
