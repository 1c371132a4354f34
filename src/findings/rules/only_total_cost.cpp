// SPDX-License-Identifier: AGPL-3.0-or-later
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/costs.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool is_unit_cost(const Indicator& indicator, const WordList& unit_cost_words) {
  if (!is_cost(indicator) || !is_in_use(indicator)) return false;
  return unit_of(indicator).dimension == Dimension::UnitMoney ||
         unit_cost_words.find_in(indicator.name.text).has_value();
}

}  // namespace

void check_only_total_cost(const RuleInput& input, FindingSink& sink) {
  const WordList& unit_cost_words = input.lexicon.words("unit-cost");
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    const std::vector<CostTotal> totals = cost_totals(indicators);
    // Two and more amounts break the cost down: that is not "only a total".
    if (totals.size() != 1) continue;
    bool unit_cost = false;
    for (const Indicator& indicator : indicators) {
      unit_cost = unit_cost || is_unit_cost(indicator, unit_cost_words);
    }
    if (unit_cost) continue;
    const Indicator& row = *totals.front().row;
    sink.fail(
        {.project = facts.project->key.text,
         .message = fmt::format("只有总成本（{} {} {}），没有单位成本或人均成本", shown_name(row),
                                row.target->value->to_string(), unit_of(row).name),
         .evidence = {evidence_of(row.name), evidence_of(row.target)},
         .expected = "除总成本外，另设单位成本（如每人次、每平方米）",
         .actual = "成本指标 1 行，为总额",
         .confidence = 0.95});
  }
}

}  // namespace jx
