// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reconciling/values.h"

#include <fmt/format.h>

#include <optional>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

/// The numbers that keep a promise. An end that is open does not belong to them.
struct Interval {
  std::optional<Decimal> low = {};
  std::optional<Decimal> high = {};
  bool low_open = false;
  bool high_open = false;

  friend bool operator==(const Interval&, const Interval&) = default;
};

std::optional<Decimal> scaled(const std::optional<Decimal>& value, const Unit& unit) {
  if (!value) return std::nullopt;
  // Units without an exact conversion compare only with themselves, as they stand.
  if (unit.factor == Decimal(0)) return value;
  const Result<Decimal> product = value->times(unit.factor);
  return product.ok() ? std::optional(*product) : std::nullopt;
}

std::optional<Interval> interval_of(const PromisedValue& value) {
  const std::optional<Decimal> low = scaled(value.target.value, value.unit);
  const std::optional<Decimal> high = scaled(value.target.value_high, value.unit);
  if (value.target.kind == TargetKind::Range) {
    return low && high ? std::optional(Interval{.low = low, .high = high}) : std::nullopt;
  }
  if (value.target.kind != TargetKind::Number || !low) return std::nullopt;
  switch (value.comparator) {
    case Comparator::AtLeast: return Interval{.low = low};
    case Comparator::GreaterThan: return Interval{.low = low, .low_open = true};
    case Comparator::AtMost: return Interval{.high = low};
    case Comparator::LessThan: return Interval{.high = low, .high_open = true};
    case Comparator::Unstated:
    case Comparator::Equal:
    case Comparator::Between:
    case Comparator::Qualitative:
    case Comparator::OtherQuantitative:
    case Comparator::NotApplicable: break;
  }
  return Interval{.low = low, .high = low};
}

/// All numbers of `inner` are among those of `outer`.
bool holds(const Interval& outer, const Interval& inner) {
  const bool low =
      !outer.low ||
      (inner.low && (*inner.low > *outer.low ||
                     (*inner.low == *outer.low && (!outer.low_open || inner.low_open))));
  const bool high =
      !outer.high ||
      (inner.high && (*inner.high < *outer.high ||
                      (*inner.high == *outer.high && (!outer.high_open || inner.high_open))));
  return low && high;
}

/// `a` ends before `b` begins.
bool ends_before(const Interval& a, const Interval& b) {
  if (!a.high || !b.low) return false;
  return *a.high < *b.low || (*a.high == *b.low && (a.high_open || b.low_open));
}

bool wants_more(const Interval& interval) { return interval.low && !interval.high; }
bool wants_less(const Interval& interval) { return interval.high && !interval.low; }

ValueComparison compare_intervals(const Interval& a, const Interval& b) {
  if (a == b) return {};
  if ((wants_more(a) && wants_less(b)) || (wants_less(a) && wants_more(b))) {
    return {ValueRelation::Reversed, "方向相反"};
  }
  if (ends_before(a, b)) return {ValueRelation::Disjoint, "提高"};
  if (ends_before(b, a)) return {ValueRelation::Disjoint, "降低"};
  if (holds(a, b)) return {ValueRelation::Tightened, "收紧"};
  if (holds(b, a)) return {ValueRelation::Loosened, "放宽"};
  return {ValueRelation::Moved, "要求不同"};
}

/// A date by itself, and one that words like 前 make a limit, are the same promise.
ValueComparison compare_dates(const Target& earlier, const Target& later) {
  const Date& a = earlier.date_high ? *earlier.date_high : *earlier.date;
  const Date& b = later.date_high ? *later.date_high : *later.date;
  if (a == b) return {};
  return b < a ? ValueComparison{ValueRelation::Tightened, "提前"}
               : ValueComparison{ValueRelation::Loosened, "推迟"};
}

