// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pages/office/format_section.h"

/// What a spreadsheet shows for a value under a number format: 44 under "0.00" is "44.00", 44197
/// under "yyyy/m/d" is "2021/1/1". The words of a table are what its readers saw, so this is the
/// text of a cell; the binary value behind it is not.
///
/// Follows Excel: at most 15 digits, halves away from zero, the 29 February 1900 that never was.
/// Colours, column widths and fill characters have no effect on the words and are ignored.
namespace jx {

/// What Excel shows for a value that a format has no place for.
constexpr std::string_view kUnshowable = "########";

class NumberFormat {
 public:
  /// General.
  NumberFormat() = default;
  /// Takes any words: what is no format stands for itself, as it does in Excel.
  NumberFormat(std::string_view code, const FormatOptions& options);
  /// A format that files name by number only; General for a number that names none.
  static NumberFormat built_in(std::uint32_t id, const FormatOptions& options);

  bool is_general() const noexcept { return sections_.empty(); }
  /// True when words are shown as they are.
  bool shows_plain_words() const noexcept { return find_text_section() == nullptr; }
  /// True when whatever a cell holds is not shown at all (";;;").
  bool hides_all() const noexcept;

  /// What a cell with this number shows; kUnshowable for a date before 1900.
  std::string show(double value) const;
  /// What a cell with this text shows: the text, as a rule.
  std::string show(std::string_view text) const;

 private:
  const FormatSection* find_section(double value) const noexcept;
  const FormatSection* find_text_section() const noexcept;

  std::vector<FormatSection> sections_;
  FormatOptions options_;
};

}  // namespace jx
