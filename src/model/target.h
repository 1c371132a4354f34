// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/origin.h"
#include "lexicon/terms.h"

namespace jx {

/// What kind of promise a target cell holds.
enum class TargetKind : std::uint8_t {
  Number,         ///< "≥95%", "不少于 3 场"
  Range,          ///< "30-50", "3到5次"
  Date,           ///< "2023年11月底前", "12月31日前"
  Level,          ///< A word of an ordinal scale: 优, 合格, 及时, 明显提高
  Text,           ///< A sentence without a number that can be checked
  NotApplicable,  ///< 不适用, "/"
};

/// What an indicator promises (domain: op, t or [t1, t2], unit).
struct Target {
  TargetKind kind = TargetKind::Text;
  Comparator comparator = Comparator::Unstated;
  std::optional<Decimal> value;       ///< t, or t1 of a range.
  std::optional<Decimal> value_high;  ///< t2 of a range.
  std::optional<Date> date;
  /// The end of a period, "1月1日至12月31日"; `date` is its beginning then.
  std::optional<Date> date_high = std::nullopt;
  Unit unit;          ///< From the value cell itself or the unit column; Unknown when neither says.
  std::string level;  ///< The level word as written (TargetKind::Level).
  bool approximate = false;  ///< 约, 左右, 预计
  /// 基期值: where the measure stood before, in `unit`; only where the document says it.
  std::optional<Decimal> baseline = std::nullopt;
};

enum class QuantityKind : std::uint8_t {
  Number,  ///< With or without a unit
  Range,
  Date,     ///< A date, or a year: 2021年底, 2022年
  Ordinal,  ///< 第3期, 目标1, 二十大: a number that names, not one that measures
};

/// A number found in prose, with its unit and its place.
struct Quantity {
  QuantityKind kind = QuantityKind::Number;
  Comparator comparator = Comparator::Unstated;  ///< 不少于 420, 100%以上
  std::optional<Decimal> value;
  std::optional<Decimal> value_high;
  std::optional<Date> date;
  Unit unit;
  std::string raw;        ///< Exactly the words, sign and unit included: "不少于 420 人次".
  std::size_t begin = 0;  ///< Byte range of `raw` in the text it was found in.
  std::size_t end = 0;
  Origin origin;
  bool per_each = false;  ///< 每个班级 60 人: a rate per something, not a total.
  bool approximate = false;
};

}  // namespace jx
