// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/text.h"
#include "records/bounds.h"
#include "records/dates.h"
#include "records/excerpt.h"
#include "records/levels.h"
#include "records/phrases.h"
#include "records/scan_text.h"
#include "records/values.h"

/// One cell, one promise. Of several numbers the one with an operator is taken, else the first one
/// in the unit of the unit column, else the first one with a unit, else the first; a number goes
/// before a date. The operator and the unit written in the cell win over the columns; the columns
/// fill in what the cell leaves open.
namespace jx {
namespace {

using values::Fault;
using values::Phrase;
using values::ValueWords;

Error malformed(std::string_view cell, std::string_view problem) {
  return {.code = ErrorCode::Malformed,
          .message = fmt::format("指标值“{}”{}", values::excerpt(cell), problem)};
}

std::string_view problem_of(Fault fault) {
  switch (fault) {
    case Fault::DoubledSign: return "连写了两个运算符，请只保留一个";
    case Fault::TooLarge: return "超出可精确计算的范围（最多约 18 位数字、9 位小数），请核对位数";
    case Fault::NotANumber: return "像是数字但不是一个完整的数，请按“95”“3.5”这样填写";
    case Fault::ReversedRange: return "的区间前大后小，请核对后从小到大填写";
    case Fault::Contradiction: return "前后的运算符互相矛盾，请只保留一个";
    case Fault::SignWithRange: return "既写了单边的运算符又写了区间，请只保留一种";
    case Fault::ImpossibleDate: return "不是存在的日期，请核对";
    case Fault::None: break;
  }
  return "无法理解，请核对";
}

bool is_number(const Phrase& phrase) {
  return phrase.kind == QuantityKind::Number || phrase.kind == QuantityKind::Range;
}

bool has_han(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (is_han(next_character(text, position))) return true;
  }
  return false;
}

/// 12a and 1.2.3 try to be numbers when nothing else stands in the cell; in "5G覆盖" the digits are
/// part of a name. Too many digits are always a mistake.
bool spoils_cell(const Phrase& phrase, std::string_view cell) {
  if (phrase.fault == Fault::TooLarge) return true;
  return phrase.fault == Fault::NotANumber && phrase.begin == 0 && !has_han(cell);
}

/// "10 000", "1，234": whether that is one number or two is not ours to say.
bool has_split_digits(std::span<const Phrase> phrases, std::string_view cell) {
  for (std::size_t i = 1; i < phrases.size(); ++i) {
    const Phrase& first = phrases[i - 1];
    const Phrase& second = phrases[i];
    if (!is_number(first) || !is_number(second) || first.in_chinese || second.in_chinese) continue;
    if (!values::is_digit(values::folded_before(cell, first.end))) continue;
    if (!values::is_digit(values::folded_at(cell, second.begin))) continue;
    const std::string_view gap = trimmed(cell.substr(first.end, second.begin - first.end));
    if (gap.empty() || gap == "," || gap == "，") return true;
  }
  return false;
}

const Phrase* find_main_number(std::span<const Phrase> phrases, const TargetContext& context) {
  const auto find = [&](auto&& accepts) -> const Phrase* {
    const auto found = std::find_if(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
      return is_number(phrase) && accepts(phrase);
    });
    return found == phrases.end() ? nullptr : &*found;
  };
  const auto stated = [](const Phrase& p) { return p.comparator != Comparator::Unstated; };
  if (const Phrase* found = find(stated)) return found;
  if (context.unit) {
    const auto same = [&](const Phrase& p) { return p.unit == *context.unit; };
    if (const Phrase* found = find(same)) return found;
  }
  const auto with_unit = [](const Phrase& p) { return !p.unit.name.empty(); };
  if (const Phrase* found = find(with_unit)) return found;
  return find([](const Phrase&) { return true; });
}

bool opens_upwards(const Phrase& phrase) {
  return values::side_of(phrase.comparator) == values::Side::Up;
}

bool opens_downwards(const Phrase& phrase) {
  return values::side_of(phrase.comparator) == values::Side::Down;
}

/// ≥90%且≤95%, 大于80%小于90%: two operators that close a range between them.
std::optional<Target> join_bounded_pair(std::span<const Phrase> phrases) {
  if (phrases.size() != 2 || !is_number(phrases[0]) || !is_number(phrases[1])) return std::nullopt;
  const bool rising = opens_upwards(phrases[0]) && opens_downwards(phrases[1]);
  const bool falling = opens_downwards(phrases[0]) && opens_upwards(phrases[1]);
  if (!rising && !falling) return std::nullopt;
  const Phrase& low = rising ? phrases[0] : phrases[1];
  const Phrase& high = rising ? phrases[1] : phrases[0];
  const bool units_agree = low.unit == high.unit || low.unit.name.empty() || high.unit.name.empty();
  const bool numbers = low.kind == QuantityKind::Number && high.kind == QuantityKind::Number;
  if (!units_agree || !numbers || *low.value > *high.value) return std::nullopt;
  Target target;
  target.kind = TargetKind::Range;
  target.comparator = Comparator::Between;
  target.value = low.value;
  target.value_high = high.value;
  target.unit = low.unit.name.empty() ? high.unit : low.unit;
  target.approximate = low.approximate || high.approximate;
  return target;
}

