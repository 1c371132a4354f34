// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/costs.h"
#include "findings/rules/rules.h"

namespace jx {

namespace {

/// 单灯年均电费, 每头处理补助, 人均成本: what one of them costs. 单位 alone is an organisation.
bool is_unit_cost(std::string_view name, const WordList& words) {
  return words.find_in(name).has_value() || (name.starts_with("单") && !name.starts_with("单位"));
}

}  // namespace

void check_only_total_cost(const RuleInput& input, FindingSink& sink) {
  const WordList& unit_cost_words = input.lexicon.words("unit-cost");
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::Cost)) continue;
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    const std::vector<CostTotal> totals = cost_totals(facts);
    const auto rows = std::count_if(indicators.begin(), indicators.end(), [](const Indicator& row) {
      return is_cost(row) && is_in_use(row);
    });
    // Two and more rows break the cost down, in whatever words: that is not "only a total".
    if (totals.size() != 1 || rows != 1) continue;
    if (is_unit_cost(totals.front().row->name.text, unit_cost_words)) continue;
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
