// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/costs.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

std::string closeness_in_words(const CostTotal& total, const Decimal& budget_yuan) {
  if (total.yuan == budget_yuan) return "相等";
  const auto percent = deviation_percent(total, budget_yuan);
  if (!percent.has_value() || percent->is_zero()) return "相差不到 0.01%";
  return fmt::format("只差 {}%", percent->to_string());
}

}  // namespace

void check_cost_equals_budget(const RuleInput& input, FindingSink& sink) {
  const Decimal limit = input.profile.threshold("cost-equals-budget-tolerance").value;
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::Cost)) continue;
    const auto budget = budget_in_yuan(*facts.project);
    if (!budget.has_value()) continue;
    for (const CostTotal& total : cost_totals(facts)) {
      if (!is_near(total, *budget, limit) || is_above(total, *budget)) continue;
      const Indicator& row = *total.row;
      const Project& project = *facts.project;
      const std::string target = fmt::format("{}{} {}", chinese_name(comparator_of(row)),
                                             row.target->value->to_string(), unit_of(row).name);
      const std::string budget_words =
          fmt::format("{} {}", project.budget.raw, project.budget_unit.name);
      sink.fail({.project = project.key.text,
                 .message = fmt::format("成本指标{}的目标 {} 与预算数 {} {}，没有反映成本控制，等于"
                                        "重复考核预算执行",
                                        shown_name(row), target, budget_words,
                                        closeness_in_words(total, *budget)),
                 .evidence = {evidence_of(row.target), evidence_of(row.name),
                              evidence_of(project.budget)},
                 .expected = "单位成本、人均成本等能看出节约的指标",
                 .actual = fmt::format("{}；预算数 {}", target, budget_words),
                 .confidence = 0.95});
    }
  }
}

}  // namespace jx