/// "36万" under a unit column that says 元 is 36万元, "6.6万" under 人次 is 66000 人次. Under 万元
/// it stays 万: the cell and the column contradict each other, and a rule says so.
void resolve_bare_multiple(const Unit& column, const Lexicon& lexicon, Target& target) {
  const bool starts_multiple = column.name.starts_with("万") || column.name.starts_with("亿");
  if (starts_multiple || column.dimension == Dimension::Unknown) return;
  if (column.dimension == Dimension::Money) {
    if (auto joined = lexicon.find_unit(target.unit.name + column.name)) {
      target.unit = *std::move(joined);
    }
    return;
  }
  const auto multiplied = [&](std::optional<Decimal>& value) {
    if (!value) return true;
    const Result<Decimal> product = value->times(target.unit.factor);
    if (product.ok()) value = product->trimmed();
    return product.ok();
  };
  if (multiplied(target.value) && multiplied(target.value_high)) target.unit = column;
}

void take_from_columns(const TargetContext& context, const Lexicon& lexicon, Target& target) {
  if (target.comparator == Comparator::Unstated && context.comparator) {
    target.comparator = *context.comparator;
  }
  if (!context.unit) return;
  if (target.unit.dimension == Dimension::BareMultiple) {
    resolve_bare_multiple(*context.unit, lexicon, target);
  } else if (target.unit.name.empty()) {
    target.unit = *context.unit;
  }
}

Target to_target(const Phrase& phrase) {
  Target target;
  target.kind = TargetKind::Number;
  target.comparator = phrase.comparator;
  if (phrase.kind == QuantityKind::Range) target.kind = TargetKind::Range;
  if (phrase.kind == QuantityKind::Date) target.kind = TargetKind::Date;
  target.value = phrase.value;
  target.value_high = phrase.value_high;
  target.date = phrase.date;
  target.date_high = phrase.date_high;
  target.unit = phrase.unit;
  target.approximate = phrase.approximate;
  return target;
}

/// The column says that the cell is a date ("年月日", "年"), the cell only has its digits.
std::optional<Target> read_calendar_cell(std::string_view cell, const TargetContext& context) {
  if (!context.unit) return std::nullopt;
  values::DateScan scan;
  if (context.unit->dimension == Dimension::Calendar) {
    scan = values::scan_compact_date(cell);
  } else if (context.unit->name == "年" && character_count(cell) == 4) {
    scan = values::scan_date(std::string(cell) + "年");
  }
  if (!scan.read()) return std::nullopt;
  Target target;
  target.kind = TargetKind::Date;
  target.date = scan.date;
  return target;
}

Result<Target> read_words(std::string_view cell, const ValueWords& words) {
  Target target;
  if (const auto level = values::find_level(cell, words)) {
    target.kind = TargetKind::Level;
    target.level = std::string(level->level);
    target.comparator = level->comparator;
    return target;
  }
  const auto sign = words.lexicon.match_comparator_prefix(cell);
  if (!sign || is_han(values::raw_at(cell, 0)) || cell.starts_with("》")) return target;
  // ≤预算批复数 has an operator and a limit that only a person can look up; ≥ alone has none.
  if (!has_han(cell.substr(sign->length))) {
    return malformed(cell, "只有运算符，没有可比较的数，请补填数值");
  }
  target.comparator = sign->comparator;
  return target;
}

/// "不超过上年的90%": an operator with other words between it and its number.
Phrase with_distant_bound(std::span<const Phrase> phrases, const Phrase& phrase,
                          std::string_view cell, const ValueWords& words) {
  Phrase result = phrase;
  if (result.comparator != Comparator::Unstated || result.kind != QuantityKind::Number) {
    return result;
  }
  const std::size_t floor = &phrase == phrases.data() ? 0 : (&phrase - 1)->end;
  result.comparator = values::find_distant_bound(cell, floor, result.begin, words).comparator;
  return result;
}

Result<Target> read_phrases(std::span<const Phrase> phrases, std::string_view cell,
                            const TargetContext& context, const ValueWords& words) {
  for (const Phrase& phrase : phrases) {
    if (spoils_cell(phrase, cell)) return malformed(cell, problem_of(phrase.fault));
  }
  if (has_split_digits(phrases, cell)) {
    return malformed(cell, "的两段数字之间只有空格或逗号，请连写或补上单位");
  }
  if (auto pair = join_bounded_pair(phrases)) return *std::move(pair);
  if (const Phrase* main = find_main_number(phrases, context)) {
    if (main->fault != Fault::None) return malformed(cell, problem_of(main->fault));
    return to_target(with_distant_bound(phrases, *main, cell, words));
  }
  for (const Phrase& phrase : phrases) {
    if (phrase.kind != QuantityKind::Date) continue;
    if (phrase.fault != Fault::None) return malformed(cell, problem_of(phrase.fault));
    return to_target(phrase);
  }
  Result<Target> target = read_words(cell, words);
  // ≥1:1.2 has digits, if no number: it is words to us and no mistake.
  if (!target.ok() && !phrases.empty()) return Target{};
  return target;
}

}  // namespace

Result<Target> parse_target(std::string_view words, const TargetContext& context,
                            const Lexicon& lexicon) {
  const std::string_view cell = trimmed(words);
  const ValueWords lists(lexicon);
  if (lists.not_applicable.contains(fold(cell))) {
    Target target;
    target.kind = TargetKind::NotApplicable;
    target.comparator = context.comparator.value_or(Comparator::Unstated);
    return target;
  }
  if (auto date = read_calendar_cell(cell, context)) {
    if (context.comparator) date->comparator = *context.comparator;
    return *std::move(date);
  }
  const std::vector<Phrase> phrases = values::scan_phrases(cell, values::Mode::Cell, lists);
  JX_TRY(Target target, read_phrases(phrases, cell, context, lists));
  take_from_columns(context, lexicon, target);
  return target;
}

}  // namespace jx
