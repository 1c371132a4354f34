// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/text.h"
#include "records/phrase_scanner.h"
#include "records/scan_text.h"

namespace jx::values {

/// A numeral, or an operator that announces one.
bool PhraseScanner::begins_count(std::size_t position) const {
  return is_digit(folded_at(text_, position)) || begins_chinese_numeral(raw_at(text_, position)) ||
         words_.lexicon.match_comparator_prefix(window(text_, position)).has_value();
}

bool PhraseScanner::read_spoken_period() {
  if (!stands_at(text_, position_, "一")) return false;
  const std::size_t start = after(text_, position_);
  const PeriodMatch match = match_period(text_, start);
  std::size_t end = match.end;
  if (match.period == Period::None) {
    const auto unit = match_unit(text_, start, words_);
    if (!unit || unit->unit.dimension != Dimension::Time) return false;
    end = unit->end;
  }
  if (!begins_count(skip_spaces(text_, end))) return false;
  pending_ = Pending{position_, end, match.period, text_.substr(start, end - start)};
  position_ = end;
  return true;
}

/// 每 15 天一次, 1 年 1 次: the first number belongs to the period, the one behind it is counted
/// for it.
bool PhraseScanner::read_counted_period(const NumberPlace& number, const Measure& measure) {
  if (mode_ != Mode::Cell || !measure.has_unit) return false;
  const std::size_t next = skip_spaces(text_, measure.end);
  if (!begins_count(next)) return false;
  const bool each = raw_before(text_, number.begin) == U'每';
  if (!each && !counts_for_time(number, measure, next)) return false;
  const std::size_t begin = each ? before(text_, number.begin) : number.begin;
  add_ordinal(begin, measure.end);
  const bool single = number.value == Decimal(1);
  const std::size_t words = single ? number.end : number.begin;
  pending_ =
      Pending{begin, measure.end, Period::None, trimmed(text_.substr(words, measure.end - words))};
  return true;
}

/// 1 年 2 次 and 3 天一次, but not 3 天 6 场, which may be a total.
bool PhraseScanner::counts_for_time(const NumberPlace& number, const Measure& measure,
                                    std::size_t next) const {
  if (measure.unit.dimension != Dimension::Time) return false;
  Numeral count = scan_digits(text_.substr(next));
  if (!count.read()) count = scan_chinese(text_.substr(next));
  if (!count.read()) return false;
  const auto unit = match_unit(text_, next + count.length, words_);
  if (!unit || unit->unit.dimension != Dimension::Events) return false;
  return number.value == Decimal(1) || count.value == Decimal(1);
}

void PhraseScanner::set_each(Phrase& phrase) {
  if (pending_ && phrase.begin <= skip_spaces(text_, pending_->end)) {
    phrase.per_each = true;
    phrase.begin = std::max(std::min(phrase.begin, pending_->begin), floor_);
    if (mode_ == Mode::Prose) return;
    if (pending_->period != Period::None) {
      apply_period(pending_->period, words_.lexicon, phrase.unit);
    } else {
      append_time(pending_->words, words_.lexicon, phrase.unit);
    }
    return;
  }
  const auto each = find_each(text_, floor_, phrase.begin, words_);
  if (!each) return;
  phrase.per_each = true;
  phrase.begin = each->begin;
  if (mode_ == Mode::Cell) apply_each(*each, words_.lexicon, phrase.unit);
}

/// 前十名, 前 3, 前 5%: a rank, which is best when it is small. 目前, 提前 and the like are other
/// words.
bool PhraseScanner::read_rank(const NumberPlace& number, const Measure& measure) {
  if (mode_ != Mode::Cell || raw_before(text_, number.begin) != U'前') return false;
  const std::size_t sign = before(text_, number.begin);
  constexpr std::u32string_view kOtherWords = U"提目之以日此当年月底度空";
  const char32_t previous = raw_before(text_, sign);
  if (previous != 0 && kOtherWords.find(previous) != std::u32string_view::npos) return false;
  const bool place = stands_at(text_, number.end, "名") || stands_at(text_, number.end, "位");
  const bool share = measure.unit.dimension == Dimension::Ratio;
  if (!place && !share && measure.has_unit) return false;
  add({.kind = QuantityKind::Number,
       .comparator = Comparator::AtMost,
       .value = number.value,
       .unit = share ? measure.unit : Unit{"名", Dimension::Other, Decimal(1)},
       .begin = sign,
       .end = place ? after(text_, number.end) : measure.end,
       .in_chinese = number.chinese});
  return true;
}

}  // namespace jx::values