std::string_view chinese_name(TargetKind kind) noexcept {
  switch (kind) {
    case TargetKind::Number: return "数值";
    case TargetKind::Range: return "区间";
    case TargetKind::Date: return "日期";
    case TargetKind::Level: return "等级";
    case TargetKind::Text: return "文字";
    case TargetKind::NotApplicable: return "不适用";
  }
  return "";
}

std::string shown_unit(const Unit& unit) { return unit.name.empty() ? "没有单位" : unit.name; }

std::string words_of(const PromisedValue& value) { return fold(shown(value)); }

ValueComparison compare_both(const PromisedValue& earlier, const PromisedValue& later) {
  const std::optional<Interval> a = interval_of(earlier);
  const std::optional<Interval> b = interval_of(later);
  if (a && b) {
    if (comparable(earlier.unit, later.unit) || earlier.unit == later.unit) {
      return compare_intervals(*a, *b);
    }
    return {
        ValueRelation::Incomparable,
        fmt::format("计量单位不同（{}、{}）", shown_unit(earlier.unit), shown_unit(later.unit))};
  }
  if (earlier.target.date && later.target.date) return compare_dates(earlier.target, later.target);
  if (words_of(earlier) == words_of(later)) return {};
  if (earlier.target.kind == later.target.kind && !a && !b) {
    return {ValueRelation::Reworded, "文字不同"};
  }
  return {ValueRelation::Incomparable,
          fmt::format("一处是{}，一处是{}", chinese_name(earlier.target.kind),
                      chinese_name(later.target.kind))};
}

}  // namespace

std::optional<PromisedValue> value_of(const Indicator& indicator) {
  if (!indicator.target.has_value()) return std::nullopt;
  PromisedValue value{.target = *indicator.target,
                      .comparator = comparator_of(indicator),
                      .unit = unit_of(indicator)};
  const bool is_words =
      value.target.kind == TargetKind::Text || value.target.kind == TargetKind::Level;
  if (is_words) value.target.level = indicator.target.raw;
  return value;
}

PromisedValue value_of(const Quantity& quantity) {
  PromisedValue value{.target = {}, .comparator = quantity.comparator, .unit = quantity.unit};
  value.target.kind = quantity.kind == QuantityKind::Range  ? TargetKind::Range
                      : quantity.kind == QuantityKind::Date ? TargetKind::Date
                                                            : TargetKind::Number;
  value.target.value = quantity.value;
  value.target.value_high = quantity.value_high;
  value.target.date = quantity.date;
  return value;
}

std::string shown(const PromisedValue& value) {
  const Target& target = value.target;
  std::string words;
  switch (target.kind) {
    case TargetKind::Number:
    case TargetKind::Range:
      if (target.value) words = target.value->to_string();
      if (target.value_high) words += "～" + target.value_high->to_string();
      break;
    case TargetKind::Date:
      if (target.date) words = target.date->to_string();
      if (target.date_high) words += " 至 " + target.date_high->to_string();
      break;
    case TargetKind::Level:
    case TargetKind::Text: words = target.level; break;
    case TargetKind::NotApplicable: return "不适用";
  }
  const std::string_view sign =
      target.kind == TargetKind::Number ? jx::chinese_name(value.comparator) : std::string_view();
  const bool is_sign =
      value.comparator == Comparator::AtLeast || value.comparator == Comparator::GreaterThan ||
      value.comparator == Comparator::LessThan || value.comparator == Comparator::AtMost;
  std::string unit = value.unit.name.empty() ? "" : " " + value.unit.name;
  return fmt::format("{}{}{}", is_sign ? sign : "", words, unit);
}

ValueComparison compare(const std::optional<PromisedValue>& earlier,
                        const std::optional<PromisedValue>& later) {
  if (!earlier && !later) return {};
  if (!earlier) return {ValueRelation::Appeared, "原来没有值"};
  if (!later) return {ValueRelation::Vanished, "后来没有值"};
  return compare_both(*earlier, *later);
}

}  // namespace jx
