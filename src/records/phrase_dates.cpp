// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "records/phrase_scanner.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

/// A date's words are few, and so are a period's; nothing behind them is looked at.
constexpr std::size_t kLongestDate = 48;

/// What stands behind the first numeral of every date. Nearly all numbers are none, and this tells
/// so without trying each form.
bool may_begin_date(std::string_view near) {
  std::size_t position = skip_spaces(near, skip_word(near, 0, "第"));
  while (is_digit(folded_at(near, position)) || begins_chinese_numeral(raw_at(near, position))) {
    position = after(near, position);
  }
  const char32_t next = folded_at(near, skip_spaces(near, position));
  constexpr std::u32string_view kMarks = U"年月学季-~/.到至、";
  return next != 0 && kMarks.find(next) != std::u32string_view::npos;
}

bool joins_list(char32_t folded) noexcept {
  return folded == U'-' || folded == U'~' || folded == U'到' || folded == U'至' ||
         folded == U'、' || folded == U'/';
}

}  // namespace

bool PhraseScanner::read_date() {
  const std::string_view near = window(text_, position_, kLongestDate);
  if (!may_begin_date(near)) return false;
  const auto period = scan_period(near);
  // In prose 2021年至2023年 are two dates; what cannot be told apart is one, at its beginning.
  if (period && (mode_ == Mode::Cell || !period->splits)) {
    add_date({.kind = QuantityKind::Date,
              .comparator = mode_ == Mode::Cell ? Comparator::Between : Comparator::Unstated,
              .date = period->begin,
              .date_high = period->end,
              .begin = position_,
              .end = position_ + period->length});
    return true;
  }
  if (read_listed_date(near)) return true;
  const DateScan scan = scan_date(near);
  if (scan.state == DateState::Absent) return false;
  const std::size_t end = position_ + scan.length;
  // A quarter has no place in a Date but its end: right for a deadline, too much for prose.
  if (scan.state == DateState::Unclear || (scan.quarter && mode_ == Mode::Prose)) {
    add_ordinal(position_, end);
    return true;
  }
  Phrase phrase{.kind = QuantityKind::Date, .begin = position_, .end = end};
  if (scan.read()) {
    phrase.date = scan.date;
  } else {
    phrase.fault = Fault::ImpossibleDate;
  }
  add_date(std::move(phrase));
  return true;
}

/// The first of "2021、2022年", "3、4月", and of the ranges that prose tells apart.
bool PhraseScanner::read_listed_date(std::string_view near) {
  const Numeral first = scan_digits(near);
  if (!first.read() || first.value.scale() != 0) return false;
  const std::size_t joint = skip_spaces(near, first.length);
  if (!joins_list(folded_at(near, joint))) return false;
  const std::size_t second = skip_spaces(near, after(near, joint));
  const DateScan next = scan_date(near.substr(second));
  if (!next.read() || next.quarter || !is_digit(folded_at(near, second))) return false;
  constexpr int kMost = 9999;
  if (first.value > Decimal(kMost)) return false;
  const int value = static_cast<int>(first.value.mantissa());
  const bool year = next.date.year != 0;
  const Date date = year ? Date{value, 0, 0} : Date{0, value, 0};
  if (year ? !is_calendar_year(value) : !date.valid()) return false;
  add_date({.kind = QuantityKind::Date,
            .date = date,
            .begin = position_,
            .end = position_ + first.length});
  return true;
}

/// Adds the words around a date: 不晚于 in front, 前 behind.
void PhraseScanner::add_date(Phrase phrase) {
  const std::size_t start = skip_spaces_back(text_, phrase.begin, floor_);
  constexpr std::size_t kNear = 24;
  const std::size_t near = start - std::min(start - floor_, kNear);
  if (const auto word = words_.not_later_before.find_suffix_of(text_.substr(near, start - near))) {
    phrase.begin = start - word->size();
    if (phrase.comparator == Comparator::Unstated) phrase.comparator = Comparator::AtMost;
  }
  const BoundBehind behind = find_bound_behind(text_, phrase.end, Behind::Date, words_);
  phrase.end = behind.end;
  phrase.approximate = behind.approximate;
  if (phrase.comparator == Comparator::Unstated) phrase.comparator = behind.comparator;
  add(std::move(phrase));
}

void PhraseScanner::read_date_words() {
  const DateScan scan = scan_date_words(window(text_, position_, kLongestDate));
  if (!scan.read()) {
    position_ = after(text_, position_);
  } else if (mode_ == Mode::Prose) {
    // 年底 in running text is no number.
    position_ += scan.length;
  } else {
    add_date({.kind = QuantityKind::Date,
              .date = scan.date,
              .begin = position_,
              .end = position_ + scan.length});
  }
}

}  // namespace jx::values
