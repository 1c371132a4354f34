// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jx {

/// A number of a spreadsheet that looks as it was printed: the value and the format that shows it.
struct PrintedNumber {
  double value = 0;
  std::string format;  ///< "#,##0.00", "0.0%", "0"
};

/// "1,234.50", "-5", "98.5%". Nothing when a spreadsheet could not give the same characters back:
/// zeros in front, a plus sign, wrong grouping, more than 15 digits, 12 digits in one piece
/// (account and identity numbers, project codes).
std::optional<PrintedNumber> find_printed_number(std::string_view text);

/// True for text that spreadsheets read as a number and nothing else: digits with an optional sign,
/// grouping commas, point and percent sign.
bool looks_like_number(std::string_view text) noexcept;

}  // namespace jx
