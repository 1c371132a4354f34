// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {

void check_weight_not_positive(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::WeightNotPositive)) continue;
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!indicator.weight.has_value() || *indicator.weight > Decimal(0)) continue;
      if (!is_in_use(indicator)) continue;
      rows.push_back(fmt::format("{}（{}）", shown_name(indicator), indicator.weight.raw));
      evidence.push_back(evidence_of(indicator.weight));
    }
    if (rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("{} 行指标的权重不大于 0：{}", rows.size(), joined(rows)),
               .evidence = std::move(evidence),
               .expected = "每个指标的权重大于 0",
               .actual = fmt::format("{} 行不大于 0", rows.size()),
               .confidence = 0.95});
  }
}

}  // namespace jx
