// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>

namespace jx {

/// A calendar date as precise as it was written: "2021年底前" has a year only.
/// `month` and `day` are 0 when not stated; `year` is 0 for "12月31日前".
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;

  /// True when the stated parts can be a date (month 1–12, a day that the month has, no day without
  /// a month, years up to 9999). False when nothing is stated.
  bool valid() const noexcept;
  /// "2021-12-31", "2021-12", "2021", "--12-31" (ISO 8601, reduced precision).
  std::string to_string() const;
  friend std::strong_ordering operator<=>(const Date&, const Date&) = default;
};

}  // namespace jx
