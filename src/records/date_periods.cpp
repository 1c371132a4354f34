// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>

#include "records/dates.h"
#include "records/numerals.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

/// "-", "——", "~", 到, 至: the position behind it, spaces skipped, or nothing.
std::optional<std::size_t> skip_connector(std::string_view text, std::size_t position) {
  std::size_t end = skip_spaces(text, position);
  const char32_t sign = folded_at(text, end);
  if (sign != U'-' && sign != U'~' && sign != U'到' && sign != U'至') return std::nullopt;
  end = after(text, end);
  if (sign == U'-' && folded_at(text, end) == U'-') end = after(text, end);
  return skip_spaces(text, end);
}

/// A whole number of at most four digits and the position behind it.
struct Whole {
  int value = 0;
  std::size_t end = 0;
};

std::optional<Whole> read_whole(std::string_view text, std::size_t position) {
  const Numeral numeral = scan_digits(window(text, position));
  constexpr int kMost = 9999;
  if (!numeral.read() || numeral.value.scale() != 0 || numeral.value > Decimal(kMost)) {
    return std::nullopt;
  }
  return Whole{static_cast<int>(numeral.value.mantissa()), position + numeral.length};
}

std::optional<PeriodScan> make_period(const Date& begin, const Date& end, std::size_t length,
                                      bool splits) {
  if (!begin.valid() || !end.valid()) return std::nullopt;
  if (begin.year != 0 && begin.year == end.year && end < begin) return std::nullopt;
  return PeriodScan{begin, end, length, splits};
}

/// 15日至30日 and 1.1-12.31: an end that takes month or year from the beginning.
std::optional<PeriodScan> scan_short_end(std::string_view text, const Date& begin,
                                         std::size_t position) {
  const auto first = read_whole(text, position);
  if (first && begin.day != 0 &&
      (stands_at(text, first->end, "日") || stands_at(text, first->end, "号"))) {
    return make_period(begin, {begin.year, begin.month, first->value}, after(text, first->end),
                       false);
  }
  const Numeral dotted = scan_digits(window(text, position));
  if (!dotted.read() || dotted.value.scale() == 0 || begin.day == 0) return std::nullopt;
  const std::size_t point = window(text, position).find_first_of('.');
  if (point == std::string_view::npos) return std::nullopt;
  const auto month = read_whole(text.substr(0, position + point), position);
  const auto day = read_whole(text, position + point + 1);
  if (!month || !day) return std::nullopt;
  return make_period(begin, {begin.year, month->value, day->value}, day->end, false);
}

/// 2023.1-2023.12: alone each of the two would be a decimal.
std::optional<PeriodScan> scan_dotted_months(std::string_view text) {
  Date dates[2];
  std::size_t position = 0;
  for (Date& date : dates) {
    if (&date != dates) {
      const auto start = skip_connector(text, position);
      if (!start) return std::nullopt;
      position = *start;
    }
    std::size_t digits_end = position;
    while (is_digit(folded_at(text, digits_end))) digits_end = after(text, digits_end);
    if (folded_at(text, digits_end) != U'.') return std::nullopt;
    const auto year = read_whole(text.substr(0, digits_end), position);
    const auto month = read_whole(text, after(text, digits_end));
    if (!year || !month || !is_calendar_year(year->value)) return std::nullopt;
    date = {year->value, month->value, 0};
    position = month->end;
  }
  return make_period(dates[0], dates[1], position, false);
}

/// 1-12月, 2021-2023年 from `position` on; `year` is that of the words before.
std::optional<PeriodScan> scan_short_begin(std::string_view text, std::size_t position, int year) {
  const auto first = read_whole(text, skip_spaces(text, position));
  if (!first) return std::nullopt;
  const auto second = skip_connector(text, first->end);
  if (!second || !is_digit(folded_at(text, *second))) return std::nullopt;
  const DateScan end = scan_date(text.substr(*second));
  if (!end.read()) return std::nullopt;
  const std::size_t length = *second + end.length;
  if (end.quarter) {
    constexpr int kMonths = 3;
    const Date begin{year, kMonths * first->value - (kMonths - 1), 0};
    return make_period(begin, {year, end.date.month, 0}, length, false);
  }
  if (end.date.year != 0 && year == 0 && is_calendar_year(first->value)) {
    return make_period({first->value, 0, 0}, end.date, length, true);
  }
  if (end.date.year != 0 || end.date.month == 0) return std::nullopt;
  Date last = end.date;
  last.year = year;
  return make_period({year, first->value, 0}, last, length, year == 0);
}

}  // namespace

std::optional<PeriodScan> scan_period(std::string_view text) {
  if (auto period = scan_dotted_months(text)) return period;
  if (auto period = scan_short_begin(text, 0, 0)) return period;
  const DateScan first = scan_date(text);
  if (!first.read()) return std::nullopt;
  if (first.date.month == 0) {
    if (auto period = scan_short_begin(text, first.length, first.date.year)) return period;
  }
  const auto start = skip_connector(text, first.length);
  if (!start) return std::nullopt;
  DateScan second = scan_date(text.substr(*start));
  if (!second.read()) return scan_short_end(text, first.date, *start);
  if (second.date.year == 0) second.date.year = first.date.year;
  return make_period(first.date, second.date, *start + second.length, true);
}

}  // namespace jx::values
