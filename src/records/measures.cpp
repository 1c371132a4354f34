// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/measures.h"

#include <array>
#include <string>

#include "base/text.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

struct PeriodWord {
  std::string_view word;
  Period period;
};

constexpr PeriodWord kPeriodWords[] = {{"半年度", Period::HalfYear}, {"半年", Period::HalfYear},
                                       {"双月", Period::TwoMonths},  {"两个月", Period::TwoMonths},
                                       {"两月", Period::TwoMonths},  {"年度", Period::Year},
                                       {"一年", Period::Year},       {"年", Period::Year},
                                       {"个季度", Period::Quarter},  {"季度", Period::Quarter},
                                       {"季", Period::Quarter},      {"个月", Period::Month},
                                       {"月份", Period::Month},      {"月度", Period::Month},
                                       {"一个月", Period::Month},    {"月", Period::Month},
                                       {"个星期", Period::Week},     {"星期", Period::Week},
                                       {"周", Period::Week},         {"工作日", Period::Day},
                                       {"天", Period::Day},          {"日", Period::Day}};

/// Units whose letters go on in the text are none: 5 t is five tonnes, 5 team is not.
bool splits_letters(std::string_view text, std::size_t unit_end) {
  const char32_t last = folded_before(text, unit_end);
  const char32_t next = folded_at(text, unit_end);
  return (is_letter(last) || is_digit(last)) && (is_letter(next) || is_digit(next));
}

/// The lexicon folds letters, but 500M is not 500 m and 5T no five tonnes.
bool is_capital(std::string_view written) {
  const char32_t letter = folded_at(written, 0);
  return after(written, 0) == written.size() && letter >= U'A' && letter <= U'Z';
}

/// 个小时, 个工作日, 个月: the 个 belongs to the unit behind it. 个社区 is counted in 个.
std::optional<UnitPlace> match_behind_classifier(std::string_view text, std::size_t position,
                                                 const ValueWords& words) {
  if (!stands_at(text, position, "个")) return std::nullopt;
  const std::size_t start = skip_spaces(text, after(text, position));
  auto match = words.lexicon.match_unit_prefix(window(text, start));
  if (!match) return std::nullopt;
  const std::size_t end = start + match->length;
  const Dimension dimension = match->unit.dimension;
  const bool single = after(text, start) == end;
  const char32_t next = raw_at(text, end);
  // 个天, 个年 are not said: a single character there begins another word (个天然气站).
  const bool month = single && stands_at(text, start, "月") && next != U'度' && next != U'季';
  const bool person = single && stands_at(text, start, "人") && !is_han(next);
  if (dimension == Dimension::Time && (!single || month)) return UnitPlace{match->unit, end};
  if (dimension == Dimension::PercentPoint || person) return UnitPlace{match->unit, end};
  return std::nullopt;
}

/// The longest word of our own lists at `position`, as a count.
std::optional<UnitPlace> match_counted(std::string_view text, std::size_t position,
                                       const ValueWords& words) {
  const std::string_view rest = window(text, position);
  std::string_view best;
  for (const WordList* list : {&words.measure_words, &words.counted_nouns}) {
    const auto word = list->find_prefix_of(rest);
    if (word && word->size() > best.size()) best = *word;
  }
  if (best.empty()) return std::nullopt;
  return UnitPlace{{std::string(best), Dimension::Count, Decimal(1)}, position + best.size()};
}

std::optional<UnitPlace> match_latin(std::string_view text, std::size_t position,
                                     const ValueWords& words) {
  const auto word = words.latin_units.find_prefix_of(window(text, position));
  if (!word || splits_letters(text, position + word->size())) return std::nullopt;
  return UnitPlace{{std::string(*word), Dimension::Other, Decimal(1)}, position + word->size()};
}

std::optional<UnitPlace> match_known(std::string_view text, std::size_t position,
                                     const ValueWords& words) {
  std::optional<UnitPlace> best;
  if (auto match = words.lexicon.match_unit_prefix(window(text, position))) {
    const std::size_t end = position + match->length;
    if (!splits_letters(text, end) && !is_capital(text.substr(position, match->length)))
      best = UnitPlace{std::move(match->unit), end};
  }
  const auto prefer_longer = [&best](std::optional<UnitPlace> other) {
    if (other && (!best || other->end > best->end)) best = std::move(other);
  };
  prefer_longer(match_behind_classifier(text, position, words));
  prefer_longer(match_counted(text, position, words));
  prefer_longer(match_latin(text, position, words));
  return best;
}

