// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/register_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.h"
#include "ledger/chain.h"
#include "records/values.h"

namespace jx {
namespace {

bool is_digit(char each) { return each >= '0' && each <= '9'; }

std::string one_line(std::string_view text) {
  std::string line(text);
  for (char& each : line) {
    if (each == '\n' || each == '\r' || each == '\t') each = ' ';
  }
  return std::string(trimmed(line));
}

/// "10:11", "10:11:12+08:00", "上午10:11": the time that shops and banks print behind the day.
bool is_time(std::string_view words) {
  words = trimmed(words);
  for (const std::string_view before : {"T", "上午", "下午"}) {
    if (words.starts_with(before)) words.remove_prefix(before.size());
  }
  words = trimmed(words);
  const std::size_t colon = words.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2) return false;
  return std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(colon), is_digit);
}

/// 星期五 and the like behind a day say nothing new.
bool is_weekday(std::string_view words) {
  words = trimmed(words);
  for (const std::string_view bracket : {"（", "("}) {
    if (words.starts_with(bracket)) words.remove_prefix(bracket.size());
  }
  return words.starts_with("星期") || words.starts_with("周");
}

/// The words without a time or weekday behind them: "2021-03-05T10:11", "2021年3月5日 星期五".
std::string_view day_in(std::string_view words) {
  for (std::size_t at = 1; at < words.size(); ++at) {
    const std::string_view rest = words.substr(at);
    const bool behind_day = !is_digit(rest.front()) || !is_digit(words[at - 1]);
    if (behind_day && (is_time(rest) || is_weekday(rest))) return trimmed(words.substr(0, at));
  }
  return words;
}

bool is_whole_day(const Date& date) { return date.year != 0 && date.day != 0 && date.valid(); }

/// "20210305"
std::optional<Date> compact_date(std::string_view day) {
  constexpr std::size_t kDigits = 8;
  if (day.size() != kDigits || !std::all_of(day.begin(), day.end(), is_digit)) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char each : day.substr(at, size)) value = 10 * value + (each - '0');
    return value;
  };
  const Date date{.year = number(0, 4), .month = number(4, 2), .day = number(6, 2)};
  return is_whole_day(date) ? std::optional(date) : std::nullopt;
}

/// The day number of a spreadsheet whose cell was saved without its format: 44260 is 2021-03-05.
/// Only days from 1990 to 2099, so that no other figure is taken for one.
std::optional<Date> serial_date(std::string_view words) {
  using namespace std::chrono;
  const Result<Decimal> number = Decimal::parse(words);
  constexpr int kFirst = 32'874;
  constexpr int kLast = 73'050;
  if (!number.ok() || *number < Decimal(kFirst) || *number > Decimal(kLast)) return std::nullopt;
  const std::string_view whole = words.substr(0, words.find('.'));
  int serial = 0;
  for (const char each : whole) {
    if (!is_digit(each)) return std::nullopt;
    serial = 10 * serial + (each - '0');
  }
  const year_month_day day(sys_days(year(1899) / December / 30) + days(serial));
  return Date{.year = static_cast<int>(day.year()),
              .month = static_cast<int>(static_cast<unsigned>(day.month())),
              .day = static_cast<int>(static_cast<unsigned>(day.day()))};
}

Result<std::string> read_date(const RegisterColumn& column, const std::string& words) {
  if (const auto match = match_date_prefix(words); match && column.month) {
    const Date& date = match->date;
    const bool month = date.year != 0 && date.month != 0 && date.day == 0 && date.valid();
    if (month && match->length == words.size()) return date.to_string();
  }
  const std::string_view day = day_in(words);
  const std::optional<DateMatch> match = match_date_prefix(day);
  if (match && match->length == day.size() && is_whole_day(match->date)) {
    return match->date.to_string();
  }
  if (const auto date = compact_date(day)) return date->to_string();
  if (const auto date = serial_date(words)) return date->to_string();
  return malformed(fmt::format("“{}”不是日期，请写 2021-03-05", words));
}

/// "¥1,234.50元" → "1,234.50元"
std::string_view without_currency(std::string_view words) {
  for (const std::string_view sign : {"￥", "¥", "RMB", "CNY", "人民币"}) {
    if (words.starts_with(sign)) return trimmed(words.substr(sign.size()));
  }
  return words;
}

/// Accountants write (500.00) for what is to be taken off, platforms -￥500.
Result<Decimal> accounting_number(std::string_view words) {
  const std::string folded = fold(words);
  std::string_view inner = folded;
  if (inner.size() > 2 && inner.front() == '(' && inner.back() == ')') {
    inner = inner.substr(1, inner.size() - 2);
  } else if (inner.size() > 1 && inner.front() == '-') {
    inner = inner.substr(1);
  } else {
    return parse_number(without_currency(words));
  }
  inner = without_currency(inner);
  if (inner.starts_with('-') || inner.starts_with('+')) return malformed("有两个正负号");
  JX_TRY(const Decimal number, parse_number(inner));
  return Decimal(0).minus(number);
}

