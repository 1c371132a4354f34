// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace jx {

/// A month, a quarter or a year: what a figure is about.
struct Period {
  Date first;
  Date last;
  std::string text;  ///< "2021-03", "2021-Q1", "2021"

  bool holds(const Period& other) const { return first <= other.first && other.last <= last; }
  friend bool operator==(const Period&, const Period&) = default;
};

/// Malformed for anything but those three forms.
Result<Period> parse_period(std::string_view text);
/// `month` from 1 to 12.
Period month_of(int year, int month);

}  // namespace jx