/// 6.6万人次 is read as 66000 人次: for things that are counted the multiple belongs to the number.
bool keeps_multiple(Dimension dimension) noexcept {
  switch (dimension) {
    case Dimension::People:
    case Dimension::PersonTimes:
    case Dimension::PersonDays:
    case Dimension::Household:
    case Dimension::Count:
    case Dimension::Events: return false;
    case Dimension::Unknown:
    case Dimension::Ratio:
    case Dimension::PercentPoint:
    case Dimension::Money:
    case Dimension::UnitMoney:
    case Dimension::Time:
    case Dimension::Calendar:
    case Dimension::Area:
    case Dimension::Length:
    case Dimension::Volume:
    case Dimension::Mass:
    case Dimension::Data:
    case Dimension::Frequency:
    case Dimension::Points:
    case Dimension::Level:
    case Dimension::BareMultiple:
    case Dimension::Other: return true;
  }
  return true;
}

/// 5（万元）: the unit in brackets.
std::optional<UnitPlace> match_in_brackets(std::string_view text, std::size_t position,
                                           const ValueWords& words) {
  if (folded_at(text, position) != U'(') return std::nullopt;
  auto inside = match_known(text, skip_spaces(text, after(text, position)), words);
  if (!inside) return std::nullopt;
  const std::size_t close = skip_spaces(text, inside->end);
  if (folded_at(text, close) != U')') return std::nullopt;
  inside->end = after(text, close);
  return inside;
}

bool is_bare_multiple(const Unit& unit) noexcept {
  return unit.dimension == Dimension::BareMultiple;
}

/// 余, 多, 来 between a number and its unit; 多媒体 and 余额 are other words.
std::size_t skip_remainder(std::string_view text, std::size_t position, const ValueWords& words) {
  const std::size_t start = skip_spaces(text, position);
  const auto word = words.approximate_after.find_prefix_of(window(text, start, 4));
  if (!word) return position;
  const std::size_t end = start + word->size();
  const std::size_t next = skip_spaces(text, end);
  const bool goes_on = match_unit(text, next, words) || scan_multiplier(text.substr(next));
  const char32_t character = folded_at(text, next);
  return goes_on || !(is_han(character) || is_digit(character) || is_letter(character)) ? end
                                                                                        : position;
}

/// The words behind "/" or 每 in 元/人次, 元每亩; at most six characters of a noun we do not know.
std::size_t end_of_denominator(std::string_view text, std::size_t position,
                               const ValueWords& words) {
  if (const auto unit = match_known(text, position, words)) return unit->end;
  constexpr int kMostCharacters = 6;
  std::size_t end = position;
  for (int i = 0; i < kMostCharacters && is_han(raw_at(text, end)); ++i) end = after(text, end);
  return is_han(raw_at(text, end)) ? position : end;
}

/// The separator of 元/人 at `position`: its end, or `position`.
std::size_t skip_per(std::string_view text, std::size_t position) {
  const std::size_t start = skip_spaces(text, position);
  if (folded_at(text, start) == U'/' || folded_at(text, start) == U'·') {
    return skip_word(text, after(text, start), "每");
  }
  return stands_at(text, start, "每") ? after(text, start) : position;
}

/// A period that ends here: 年 of 元/年, but not of 元/年级.
bool is_whole_period(std::string_view text, const PeriodMatch& match) {
  const char32_t next = raw_at(text, match.end);
  return match.period != Period::None && next != U'级' && next != U'次' && next != U'均';
}

/// 一年 behind an amount: 36 万一年.
std::size_t skip_spoken_year(std::string_view text, std::size_t position) {
  const std::size_t start = skip_spaces(text, position);
  for (const std::string_view word : {"一年", "每年", "1年"}) {
    if (stands_at(text, start, word)) return start + word.size();
  }
  return position;
}

/// What may be promised "每月": things, people, money. 每月 95% is a share, not a rate.
bool comes_in_periods(Dimension dimension) noexcept {
  switch (dimension) {
    case Dimension::Money:
    case Dimension::UnitMoney:
    case Dimension::BareMultiple:
    case Dimension::People:
    case Dimension::PersonTimes:
    case Dimension::PersonDays:
    case Dimension::Household:
    case Dimension::Count:
    case Dimension::Events:
    case Dimension::Area:
    case Dimension::Length:
    case Dimension::Volume:
    case Dimension::Mass:
    case Dimension::Data: return true;
    case Dimension::Unknown:
    case Dimension::Ratio:
    case Dimension::PercentPoint:
    case Dimension::Time:
    case Dimension::Calendar:
    case Dimension::Frequency:
    case Dimension::Points:
    case Dimension::Level:
    case Dimension::Other: return false;
  }
  return false;
}

