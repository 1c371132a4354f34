// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/words.h"

#include "base/text.h"

namespace jx {
namespace {

/// A sign that stands before a number; 定性 and 区间 are words of a column and no signs.
std::string_view sign_of(Comparator comparator) {
  switch (comparator) {
    case Comparator::AtLeast:
    case Comparator::GreaterThan:
    case Comparator::Equal:
    case Comparator::LessThan:
    case Comparator::AtMost: return chinese_name(comparator);
    case Comparator::Unstated:
    case Comparator::Between:
    case Comparator::Qualitative:
    case Comparator::OtherQuantitative:
    case Comparator::NotApplicable: return {};
  }
  return {};
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.,") == std::string_view::npos;
}

bool begins_with_sign(std::string_view text) {
  const std::string folded = fold(text);
  for (const std::string_view sign : {"≥", "≤", ">", "<", "="}) {
    if (folded.starts_with(fold(sign))) return true;
  }
  return false;
}

bool is_measure(const Field<Target>& target) {
  return target.has_value() &&
         (target->kind == TargetKind::Number || target->kind == TargetKind::Range);
}

/// The value with its unit behind it, unless it has one already.
std::string with_unit(std::string_view value, std::string_view unit) {
  std::string words(value);
  const std::string folded = fold(value);
  if (!unit.empty() && !folded.ends_with(fold(unit)) && !folded.ends_with("%")) words += unit;
  return words;
}

/// A target made of values, as a ledger has it.
std::string value_of(const Field<Target>& target) {
  if (!target.raw.empty() || !target.has_value()) return std::string(trimmed(target.raw));
  if (target->value) return target->value->to_string();
  return target->level;
}

}  // namespace

PromiseWords promise_in_cells(const Indicator& indicator) {
  const Field<Target>& target = indicator.target;
  PromiseWords words{.comparator = std::string(trimmed(indicator.comparator.raw)),
                     .value = value_of(target),
                     .unit = std::string(trimmed(indicator.unit.raw))};
  if (!words.comparator.empty() || !words.unit.empty() || !target.has_value()) return words;
  if (target->kind != TargetKind::Number || !target->value) {
    words.comparator = target->comparator == Comparator::Qualitative
                           ? std::string(chinese_name(Comparator::Qualitative))
                           : std::string();
    return words;
  }
  const std::string_view sign = sign_of(target->comparator);
  const std::string number = target->value->to_string();
  if (fold(words.value) != fold(std::string(sign) + number + target->unit.name)) return words;
  return {.comparator = std::string(sign), .value = number, .unit = target->unit.name};
}

std::string promise_in_words(const Indicator& indicator) {
  const Field<Target>& target = indicator.target;
  std::string value = value_of(target);
  if (!is_measure(target) || value.empty()) return value;
  const std::string_view sign = begins_with_sign(value) || !indicator.comparator.has_value()
                                    ? std::string_view()
                                    : sign_of(*indicator.comparator);
  const std::string number = with_unit(value, trimmed(indicator.unit.raw));
  return std::string(sign) + number;
}

std::string achieved_in_words(const Indicator& indicator) {
  return indicator.actual ? value_of(indicator.actual->value) : std::string();
}

std::string achieved_with_unit(const Indicator& indicator) {
  std::string words = achieved_in_words(indicator);
  if (!is_digits(words) || !indicator.actual->value.has_value()) return words;
  const Unit& unit = indicator.actual->value->unit;
  return unit.dimension == Dimension::Unknown ? words : with_unit(words, unit.name);
}

std::string level1_in_words(const Indicator& indicator) {
  const Field<Level1>& level = indicator.level1;
  return level.has_value() ? std::string(chinese_name(*level)) : std::string(trimmed(level.raw));
}

std::string level2_in_words(const Indicator& indicator) {
  const Field<Level2>& level = indicator.level2;
  const std::string_view raw = trimmed(level.raw);
  return raw.empty() && level.has_value() ? std::string(chinese_name(*level)) : std::string(raw);
}

}  // namespace jx
