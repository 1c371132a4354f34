// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "findings/rule.h"

/// Cost targets in money beside the project's budget, both in 元, for the rules about cost.
namespace jx {

struct CostTotal {
  const Indicator* row = nullptr;
  Decimal yuan;
};

/// Cost rows whose target is an amount of money (not 元/人, not a rate).
std::vector<CostTotal> cost_totals(const ProjectFacts& facts);

/// The budget in 元; empty when there is none, when it is 0, or when its unit is not known.
std::optional<Decimal> budget_in_yuan(const Project& project);

/// The target is above the budget by more than the rounding of its own last digit.
bool is_above(const CostTotal& total, const Decimal& budget_yuan);

/// |target − budget| is at most `share` of the budget.
bool is_near(const CostTotal& total, const Decimal& budget_yuan, const Decimal& share);

/// |target − budget| ÷ budget in percent with two places.
std::optional<Decimal> deviation_percent(const CostTotal& total, const Decimal& budget_yuan);

}  // namespace jx
