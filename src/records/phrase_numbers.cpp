// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "records/phrase_scanner.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

bool is_times_sign(std::string_view text, std::size_t position) {
  const char32_t sign = folded_at(text, position);
  const bool letter = sign == U'x' || sign == U'X';
  const std::size_t next =
      letter ? after(text, position) : skip_spaces(text, after(text, position));
  const bool signs = letter || sign == U'×' || sign == U'*' || sign == U'✕' || sign == U'+';
  return signs && is_digit(folded_at(text, next));
}

/// .5 without the digit before its point: nobody can tell whether one was lost.
bool follows_bare_point(std::string_view text, std::size_t begin) {
  if (folded_before(text, begin) != U'.') return false;
  const char32_t previous = folded_before(text, before(text, begin));
  return previous == 0 || is_space(previous) ||
         std::u32string_view(U"<>=≥≤≧≦(-").find(previous) != std::u32string_view::npos;
}

std::size_t skip_letters_and_digits(std::string_view text, std::size_t position) {
  for (;;) {
    const char32_t character = folded_at(text, position);
    if (!is_digit(character) && !is_letter(character)) return position;
    position = after(text, position);
  }
}

/// "-", "——", "~", 到, 至 between the ends of a range: the position behind, or `position`.
std::size_t skip_range_sign(std::string_view text, std::size_t position) {
  const std::size_t start = skip_spaces(text, position);
  const char32_t sign = folded_at(text, start);
  if (sign == U'到' || sign == U'至' || sign == U'~') return after(text, start);
  if (sign != U'-') return position;
  const std::size_t end = after(text, start);
  return folded_at(text, end) == U'-' ? after(text, end) : end;
}

void multiply_by(const Decimal& factor, Measure& measure) {
  const Result<Decimal> product = measure.value.times(factor);
  if (product.ok()) {
    measure.value = product->trimmed();
  } else {
    measure.too_large = true;
  }
}

/// Gives both ends one unit where the words allow it: 1-2万人次, 10万-20万元, 95%-100.
bool agree_on_unit(Measure& low, Measure& high) {
  if (low.has_unit && high.has_unit) {
    if (low.unit == high.unit) return true;
    if (low.unit.dimension != Dimension::BareMultiple) return false;
    if (high.multiplier == low.unit.factor) {
      multiply_by(low.unit.factor, low);
    } else if (!high.unit.name.starts_with(low.unit.name)) {
      return false;
    }
    low.unit = high.unit;
    return true;
  }
  if (!low.has_unit) {
    if (high.multiplier != Decimal(1)) multiply_by(high.multiplier, low);
    low.unit = high.unit;
  } else {
    high.unit = low.unit;
  }
  low.has_unit = low.has_unit || high.has_unit;
  return true;
}

/// [80%, 90%]: a comma between brackets.
bool opens_interval(std::string_view text, std::size_t begin, std::size_t end) {
  const char32_t open = folded_before(text, skip_spaces_back(text, begin));
  return (open == U'[' || open == U'(' || open == U'【') && folded_at(text, end) == U',';
}

bool closes_interval(std::string_view text, std::size_t end) {
  const char32_t close = folded_at(text, skip_spaces(text, end));
  return close == U']' || close == U')' || close == U'】';
}

/// 4 of 3、4 次: the next number, with the unit for both.
bool follows_directly(const Decimal& low, const Measure& high) {
  constexpr int kLastDigit = 9;
  const Result<Decimal> difference = high.value.minus(low);
  return high.has_unit && low < Decimal(kLastDigit) && difference.ok() && *difference == Decimal(1);
}

Comparator seen_from_other_side(Comparator comparator) noexcept {
  switch (comparator) {
    case Comparator::AtLeast: return Comparator::AtMost;
    case Comparator::GreaterThan: return Comparator::LessThan;
    case Comparator::LessThan: return Comparator::GreaterThan;
    case Comparator::AtMost: return Comparator::AtLeast;
    case Comparator::Unstated:
    case Comparator::Equal:
    case Comparator::Between:
    case Comparator::Qualitative:
    case Comparator::OtherQuantitative:
    case Comparator::NotApplicable: return comparator;
  }
  return comparator;
}

/// From five below to five above.
bool is_tolerance(const Phrase& phrase) {
  if (!phrase.value || !phrase.value_high) return false;
  const Result<Decimal> sum = phrase.value->plus(*phrase.value_high);
  return sum.ok() && sum->is_zero() && !phrase.value_high->is_zero();
}

