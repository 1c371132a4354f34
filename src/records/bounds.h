// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lexicon/terms.h"
#include "records/value_words.h"

/// The operators around a number: "不少于 5", "5 以上", "约 5".
namespace jx::values {

/// Which side of the number a comparator leaves open.
enum class Side : std::uint8_t { None, Up, Down };
Side side_of(Comparator comparator) noexcept;

/// What stands in front of a number.
struct BoundBefore {
  Comparator comparator = Comparator::Unstated;
  std::size_t begin = 0;       ///< Of the words that belong to the number; its own begin if none.
  bool sign = false;           ///< ≥ and the like, not a word.
  bool weak = false;           ///< 达到, 为, =: gives way to 以内 behind the number.
  bool doubled = false;        ///< ≥≥90: two signs in a row.
  bool contradictory = false;  ///< 不超过≥5
  bool approximate = false;
  bool money = false;  ///< ￥ or 人民币 stands in front.
};

/// Looks back from `number` but not before `floor`, where the number before ended.
BoundBefore find_bound_before(std::string_view text, std::size_t floor, std::size_t number,
                              const ValueWords& words);

/// 不超过, 不少于, 至少 or a sign further ahead in the same clause, with other words between it and
/// the number: "不超过总预算的 10%", "≤预算 100 万元".
BoundBefore find_distant_bound(std::string_view text, std::size_t floor, std::size_t number,
                               const ValueWords& words);

/// What stands behind a number and its unit.
struct BoundBehind {
  Comparator comparator = Comparator::Unstated;
  std::size_t end = 0;
  bool approximate = false;
};

/// Behind （含）, （含本数）: what 以上 and the end of a range may follow.
std::size_t skip_included(std::string_view text, std::size_t position) noexcept;

enum class Behind : std::uint8_t { Number, Date };

BoundBehind find_bound_behind(std::string_view text, std::size_t end, Behind kind,
                              const ValueWords& words);

/// The operator in force: the one in front unless it is weak. Contradicting sides give Unstated
/// and set `contradictory`.
struct JoinedBound {
  Comparator comparator = Comparator::Unstated;
  bool contradictory = false;
};
JoinedBound join_bounds(const BoundBefore& in_front, const BoundBehind& behind) noexcept;

}  // namespace jx::values
