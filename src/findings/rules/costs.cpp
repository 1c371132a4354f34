// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/costs.h"

#include <cstddef>

#include "findings/evidence.h"
#include "findings/row_facts.h"

namespace jx {
namespace {

Result<Decimal> difference_of(const CostTotal& total, const Decimal& budget_yuan) {
  return total.yuan > budget_yuan ? total.yuan.minus(budget_yuan) : budget_yuan.minus(total.yuan);
}

}  // namespace

std::vector<CostTotal> cost_totals(const ProjectFacts& facts) {
  std::vector<CostTotal> totals;
  for (std::size_t i = 0; i < facts.rows.size(); ++i) {
    const RowFacts& row = facts.rows[i];
    if (!row.has(RowTrait::Cost) || !row.has(RowTrait::Number)) continue;
    const Indicator& indicator = facts.goal_set->indicators[i];
    const Unit& unit = unit_of(indicator);
    // A bare 万 in a row of cost can only be money; that 元 is missing is UN05's finding.
    if (unit.dimension != Dimension::Money && unit.dimension != Dimension::BareMultiple) continue;
    const Result<Decimal> yuan = row.number.times(unit.factor);
    if (yuan.ok()) totals.push_back({&indicator, *yuan});
  }
  return totals;
}

std::optional<Decimal> budget_in_yuan(const Project& project) {
  if (!project.budget.has_value() || project.budget_unit.dimension != Dimension::Money) {
    return std::nullopt;
  }
  const Result<Decimal> yuan = project.budget->times(project.budget_unit.factor);
  if (!yuan.ok() || *yuan <= Decimal(0)) return std::nullopt;
  return *yuan;
}

bool is_above(const CostTotal& total, const Decimal& budget_yuan) {
  if (total.yuan <= budget_yuan) return false;
  const Indicator& row = *total.row;
  const Result<Decimal> budget =
      budget_yuan.divided_by(unit_of(row).factor, row.target->value->scale());
  return budget.ok() && *row.target->value > *budget;
}

bool is_near(const CostTotal& total, const Decimal& budget_yuan, const Decimal& share) {
  const Result<Decimal> difference = difference_of(total, budget_yuan);
  const Result<Decimal> most = budget_yuan.times(share);
  return difference.ok() && most.ok() && *difference <= *most;
}

std::optional<Decimal> deviation_percent(const CostTotal& total, const Decimal& budget_yuan) {
  const Result<Decimal> difference = difference_of(total, budget_yuan);
  if (!difference.ok()) return std::nullopt;
  const Result<Decimal> hundredfold = difference->times(Decimal(100));
  if (!hundredfold.ok()) return std::nullopt;
  const Result<Decimal> percent = hundredfold->divided_by(budget_yuan, 2);
  if (!percent.ok()) return std::nullopt;
  return percent->trimmed();
}

}  // namespace jx
