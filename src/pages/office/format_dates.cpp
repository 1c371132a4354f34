// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/format_dates.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "pages/office/format_numbers.h"

namespace jx {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kMostDays = 2'958'465;  // 31 December 9999
constexpr std::int64_t kDaysTo1904 = 1'462;

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 12> kChineseMonths = {"一月", "二月", "三月",   "四月",
                                                             "五月", "六月", "七月",   "八月",
                                                             "九月", "十月", "十一月", "十二月"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 7> kChineseWeekdays = {"日", "一", "二", "三",
                                                              "四", "五", "六"};

struct CalendarDay {
  std::int64_t year = 1900;
  int month = 1;
  int day = 0;
  int weekday = 6;  ///< 0 is Sunday.
};

bool is_leap(std::int64_t year) noexcept {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/// `days` in the count that begins with 1 for 1 January 1900 and has a 29 February in that year.
CalendarDay to_calendar(std::int64_t days) {
  const int weekday = static_cast<int>((days + 6) % 7);
  if (days == 0) return {.weekday = weekday};
  if (days == 60) return {.year = 1900, .month = 2, .day = 29, .weekday = weekday};
  std::int64_t rest = days < 60 ? days - 1 : days - 2;  // Since 1 January 1900, as it was.
  CalendarDay date{.weekday = weekday};
  constexpr std::int64_t kFourHundredYears = 146'097;
  date.year += rest / kFourHundredYears * 400;
  rest %= kFourHundredYears;
  while (rest >= (is_leap(date.year) ? 366 : 365)) {
    rest -= is_leap(date.year) ? 366 : 365;
    ++date.year;
  }
  constexpr std::array<int, 12> kLengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (const int length : kLengths) {
    const int days_of_month = length + (date.month == 2 && is_leap(date.year) ? 1 : 0);
    if (rest < days_of_month) break;
    rest -= days_of_month;
    ++date.month;
  }
  date.day = static_cast<int>(rest) + 1;
  return date;
}

/// How many digits of a second the section shows.
int second_decimals(const FormatSection& section) {
  int decimals = 0;
  for (const FormatToken& token : section.tokens) {
    if (token.kind == TokenKind::SecondFraction) decimals = std::max(decimals, token.count);
  }
  return decimals;
}

class DatePrinter {
 public:
  DatePrinter(const FormatSection& section, std::int64_t ticks, std::int64_t ticks_of_second)
      : section_(section), ticks_of_second_(ticks_of_second) {
    fraction_ = ticks % ticks_of_second;
    all_seconds_ = ticks / ticks_of_second;
    seconds_ = all_seconds_ % kDaySeconds;
    half_days_ =
        std::any_of(section.tokens.begin(), section.tokens.end(),
                    [](const FormatToken& token) { return token.kind == TokenKind::HalfDay; });
  }

  std::int64_t days() const noexcept { return all_seconds_ / kDaySeconds; }

  std::string print(const CalendarDay& date) {
    date_ = date;
    for (const FormatToken& token : section_.tokens) print_token(token);
    return std::move(out_);
  }

 private:
  void print_token(const FormatToken& token) {
    const auto hour = seconds_ / 3600;
    switch (token.kind) {
      case TokenKind::Era: return;
      case TokenKind::Year: return print_year(token);
      case TokenKind::Month: return print_month(token);
      case TokenKind::Day: return print_count(date_.day, token.count);
      case TokenKind::Weekday: return print_weekday(token);
      case TokenKind::Hour:
        return print_count(half_days_ ? (hour + 11) % 12 + 1 : hour, token.count);
      case TokenKind::Minute: return print_count(seconds_ / 60 % 60, token.count);
      case TokenKind::Second: return print_count(seconds_ % 60, token.count);
      case TokenKind::SecondFraction: return print_fraction(token.count);
      case TokenKind::HalfDay: return print_half_day(token.text, hour >= 12);
      case TokenKind::ElapsedHours: return print_count(all_seconds_ / 3600, token.count);
      case TokenKind::ElapsedMinutes: return print_count(all_seconds_ / 60, token.count);
      case TokenKind::ElapsedSeconds: return print_count(all_seconds_, token.count);
      case TokenKind::Digit: out_ += token.mark; return;
      default: out_ += token.text; return;
    }
  }

  void print_count(std::int64_t count, int digits) {
    add_digits(fmt::format("{:0{}}", count, std::min(digits, 9)), NumeralStyle::Positional);
  }

  void add_digits(const std::string& digits, NumeralStyle style) {
    out_ += section_.numerals == Numerals::Arabic
                ? digits
                : write_numerals(digits, section_.numerals, style);
  }

  void print_year(const FormatToken& token) {
    const bool whole = token.mark == 'e' || token.count > 2;
    const std::string year = fmt::format("{:04}", date_.year);
    add_digits(whole ? year : year.substr(2), NumeralStyle::DigitByDigit);
  }

  void print_month(const FormatToken& token) {
    if (token.count <= 2) return print_count(date_.month, token.count);
    const auto index = static_cast<std::size_t>(date_.month - 1);
    const std::string_view name = kMonths[index];
    if (token.count == 5) {
      out_ += name.front();
    } else if (section_.names == SheetLocale::Chinese) {
      out_ += kChineseMonths[index];
    } else {
      out_ += token.count == 3 ? name.substr(0, 3) : name;
    }
  }

  /// ddd and dddd in the language of the section; aaa and aaaa always Chinese.
  void print_weekday(const FormatToken& token) {
    const auto index = static_cast<std::size_t>(date_.weekday);
    const bool short_name = token.count == 3;
    if (token.mark == 'a') {
      out_ += short_name ? "" : "星期";
      out_ += kChineseWeekdays[index];
    } else if (section_.names == SheetLocale::Chinese) {
      out_ += short_name ? "周" : "星期";
      out_ += kChineseWeekdays[index];
    } else {
      out_ += short_name ? kWeekdays[index].substr(0, 3) : kWeekdays[index];
    }
  }

  void print_half_day(std::string_view words, bool afternoon) {
    if (section_.names == SheetLocale::Chinese && words.size() > 3) words = "上午/下午";
    const std::size_t slash = words.find('/');
    out_ += afternoon ? words.substr(slash + 1) : words.substr(0, slash);
  }

  void print_fraction(int digits) {
    std::int64_t fraction = fraction_;
    for (std::int64_t ticks = ticks_of_second_; ticks > 1; ticks /= 10) {
      // As many digits as this place wants, though another place of the format wants more.
      if (digits-- <= 0) fraction /= 10;
    }
    const int shown = static_cast<int>(std::to_string(ticks_of_second_).size()) - 1;
    out_ += fmt::format(".{:0{}}", fraction, shown);
  }

  const FormatSection& section_;
  std::int64_t ticks_of_second_;
  std::int64_t fraction_ = 0;
  std::int64_t all_seconds_ = 0;
  std::int64_t seconds_ = 0;  ///< Of the day.
  bool half_days_ = false;
  CalendarDay date_;
  std::string out_;
};

}  // namespace

std::optional<std::string> show_date(const FormatSection& section, double days, bool from_1904) {
  if (from_1904) days += kDaysTo1904;
  if (days < 0 || days >= static_cast<double>(kMostDays + 1)) return std::nullopt;
  std::int64_t ticks_of_second = 1;
  for (int i = 0; i < second_decimals(section); ++i) ticks_of_second *= 10;
  const double ticks = days * static_cast<double>(kDaySeconds * ticks_of_second);
  // A time of day is a fraction that binary numbers miss by little: half a tick more, then down.
  DatePrinter printer(section, std::llround(ticks), ticks_of_second);
  if (printer.days() > kMostDays) return std::nullopt;
  return printer.print(to_calendar(printer.days()));
}

}  // namespace jx
