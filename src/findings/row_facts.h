// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/decimal.h"
#include "lexicon/terms.h"

namespace jx {

struct Indicator;

/// What rules about cells look for in a row. A trait may be seen where the rule finds nothing in
/// the end, never the other way round.
enum class RowTrait : std::uint32_t {
  Unused = 1U << 0U,                 ///< is_unused()
  DeclaredNotApplicable = 1U << 1U,  ///< is_declared_not_applicable()
  NoLevel = 1U << 2U,                ///< Level-1 or level-2 has no value, or the name is blank.
  NoTarget = 1U << 3U,
  NoUnit = 1U << 4U,
  NoWeight = 1U << 5U,
  WeightNotPositive = 1U << 6U,
  OtherWeight = 1U << 7U,     ///< Than that of the project's first row with one.
  UnreadCell = 1U << 8U,      ///< Operator, weight or direction could not be read.
  TargetWithMore = 1U << 9U,  ///< The value cell holds more than ASCII digits and a point.
  Rising = 1U << 10U,         ///< ≥ with 正向
  Falling = 1U << 11U,        ///< ≤ with 反向
  DirectionConflict = 1U << 12U,
  EqualSign = 1U << 13U,
  Qualitative = 1U << 14U,    ///< By the value cell or the column.
  Cost = 1U << 15U,           ///< is_cost()
  Named = 1U << 16U,          ///< is_named_row()
  Number = 1U << 17U,         ///< number_of()
  Percentage = 1U << 18U,     ///< is_percentage()
  TargetInWords = 1U << 19U,  ///< A level or a sentence, or words that could not be read.
};

/// What a row says to rules that compare cells. A record, with the words and the places of its
/// cells, is thirty times as large: a rule goes through these, which stay near the processor, and
/// looks at the record of a row that it has something to say of.
struct RowFacts {
  Decimal weight;             ///< Unless NoWeight.
  Decimal number;             ///< If Number.
  std::uint64_t letters = 0;  ///< Equal for names of equal letters (letters_only()).
  std::uint32_t traits = 0;
  Level1 level1 = Level1::Unknown;
  Level2 level2 = Level2::Unknown;
  Comparator comparator = Comparator::Unstated;  ///< comparator_of()
  Direction direction = Direction::Unstated;

  bool has(RowTrait trait) const noexcept {
    return (traits & static_cast<std::uint32_t>(trait)) != 0;
  }
  void add(RowTrait trait) noexcept { traits |= static_cast<std::uint32_t>(trait); }
};

RowFacts row_facts_of(const Indicator& row);

/// What at least one row of a project has. A rule about something that no row has need not look at
/// the rows.
class RowTraits {
 public:
  bool any(RowTrait trait) const noexcept {
    return (bits_ & static_cast<std::uint32_t>(trait)) != 0;
  }
  /// A row in use stands under these levels; any level-2 for Unknown.
  bool shows(Level1 level1, Level2 level2) const noexcept {
    return (levels_[static_cast<std::size_t>(level1)] >> static_cast<unsigned>(level2) & 1U) != 0;
  }

  void add(RowTrait trait) noexcept { bits_ |= static_cast<std::uint32_t>(trait); }
  void add(const RowFacts& row) noexcept {
    bits_ |= row.traits;
    if (row.has(RowTrait::Unused) || row.has(RowTrait::DeclaredNotApplicable)) return;
    std::uint32_t& bits = levels_[static_cast<std::size_t>(row.level1)];
    bits |= std::uint32_t{1} << static_cast<unsigned>(row.level2);
    bits |= std::uint32_t{1} << static_cast<unsigned>(Level2::Unknown);
  }

 private:
  std::uint32_t bits_ = 0;
  std::array<std::uint32_t, 8> levels_{};  ///< By Level1, a bit for each Level2.
};

}  // namespace jx
