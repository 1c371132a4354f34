// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The parts of a number format, as it is parsed once and used for many cells. Part of
/// number_format.h, not for other folders.
namespace jx {

/// Whose Excel shows the file. The formats that a file only names by number (a date, money) look
/// different in each country.
enum class SheetLocale : std::uint8_t { English, Chinese };

struct FormatOptions {
  SheetLocale locale = SheetLocale::English;
  bool from_1904 = false;  ///< Days are counted from 1904, as old Macintosh files do.
};

enum class TokenKind : std::uint8_t {
  Literal,   ///< `text`
  Digit,     ///< `mark` is 0, # or ?
  Point,     ///< Between digits.
  Exponent,  ///< `mark` is + (sign always shown) or -
  Slash,     ///< Of a fraction.
  General,
  Words,  ///< The cell's own.
  // From here on: parts of dates. `count` tells m, mm and mmm apart.
  Era,  ///< Of other calendars; shown as nothing.
  Year,
  Month,
  Day,
  Weekday,
  Hour,
  Minute,
  Second,
  SecondFraction,
  HalfDay,       ///< `text` is "AM/PM", "A/P" or "上午/下午".
  ElapsedHours,  ///< Of all the time, not of one day.
  ElapsedMinutes,
  ElapsedSeconds,
};

struct FormatToken {
  TokenKind kind = TokenKind::Literal;
  char mark = 0;
  int count = 1;
  std::string text = {};
};

enum class Comparison : std::uint8_t { Less, LessEqual, Equal, Unequal, GreaterEqual, Greater };

/// How digits are written: 0-9, 一二三, 壹贰叁, full width.
enum class Numerals : std::uint8_t { Arabic, Chinese, Formal, FullWidth };

/// What stands between two semicolons.
struct FormatSection {
  bool conditional = false;  ///< The format states for which numbers it is.
  Comparison comparison = Comparison::Equal;
  double limit = 0;

  bool has_words = false;  ///< Shows the cell's own text.
  bool is_date = false;
  bool has_digits = false;  ///< Has places for digits.
  bool is_fraction = false;
  bool thousands = false;
  int scale = 0;  ///< Powers of ten: 2 for each %, -3 for each comma behind the digits.
  Numerals numerals = Numerals::Arabic;
  SheetLocale names = SheetLocale::English;  ///< Of months and weekdays.
  std::vector<FormatToken> tokens;
};

/// The sections of a format in its order; one that says only "General" gives none.
std::vector<FormatSection> parse_format(std::string_view code, const FormatOptions& options);

}  // namespace jx