Fault fault_of_bounds(const BoundBefore& in_front, bool contradictory, QuantityKind kind) {
  if (in_front.doubled) return Fault::DoubledSign;
  if (contradictory) return Fault::Contradiction;
  const bool one_sided = side_of(in_front.comparator) != Side::None && !in_front.weak;
  return kind == QuantityKind::Range && one_sided ? Fault::SignWithRange : Fault::None;
}

}  // namespace

void PhraseScanner::read_arabic() {
  if (read_date()) return;
  const Numeral numeral = scan_digits(text_.substr(position_));
  const std::size_t end = position_ + numeral.length;
  const NumberPlace number{numeral.value, position_, end, false};
  if (const auto chain = scan_chain(text_, position_)) {
    // 任务1：3个 looks like a ratio, but the first number belongs to its label.
    const auto name = find_name(text_, floor_, number, {.end = end}, mode_, words_);
    if (name && folded_at(text_, end) == U':') {
      return add_ordinal(name->begin, name->end, number.value);
    }
    return add_ordinal(position_, chain->end, {}, chain->dotted ? Fault::NotANumber : Fault::None);
  }
  if (!numeral.read()) return add_ordinal(position_, end, {}, Fault::TooLarge);
  if (read_parts(number) || read_clock(number)) return;
  if (const auto day_end = match_day_deadline(text_, number)) {
    return add_ordinal(number.begin, *day_end);
  }
  if (follows_bare_point(text_, number.begin)) {
    return add_ordinal(before(text_, number.begin), end, {}, Fault::NotANumber);
  }
  finish_number(number);
}

void PhraseScanner::finish_number(const NumberPlace& number) {
  Measure measure = read_measure(text_, number, words_);
  if (read_product(number, measure) || read_glued(number, measure)) return;
  if (read_counted_period(number, measure) || read_rank(number, measure)) return;
  if (!has_operator(number, measure)) {
    if (const auto name = find_name(text_, floor_, number, measure, mode_, words_)) {
      return add_ordinal(name->begin, name->end, number.value);
    }
  }
  const std::optional<Measure> high = match_range_end(number, measure);
  if (!high && !measures_something(number, measure)) {
    position_ = number.end;
    if (number.chinese &&
        character_count(text_.substr(number.begin, number.end - number.begin)) > 1) {
      add_ordinal(number.begin, number.end, number.value);
    }
    return;
  }
  add_number(number, std::move(measure), high);
}

const BoundBefore& PhraseScanner::bound_before(std::size_t begin) const {
  if (!bound_ || bound_->number != begin || bound_->floor != floor_) {
    bound_ = CachedBound{begin, floor_, find_bound_before(text_, floor_, begin, words_)};
  }
  return bound_->bound;
}

bool PhraseScanner::has_operator(const NumberPlace& number, const Measure& measure) const {
  return bound_before(number.begin).comparator != Comparator::Unstated ||
         find_bound_behind(text_, measure.end, Behind::Number, words_).comparator !=
             Comparator::Unstated;
}

/// Chinese numerals are parts of so many words that they need a unit, an operator in front, or a
/// cell of their own to be a quantity.
bool PhraseScanner::measures_something(const NumberPlace& number, const Measure& measure) const {
  if (!number.chinese || measure.has_unit) return true;
  if (mode_ == Mode::Prose) return false;
  const std::string_view cell = trimmed(text_);
  if (cell == text_.substr(number.begin, number.end - number.begin)) return true;
  return has_operator(number, measure);
}

bool PhraseScanner::read_product(const NumberPlace& number, const Measure& measure) {
  std::size_t end = measure.end;
  std::size_t sign = skip_spaces(text_, end);
  if (!is_times_sign(text_, sign)) return false;
  constexpr int kMostFactors = 8;
  for (int i = 0; i < kMostFactors && is_times_sign(text_, sign); ++i) {
    const std::size_t start = skip_spaces(text_, after(text_, sign));
    const Numeral factor = scan_digits(text_.substr(start));
    if (!factor.read()) break;
    end = read_measure(text_, {factor.value, start, start + factor.length}, words_).end;
    sign = skip_spaces(text_, end);
  }
  if (end == measure.end) return false;
  add_ordinal(number.begin, end);
  return true;
}

