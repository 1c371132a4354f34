// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/costs.h"
#include "findings/rules/rules.h"

namespace jx {

void check_cost_above_budget(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::Cost)) continue;
    const auto budget = budget_in_yuan(*facts.project);
    if (!budget.has_value()) continue;
    for (const CostTotal& total : cost_totals(facts)) {
      const Indicator& row = *total.row;
      if (row.target->approximate || !is_above(total, *budget)) continue;
      // The cost of all years may well be above the budget of one.
      if (input.lexicon.words("whole-life-cost").find_in(row.name.text).has_value()) continue;
      const Project& project = *facts.project;
      const std::string target =
          fmt::format("{} {}", row.target->value->to_string(), unit_of(row).name);
      const std::string budget_words =
          fmt::format("{} {}", project.budget.raw, project.budget_unit.name);
      sink.fail({.project = project.key.text,
                 .message = fmt::format("成本指标{}的目标 {} 超过预算数 {}", shown_name(row),
                                        target, budget_words),
                 .evidence = {evidence_of(row.target), evidence_of(row.name),
                              evidence_of(project.budget)},
                 .expected = fmt::format("不超过 {}", budget_words),
                 .actual = target,
                 // Far above it, the budget may be one year's part of the whole.
                 .confidence = is_near(total, *budget, Decimal(1)) ? 0.95 : 0.7});
    }
  }
}

}  // namespace jx