/// The dimension of a unit counted for something the lexicon does not know (元/标段, 名/社区).
Dimension dimension_of_quotient(Dimension numerator) noexcept {
  const bool price = numerator == Dimension::Money || numerator == Dimension::UnitMoney;
  return price ? Dimension::UnitMoney : Dimension::Other;
}

bool is_money(const Unit& unit) noexcept {
  return unit.dimension == Dimension::Money || is_bare_multiple(unit);
}

/// 万元/年 is 万元: the budget it is held against is a year's. 2%/年 is a share, not a rate.
void take_yearly(const ValueWords& words, Measure& measure) {
  constexpr std::string_view kYearly = "/年";
  std::string_view name = measure.unit.name;
  if (!name.ends_with(kYearly)) return;
  name.remove_suffix(kYearly.size());
  auto whole = words.lexicon.find_unit(name);
  if (!whole) return;
  if (whole->dimension != Dimension::Money && whole->dimension != Dimension::Ratio) return;
  measure.unit = *std::move(whole);
  measure.period = Period::Year;
}

/// Reads the "/人/月" behind a unit, and "一年" behind money.
void read_denominators(std::string_view text, const ValueWords& words, Measure& measure) {
  take_yearly(words, measure);
  constexpr int kMost = 3;
  for (int i = 0; i < kMost; ++i) {
    const std::size_t start = skip_spaces(text, skip_per(text, measure.end));
    if (start == skip_spaces(text, measure.end)) break;
    const PeriodMatch period = match_period(text, start);
    if (is_whole_period(text, period) && i == 0) {
      measure.period = period.period;
      measure.end = period.end;
      continue;
    }
    const std::size_t end = end_of_denominator(text, start, words);
    if (end == start) break;
    append_denominator(trimmed(text.substr(start, end - start)), words.lexicon, measure.unit);
    measure.end = end;
  }
  if (!is_money(measure.unit)) return;
  const std::size_t year_end = skip_spoken_year(text, measure.end);
  if (year_end == measure.end) return;
  measure.period = Period::Year;
  measure.end = year_end;
}

/// 万元 for "元" behind 万, where the lexicon has such a unit.
std::optional<Unit> find_joined(const Multiplier& multiplier, const Unit& unit,
                                const ValueWords& words) {
  if (unit.dimension != Dimension::Money) return std::nullopt;
  return words.lexicon.find_unit(std::string(multiplier.word) + unit.name);
}

void multiply(const Decimal& factor, Measure& measure) {
  const Result<Decimal> product = measure.value.times(factor);
  if (product.ok()) {
    measure.value = product->trimmed();
    measure.multiplier = factor;
  } else {
    measure.too_large = true;
  }
}

Unit bare_multiple(const Multiplier& multiplier) {
  return {std::string(multiplier.word), Dimension::BareMultiple, multiplier.factor};
}

/// 3万5千元: the numeral with all its multipliers is longer than digits and one multiplier.
std::optional<Measure> read_mixed(std::string_view text, const NumberPlace& number,
                                  const Multiplier& multiplier, const ValueWords& words) {
  const std::size_t behind = skip_spaces(text, number.end) + multiplier.length;
  if (number.chinese || !is_digit(folded_at(text, behind))) return std::nullopt;
  const Numeral whole = scan_number(text.substr(number.begin));
  if (!whole.read() || number.begin + whole.length <= behind) return std::nullopt;
  Measure measure{.value = whole.value, .unit = {}, .end = number.begin + whole.length};
  if (auto unit = match_unit(text, measure.end, words)) {
    measure.unit = std::move(unit->unit);
    measure.end = unit->end;
    measure.has_unit = true;
  }
  return measure;
}