/// Into the unit of the column; what cannot be converted exactly is refused.
Result<Decimal> converted(const Decimal& number, std::string_view from,
                          const RegisterColumn& column, const Lexicon* lexicon) {
  if (from.empty() || from == column.unit) return number;
  if (column.unit.empty()) {
    return malformed(fmt::format("带着单位“{}”，这一列只填数", from));
  }
  const std::optional<Unit> have = lexicon ? lexicon->find_unit(from) : std::nullopt;
  const std::optional<Unit> want = lexicon ? lexicon->find_unit(column.unit) : std::nullopt;
  const bool fits = have && want && have->dimension == want->dimension && !have->factor.is_zero() &&
                    !want->factor.is_zero();
  const Result<Decimal> base = fits ? number.times(have->factor) : number;
  const Result<Decimal> value =
      fits && base.ok() ? base->divided_by(want->factor, Decimal::kMaxScale) : base;
  if (fits && value.ok()) return *value;
  return malformed(fmt::format("单位是“{}”，这一列按{}登记，换算不了", from, column.unit));
}

Result<std::string> read_number(const RegisterColumn& column, const std::string& words,
                                std::string_view unit, const Lexicon* lexicon) {
  Result<Decimal> number = accounting_number(words);
  if (!number.ok()) {
    // A unit behind the figure stands for this cell alone.
    const std::string_view figure = without_currency(words);
    const auto match = match_number_prefix(figure);
    const std::string_view rest =
        match ? trimmed(figure.substr(match->length)) : std::string_view();
    const bool known =
        match && !rest.empty() && (rest == column.unit || (lexicon && lexicon->find_unit(rest)));
    if (!known) return malformed(fmt::format("“{}”不是数", words));
    number = match->value;
    unit = rest;
  }
  JX_TRY(const Decimal value, converted(*number, unit, column, lexicon));
  if (column.type == CellType::Whole && !value.is_whole()) {
    return malformed(fmt::format("“{}”不是整数", words));
  }
  return value.trimmed().to_string();
}

/// A long number that a spreadsheet has shown as 1.23E+17 has lost its last digits for good.
bool is_cut_number(std::string_view words) {
  const std::size_t sign = words.find("E+");
  if (sign == std::string_view::npos || sign == 0 || sign + 2 == words.size()) return false;
  return std::all_of(words.begin(), words.end(), [](char each) {
    return is_digit(each) || each == '.' || each == 'E' || each == '+';
  });
}

Result<std::string> read_text(const std::string& words) {
  if (!is_cut_number(words)) return words;
  return malformed(fmt::format(
      "“{}”是表格软件把长编号改成的数，后几位已经丢了；请重新导出，这一列设为文本", words));
}

Result<std::string> read_choice(const RegisterColumn& column, const std::string& words) {
  const auto& choices = column.choices;
  if (std::find(choices.begin(), choices.end(), words) != choices.end()) return words;
  const std::string key = fold(words);
  for (const std::string& choice : choices) {
    if (fold(choice) == key) return choice;
  }
  return malformed(fmt::format("“{}”不在可选的词里：{}", words, fmt::join(choices, "、")));
}

std::string in_words_of(const RegisterColumn& column, const std::string& words) {
  if (column.words.empty() || words.empty()) return words;
  const std::string key = fold(words);
  for (const auto& [written, meant] : column.words) {
    if (fold(written) == key) return meant;
  }
  return words;
}

}  // namespace

std::string plain_cell(std::string_view cell) {
  std::string words = one_line(cell);
  if (words.size() > 3 && words.starts_with("=\"") && words.back() == '"') {
    words = words.substr(2, words.size() - 3);
  } else if (words.starts_with('\'')) {
    words.erase(0, 1);
  }
  words = std::string(trimmed(words));
  constexpr std::array<std::string_view, 6> kNothing = {"/", "-", "—", "——", "--", "／"};
  const bool nothing = std::find(kNothing.begin(), kNothing.end(), words) != kNothing.end();
  return nothing ? std::string() : words;
}

HeaderWords header_words(std::string_view header) {
  HeaderWords words{.key = fold(one_line(header)), .unit = {}};
  std::string& key = words.key;
  while (!key.empty() && (key.front() == '*' || key.front() == '#')) key.erase(0, 1);
  while (!key.empty() && (key.back() == '*' || key.back() == ':')) key.pop_back();
  const std::size_t open = key.rfind('(');
  if (open != std::string::npos && open > 0 && key.back() == ')') {
    words.unit = key.substr(open + 1, key.size() - open - 2);
    if (words.unit.starts_with("单位:")) words.unit.erase(0, std::string_view("单位:").size());
    key.resize(open);
  }
  return words;
}

std::vector<std::string> split_evidence(const std::string& words) {
  std::vector<std::string> all;
  bool digests = true;
  for (const std::string_view each : split(words, " ")) {
    if (!each.empty()) all.emplace_back(each);
    digests = digests && (each.empty() || parse_digest(each).ok());
  }
  if (digests) return all;
  all.clear();
  const std::string names = replaced(replaced(words, "；", "、"), ";", "、");
  for (const std::string_view each : split(names, "、")) {
    if (!trimmed(each).empty()) all.emplace_back(trimmed(each));
  }
  return all;
}

Result<std::string> read_register_cell(const RegisterColumn& column, const std::string& given,
                                       std::string_view unit, const Lexicon* lexicon) {
  const std::string words = in_words_of(column, given);
  if (words.empty()) {
    if (!column.required) return std::string();
    return malformed("是空白，这一列要填");
  }
  switch (column.type) {
    case CellType::Text: return read_text(words);
    case CellType::Date: return read_date(column, words);
    case CellType::Number:
    case CellType::Whole: return read_number(column, words, unit, lexicon);
    case CellType::Choice: return read_choice(column, words);
  }
  return std::string();
}

}  // namespace jx
