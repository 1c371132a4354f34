// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "model/submission.h"

namespace jx {

/// How one promise of a value stands to another of the same thing.
enum class ValueRelation : std::uint8_t {
  Equal,
  Tightened,     ///< What keeps the later one keeps the earlier one too: ≥10 → ≥12.
  Loosened,      ///< The other way round: ≥12 → ≥10.
  Moved,         ///< They overlap, and neither holds the other.
  Disjoint,      ///< Nothing keeps both: ≥12 and 10.
  Reversed,      ///< One wants more, the other less: ≥10 and ≤10.
  Reworded,      ///< Words or levels that differ.
  Appeared,      ///< Only the later one has a value.
  Vanished,      ///< Only the earlier one has.
  Incomparable,  ///< 人次 and 人, a number and a word.
};

struct ValueComparison {
  ValueRelation relation = ValueRelation::Equal;
  std::string note = {};  ///< Chinese, why; empty for Equal.
};

/// The value that a row promises: target, operator and unit in force.
struct PromisedValue {
  Target target;
  Comparator comparator = Comparator::Unstated;
  Unit unit;
};

/// Nothing where the cell is blank or was not read.
std::optional<PromisedValue> value_of(const Indicator& indicator);
/// Of a number in a task's text.
PromisedValue value_of(const Quantity& quantity);

/// "≥12 个", "2023-11-30 前", "良好": as a table shows it.
std::string shown(const PromisedValue& value);

/// `earlier` and `later` are the two sides; a value without an operator means exactly that value.
ValueComparison compare(const std::optional<PromisedValue>& earlier,
                        const std::optional<PromisedValue>& later);

}  // namespace jx
