// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/dates.h"

#include <array>
#include <optional>

#include "records/numerals.h"
#include "records/scan_text.h"
#include "records/values.h"

namespace jx {
namespace values {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2099;

/// A number of at most four digits, and how many digits it was written with.
struct SmallNumber {
  int value = 0;
  int digits = 0;  ///< 0 for Chinese numerals.
  std::size_t end = 0;
};

std::optional<SmallNumber> read_digits(std::string_view text, std::size_t position) {
  SmallNumber number{0, 0, position};
  constexpr int kMostDigits = 4;
  while (is_digit(folded_at(text, number.end))) {
    if (++number.digits > kMostDigits) return std::nullopt;
    number.value = number.value * 10 + static_cast<int>(folded_at(text, number.end) - U'0');
    number.end = after(text, number.end);
  }
  return number.digits == 0 ? std::nullopt : std::optional<SmallNumber>(number);
}

std::optional<SmallNumber> read_number(std::string_view text, std::size_t position) {
  position = skip_spaces(text, position);
  if (is_digit(folded_at(text, position))) return read_digits(text, position);
  const Numeral numeral = scan_chinese(text.substr(position));
  if (!numeral.read() || !numeral.value.is_whole() || numeral.value > Decimal(kLastYear)) {
    return std::nullopt;
  }
  return SmallNumber{static_cast<int>(numeral.value.trimmed().mantissa()), 0,
                     position + numeral.length};
}

/// Moves past the first of `words` that stands at `position`, spaces before it included.
template <std::size_t Count>
bool take(std::string_view text, std::size_t& position,
          const std::array<std::string_view, Count>& words) {
  const std::size_t start = skip_spaces(text, position);
  for (const std::string_view word : words) {
    if (!stands_at(text, start, word)) continue;
    position = start + word.size();
    return true;
  }
  return false;
}

constexpr std::array<std::string_view, 2> kYear = {"学年", "年"};
constexpr std::array<std::string_view, 2> kMonth = {"月份", "月"};
constexpr std::array<std::string_view, 2> kDay = {"日", "号"};
constexpr std::array<std::string_view, 4> kWholeYear = {"全年度", "全年", "年度", "度"};
constexpr std::array<std::string_view, 5> kYearEnd = {"年底", "年末", "底", "末", "岁末"};
constexpr std::array<std::string_view, 3> kMonthEnd = {"月底", "底", "末"};
constexpr std::array<std::string_view, 4> kMonthPart = {"上旬", "中旬", "下旬", "初"};

/// 底 in 底线 and 末 in 末端 are not ends of a period.
bool take_end(std::string_view text, std::size_t& position,
              const std::array<std::string_view, 5>& words) {
  std::size_t end = position;
  if (!take(text, end, words)) return false;
  const char32_t next = raw_at(text, end);
  if (next == U'线' || next == U'端' || next == U'层') return false;
  position = end;
  return true;
}

/// A half or a quarter of a year as its last month.
struct PartOfYear {
  int month = 0;  ///< 0 when there is none.
  bool unclear = false;
  bool quarter = false;  ///< Without a word for its end.
};

PartOfYear take_half(std::string_view text, std::size_t& position) {
  constexpr std::array<std::string_view, 1> kFirst = {"上半年"};
  constexpr std::array<std::string_view, 1> kSecond = {"下半年"};
  constexpr std::array<std::string_view, 2> kEnd = {"末", "底"};
  constexpr int kJune = 6;
  const bool first = take(text, position, kFirst);
  if (!first && !take(text, position, kSecond)) return {};
  take(text, position, kEnd);
  return {first ? kJune : 2 * kJune, false, false};
}

/// 第三季度末, 三季度. 三个季度 is a duration.
PartOfYear take_quarter(std::string_view text, std::size_t& position) {
  std::size_t end = skip_word(text, skip_spaces(text, position), "第");
  const auto number = read_number(text, end);
  constexpr std::array<std::string_view, 1> kQuarter = {"季度"};
  constexpr std::array<std::string_view, 2> kEnd = {"末", "底"};
  constexpr std::array<std::string_view, 3> kBefore = {"前", "之前", "以前"};
  if (!number || number->value < 1 || number->value > 4) return {};
  end = number->end;
  if (!take(text, end, kQuarter)) return {};
  const bool has_end = take(text, end, kEnd);
  position = end;
  if (!has_end && take(text, end, kBefore)) {
    position = end;
    return {0, true, false};
  }
  return {3 * number->value, false, !has_end};
}

PartOfYear take_part_of_year(std::string_view text, std::size_t& position) {
  const PartOfYear half = take_half(text, position);
  return half.month != 0 ? half : take_quarter(text, position);
}

DateScan to_scan(const PartOfYear& part, int year, std::size_t length) {
  if (part.unclear) return {.state = DateState::Unclear, .date = {}, .length = length};
  if (part.month == 0) return {};
  return {DateState::Read, {year, part.month, 0}, length, true, part.quarter};
}

DateScan scanned(DateScan scan) {
  scan.state = scan.date.valid() ? DateState::Read : DateState::Impossible;
  return scan;
}

/// "24时", "24:00" behind a day; the hour does not change the day.
std::size_t skip_time_of_day(std::string_view text, std::size_t position) {
  const auto hour = read_digits(text, skip_spaces(text, position));
  constexpr int kMostHours = 24;
  if (!hour || hour->digits > 2 || hour->value > kMostHours) return position;
  std::size_t end = hour->end;
  if (folded_at(text, end) == U':') {
    const auto minute = read_digits(text, after(text, end));
    return minute && minute->digits == 2 ? minute->end : position;
  }
  constexpr std::array<std::string_view, 2> kHour = {"时", "点"};
  if (!take(text, end, kHour)) return position;
  const auto minute = read_digits(text, end);
  if (minute && stands_at(text, minute->end, "分")) end = after(text, minute->end);
  return end;
}

/// Month and day from `position` on; `year` is 0 when none was written.
DateScan scan_month(std::string_view text, std::size_t position, int year) {
  const auto month = read_number(text, position);
  if (!month || month->digits > 2) return {};
  std::size_t end = month->end;
  if (!take(text, end, kMonth)) return {};
  DateScan scan{DateState::Read, {year, month->value, 0}, end, false, false};
  // A month that does not exist is a duration when no year stands before it: "24月".
  if (month->value < 1 || month->value > 12) {
    scan.state = year == 0 ? DateState::Absent : DateState::Impossible;
    return scan;
  }
  const auto day = read_number(text, end);
  std::size_t day_end = day ? day->end : end;
  if (day && day->digits <= 2 && take(text, day_end, kDay)) {
    scan.date.day = day->value;
    scan.length = skip_time_of_day(text, day_end);
    if (day->value == 0) scan.state = DateState::Impossible;
    return scan.state == DateState::Read ? scanned(scan) : scan;
  }
  scan.end_of_period = take(text, end, kMonthEnd);
  if (!scan.end_of_period) take(text, end, kMonthPart);
  scan.length = end;
  return scan;
}

bool stands_for_year(const SmallNumber& number, bool before_month) {
  if (number.digits == 0 || number.digits == 4) return is_calendar_year(number.value);
  // 22年6月: two digits are a year only where a month follows.
  return number.digits == 2 && before_month;
}

DateScan scan_year(std::string_view text) {
  const auto number = read_number(text, 0);
  if (!number) return {};
  std::size_t end = number->end;
  if (!take(text, end, kYear)) return {};
  constexpr int kCentury = 2000;
  const int year = number->digits == 2 ? kCentury + number->value : number->value;
  const DateScan with_month = scan_month(text, end, year);
  if (!stands_for_year(*number, with_month.state != DateState::Absent)) return {};
  if (with_month.state != DateState::Absent) return with_month;
  DateScan scan{DateState::Read, {year, 0, 0}, end, false, false};
  const PartOfYear part = take_part_of_year(text, end);
  if (part.month != 0 || part.unclear) return to_scan(part, year, end);
  take(text, end, kWholeYear);
  scan.end_of_period = take_end(text, end, kYearEnd);
  constexpr std::array<std::string_view, 1> kYearBegin = {"初"};
  if (!scan.end_of_period) take(text, end, kYearBegin);
  scan.length = end;
  return scan;
}

/// "." joins a year and a month only before words that mark a deadline: 2023.12 alone is a number.
bool is_deadline_at(std::string_view text, std::size_t position) {
  constexpr std::array<std::string_view, 5> kWords = {"月", "底", "末", "前", "之前"};
  return take(text, position, kWords);
}

/// 2021-12-31, 2021/12/31, 2021.12.31, 2021-12.
DateScan scan_separated(std::string_view text) {
  const auto year = read_digits(text, 0);
  if (!year || year->digits != 4 || !is_calendar_year(year->value)) return {};
  const char32_t separator = folded_at(text, year->end);
  if (separator != U'-' && separator != U'/' && separator != U'.') return {};
  const auto month = read_digits(text, after(text, year->end));
  if (!month || month->digits > 2 || month->value < 1 || month->value > 12) return {};
  DateScan scan{DateState::Read, {year->value, month->value, 0}, month->end, false, false};
  if (folded_at(text, month->end) == separator) {
    const auto day = read_digits(text, after(text, month->end));
    if (!day || day->digits > 2) return {};
    scan.date.day = day->value;
    std::size_t end = day->end;
    take(text, end, kDay);
    scan.length = skip_time_of_day(text, end);
    if (day->value == 0) scan.state = DateState::Impossible;
    return day->value == 0 ? scan : scanned(scan);
  }
  if (separator == U'.' && !is_deadline_at(text, month->end)) return {};
  std::size_t end = month->end;
  take(text, end, kMonth);
  scan.end_of_period = take(text, end, kMonthEnd);
  scan.length = end;
  return scan;
}

}  // namespace

DateScan scan_date(std::string_view text) {
  if (DateScan scan = scan_separated(text); scan.state != DateState::Absent) return scan;
  if (DateScan scan = scan_year(text); scan.state != DateState::Absent) return scan;
  if (DateScan scan = scan_month(text, 0, 0); scan.state != DateState::Absent) return scan;
  std::size_t end = 0;
  const PartOfYear part = take_part_of_year(text, end);
  return to_scan(part, 0, end);
}

DateScan scan_date_words(std::string_view text) {
  std::size_t end = 0;
  constexpr std::array<std::string_view, 5> kWords = {"年底", "年末", "岁末", "年终", "年底"};
  constexpr int kDecember = 12;
  if (take_end(text, end, kWords)) return {DateState::Read, {0, kDecember, 0}, end, true, false};
  const PartOfYear part = take_part_of_year(text, end);
  return to_scan(part, 0, end);
}

DateScan scan_compact_date(std::string_view text) {
  constexpr std::size_t kLength = 8;
  std::array<int, kLength> digits{};
  std::size_t position = 0;
  for (int& digit : digits) {
    const char32_t character = folded_at(text, position);
    if (!is_digit(character)) return {};
    digit = static_cast<int>(character - U'0');
    position = after(text, position);
  }
  if (position != text.size()) return {};
  const int year = ((digits[0] * 10 + digits[1]) * 10 + digits[2]) * 10 + digits[3];
  if (!is_calendar_year(year)) return {};
  return scanned({DateState::Read,
                  {year, digits[4] * 10 + digits[5], digits[6] * 10 + digits[7]},
                  position,
                  false,
                  false});
}

bool is_calendar_year(int year) noexcept { return year >= kFirstYear && year <= kLastYear; }

}  // namespace values

std::optional<DateMatch> match_date_prefix(std::string_view text) {
  values::DateScan scan = values::scan_date(text);
  if (scan.state == values::DateState::Absent) scan = values::scan_date_words(text);
  if (!scan.read()) return std::nullopt;
  return DateMatch{scan.date, scan.length, scan.end_of_period};
}

}  // namespace jx
