// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/costs.h"
#include "findings/rules/rules.h"

namespace jx {

void check_only_total_cost(const RuleInput& input, FindingSink& sink) {
  const WordList& unit_cost_words = input.lexicon.words("unit-cost");
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    const std::vector<CostTotal> totals = cost_totals(indicators);
    const auto rows = std::count_if(indicators.begin(), indicators.end(), [](const Indicator& row) {
      return is_cost(row) && is_in_use(row);
    });
    // Two and more rows break the cost down, in whatever words: that is not "only a total".
    if (totals.size() != 1 || rows != 1) continue;
    if (unit_cost_words.find_in(totals.front().row->name.text).has_value()) continue;
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
