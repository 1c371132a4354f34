// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "findings/rule.h"

namespace jx {

/// What rules about cells look for. A trait may be seen where the rule finds nothing in the end,
/// never the other way round.
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
  Qualitative = 1U << 14U,  ///< By the value cell or the column.
  Cost = 1U << 15U,         ///< is_cost()
};

/// Looks at every row once.
RowTraits traits_of(const std::vector<Indicator>& indicators);

}  // namespace jx