/// The multiplier behind the digits, and the unit behind the multiplier.
Measure read_multiplied(std::string_view text, const NumberPlace& number, Measure measure,
                        const Multiplier& multiplier, const ValueWords& words) {
  if (auto mixed = read_mixed(text, number, multiplier, words)) return *mixed;
  measure.end = skip_spaces(text, measure.end) + multiplier.length;
  const std::size_t rest = skip_remainder(text, measure.end, words);
  measure.approximate = measure.approximate || rest != measure.end;
  if (auto unit = match_unit(text, rest, words)) {
    measure.end = unit->end;
    measure.has_unit = true;
    if (auto joined = find_joined(multiplier, unit->unit, words)) {
      measure.unit = *std::move(joined);
      return measure;
    }
    measure.unit = std::move(unit->unit);
    multiply(multiplier.factor, measure);
    return measure;
  }
  measure.end = rest;
  if (multiplier.factor < Decimal(10'000)) {
    multiply(multiplier.factor, measure);
    return measure;
  }
  measure.unit = bare_multiple(multiplier);
  measure.has_unit = true;
  return measure;
}

/// 两年半, 一个半小时: a half behind the unit or behind 个.
void add_half(std::string_view text, const ValueWords& words, Measure& measure) {
  const auto half = Decimal::make(5, 1);
  std::size_t end = measure.end;
  if (measure.unit.name == "个" && stands_at(text, end, "半")) {
    const auto unit = match_unit(text, after(text, end), words);
    if (!unit || unit->unit.dimension != Dimension::Time) return;
    measure.unit = unit->unit;
    end = unit->end;
  } else if (measure.unit.dimension == Dimension::Time && stands_at(text, end, "半")) {
    end = after(text, end);
  } else {
    return;
  }
  const Result<Decimal> sum = measure.value.plus(*half);
  if (!sum.ok()) return;
  measure.value = *sum;
  measure.end = end;
}

Measure read_plain(std::string_view text, const NumberPlace& number, const ValueWords& words) {
  Measure measure{.value = number.value, .unit = {}, .end = number.end};
  const std::size_t rest = skip_remainder(text, number.end, words);
  measure.approximate = rest != number.end;
  measure.end = rest;
  auto unit = match_unit(text, rest, words);
  const std::size_t start = skip_spaces(text, rest);
  const auto multiplier = scan_multiplier(text.substr(start));
  const bool plain_word = unit && !is_bare_multiple(unit->unit) &&
                          (!multiplier || keeps_multiple(unit->unit.dimension));
  if (plain_word) {
    measure.unit = std::move(unit->unit);
    measure.end = unit->end;
    measure.has_unit = true;
  } else if (multiplier) {
    measure = read_multiplied(text, number, measure, *multiplier, words);
  }
  return measure;
}

}  // namespace

std::string_view name_of(Period period) noexcept {
  switch (period) {
    case Period::Year: return "年";
    case Period::HalfYear: return "半年";
    case Period::Quarter: return "季度";
    case Period::TwoMonths: return "双月";
    case Period::Month: return "月";
    case Period::Week: return "周";
    case Period::Day: return "天";
    case Period::None: break;
  }
  return "";
}

void append_denominator(std::string_view words, const Lexicon& lexicon, Unit& unit) {
  unit.name += "/";
  unit.name += words;
  if (auto known = lexicon.find_unit(unit.name)) {
    unit = *std::move(known);
  } else if (unit.dimension != Dimension::Count) {
    unit.dimension = dimension_of_quotient(unit.dimension);
  }
}

void append_time(std::string_view time, const Lexicon& lexicon, Unit& unit) {
  const bool price = unit.dimension == Dimension::Money || unit.dimension == Dimension::UnitMoney;
  append_denominator(time, lexicon, unit);
  // 双月 and 15 天 are no units of the lexicon.
  if (!price && unit.dimension == Dimension::Other) unit.dimension = Dimension::Frequency;
}

void apply_period(Period period, const Lexicon& lexicon, Unit& unit) {
  const bool yearly_amount = period == Period::Year && unit.dimension != Dimension::Events;
  if (period == Period::None || yearly_amount || !comes_in_periods(unit.dimension)) return;
  append_time(name_of(period), lexicon, unit);
}

PeriodMatch match_period(std::string_view text, std::size_t position) {
  for (const PeriodWord& entry : kPeriodWords) {
    if (stands_at(text, position, entry.word)) {
      return {entry.period, position + entry.word.size()};
    }
  }
  return {Period::None, position};
}

std::optional<UnitPlace> match_unit(std::string_view text, std::size_t position,
                                    const ValueWords& words) {
  const std::size_t start = skip_spaces(text, position);
  if (auto inside = match_in_brackets(text, start, words)) return inside;
  auto known = match_known(text, start, words);
  if (!known) return std::nullopt;
  const auto other = words.unit_look_alikes.find_prefix_of(window(text, start, 8));
  if (other && start + other->size() > known->end) return std::nullopt;
  return known;
}

Measure read_measure(std::string_view text, const NumberPlace& number, const ValueWords& words) {
  Measure measure = read_plain(text, number, words);
  add_half(text, words, measure);
  if (measure.has_unit) read_denominators(text, words, measure);
  const Dimension dimension = measure.unit.dimension;
  measure.per_each = measure.period != Period::None || dimension == Dimension::UnitMoney ||
                     dimension == Dimension::Frequency;
  apply_period(measure.period, words.lexicon, measure.unit);
  return measure;
}

}  // namespace jx::values