bool PhraseScanner::read_glued(const NumberPlace& number, const Measure& measure) {
  if (measure.too_large) {
    add_ordinal(number.begin, measure.end, {}, Fault::TooLarge);
    return true;
  }
  if (number.chinese || measure.has_unit) return false;
  if (read_unknown_sign(number)) return true;
  // 1+X is a name as 12a is none of ours; the sum of 1+2 is a product's sister.
  const std::size_t start =
      folded_at(text_, number.end) == U'+' ? after(text_, number.end) : number.end;
  if (!is_letter(folded_at(text_, start))) return false;
  const Fault fault = start == number.end ? Fault::NotANumber : Fault::None;
  add_ordinal(number.begin, skip_letters_and_digits(text_, start), {}, fault);
  return true;
}

std::optional<Measure> PhraseScanner::match_range_end(const NumberPlace& number, Measure& low) {
  const std::size_t included = skip_included(text_, low.end);
  std::size_t start = skip_range_sign(text_, included);
  if (start == included) start = low.end;
  const bool interval = mode_ == Mode::Cell && opens_interval(text_, number.begin, low.end);
  if (interval) start = after(text_, low.end);
  // 3、4 次 says three or four; 8、10 次 is a list.
  const bool or_next = mode_ == Mode::Cell && !low.has_unit && stands_at(text_, low.end, "、");
  if (or_next) start = after(text_, low.end);
  if (start == low.end) return std::nullopt;
  const std::size_t begin = skip_spaces(text_, start);
  Numeral numeral = scan_digits(text_.substr(begin));
  if (!numeral.read() && number.chinese) numeral = scan_chinese(text_.substr(begin));
  if (!numeral.read()) return std::nullopt;
  if (scan_date(window(text_, begin, 20)).read()) return std::nullopt;
  const NumberPlace place{numeral.value, begin, begin + numeral.length, numeral.chinese};
  Measure high = read_measure(text_, place, words_);
  if (!high.has_unit && is_letter(folded_at(text_, place.end))) return std::nullopt;
  if (number.chinese && !high.has_unit) return std::nullopt;
  if (interval && !closes_interval(text_, high.end)) return std::nullopt;
  if (or_next && !follows_directly(low.value, high)) return std::nullopt;
  if (!agree_on_unit(low, high)) return std::nullopt;
  low.approximate = low.approximate || or_next;
  return high;
}

void PhraseScanner::add_number(const NumberPlace& number, Measure measure,
                               const std::optional<Measure>& high) {
  Phrase phrase{.kind = high ? QuantityKind::Range : QuantityKind::Number,
                .value = measure.value,
                .unit = std::move(measure.unit),
                .begin = number.begin,
                .end = high ? high->end : measure.end,
                .per_each = measure.per_each || measure.period != Period::None,
                .approximate = measure.approximate,
                .in_chinese = number.chinese};
  if (const auto minus = minus_before(text_, floor_, number, phrase.unit); minus != 0) {
    const Result<Decimal> negated = measure.value.negated();
    if (negated.ok()) phrase.value = *negated;
    phrase.begin = number.begin - minus;
  }
  if (!high) read_tolerance(phrase);
  if (high) {
    phrase.value_high = high->value;
    phrase.approximate = phrase.approximate || high->approximate;
    if (measure.too_large || high->too_large) phrase.fault = Fault::TooLarge;
    if (*phrase.value > *phrase.value_high) phrase.fault = Fault::ReversedRange;
  }
  set_bounds(number, phrase);
  set_each(phrase);
  add(std::move(phrase));
}

/// ±5%: from five below to five above.
void PhraseScanner::read_tolerance(Phrase& phrase) {
  constexpr std::string_view kSign = "±";
  const std::size_t end = skip_spaces_back(text_, phrase.begin, floor_);
  const bool signed_already = phrase.value->is_negative();
  if (signed_already || !text_.substr(floor_, end - floor_).ends_with(kSign)) return;
  const Result<Decimal> low = phrase.value->negated();
  if (!low.ok()) return;
  phrase.kind = QuantityKind::Range;
  phrase.value_high = phrase.value;
  phrase.value = *low;
  phrase.begin = end - kSign.size();
}

void PhraseScanner::set_bounds(const NumberPlace& number, Phrase& phrase) {
  const BoundBefore in_front = bound_before(phrase.begin);
  if (phrase.unit.name.empty() && !number.chinese) set_unknown_unit(phrase);
  const BoundBehind behind = find_bound_behind(text_, phrase.end, Behind::Number, words_);
  const JoinedBound joined = join_bounds(in_front, behind);
  const bool range = phrase.kind == QuantityKind::Range;
  if (phrase.fault == Fault::None) {
    phrase.fault = fault_of_bounds(in_front, joined.contradictory, phrase.kind);
  }
  phrase.comparator = joined.comparator;
  // ≤±5% limits the deviation on both sides, which the range says already.
  if (is_tolerance(phrase) && phrase.fault == Fault::SignWithRange) phrase.fault = Fault::None;
  if (range && phrase.fault == Fault::None) {
    const bool one_sided = side_of(behind.comparator) != Side::None && !in_front.weak;
    if (one_sided && !is_tolerance(phrase) && behind.comparator == joined.comparator &&
        in_front.comparator == Comparator::Unstated) {
      phrase.fault = Fault::SignWithRange;
    } else {
      phrase.comparator = Comparator::Between;
    }
  }
  phrase.begin = in_front.begin;
  phrase.end = behind.end;
  if (!range) set_bound_of_other_side(phrase);
  if (in_front.money) set_currency(phrase);
  phrase.approximate = phrase.approximate || in_front.approximate || behind.approximate;
}

/// ￥500 is 500 元, ¥5万 is 5 万元.
void PhraseScanner::set_currency(Phrase& phrase) {
  const bool bare = phrase.unit.name.empty() || phrase.unit.dimension == Dimension::BareMultiple;
  if (!bare) return;
  if (auto unit = words_.lexicon.find_unit(phrase.unit.name + "元")) phrase.unit = *std::move(unit);
}

/// 80%≤X: the sign behind the number says what X is to it.
void PhraseScanner::set_bound_of_other_side(Phrase& phrase) {
  if (mode_ != Mode::Cell || phrase.comparator != Comparator::Unstated) return;
  const std::size_t start = skip_spaces(text_, phrase.end);
  const auto sign = words_.lexicon.match_comparator_prefix(window(text_, start));
  if (!sign || is_han(raw_at(text_, start)) || raw_at(text_, start) == U'》') return;
  const char32_t next = folded_at(text_, skip_spaces(text_, start + sign->length));
  if (next == 0 || is_digit(next)) return;
  phrase.comparator = seen_from_other_side(sign->comparator);
  phrase.end = start + sign->length;
}

/// Words that may follow a number without being its unit.
bool PhraseScanner::begins_other_words(std::size_t position) const {
  const std::string_view next = window(text_, position, 8);
  constexpr std::u32string_view kFunctionWords = U"且和或并的及与等为是在由至到整";
  if (kFunctionWords.find(raw_at(next, 0)) != std::u32string_view::npos) return true;
  for (const WordList* list : {&words_.levels, &words_.changes, &words_.verbs, &words_.degrees,
                               &words_.unit_look_alikes}) {
    if (list->find_prefix_of(next)) return true;
  }
  return false;
}

/// Where an unknown unit has to end: at an operator or where the Chinese characters do.
bool PhraseScanner::ends_unit(std::size_t position) const {
  return !is_han(raw_at(text_, position)) ||
         find_bound_behind(text_, position, Behind::Number, words_).end != position ||
         words_.lexicon.match_comparator_prefix(window(text_, position)).has_value();
}

void PhraseScanner::set_unknown_unit(Phrase& phrase) {
  const std::size_t start = skip_spaces(text_, phrase.end);
  if (mode_ != Mode::Cell || start == text_.size() || begins_other_words(start)) return;
  constexpr int kMostCharacters = 3;
  std::size_t end = start;
  for (int i = 0; i < kMostCharacters && !ends_unit(end); ++i) end = after(text_, end);
  if (end == start || !ends_unit(end)) return;
  phrase.unit = {std::string(text_.substr(start, end - start)), Dimension::Unknown, Decimal(1)};
  phrase.end = end;
}

/// 200DPI: two or more letters behind digits are the sign of a unit we do not know. One letter
/// (12a) is more likely a slip.
bool PhraseScanner::read_unknown_sign(const NumberPlace& number) {
  constexpr std::size_t kFewest = 2;
  constexpr std::size_t kMost = 6;
  std::size_t end = number.end;
  std::size_t letters = 0;
  for (; is_letter(folded_at(text_, end)) && letters <= kMost; ++letters) end = after(text_, end);
  const bool sign = letters >= kFewest && letters <= kMost && !is_digit(folded_at(text_, end)) &&
                    !is_han(raw_at(text_, end));
  if (mode_ != Mode::Cell || !sign) return false;
  const std::string_view name = text_.substr(number.end, end - number.end);
  add_number(number,
             {.value = number.value,
              .unit = {std::string(name), Dimension::Unknown, Decimal(1)},
              .end = end,
              .has_unit = true},
             std::nullopt);
  return true;
}

}  // namespace jx::values
