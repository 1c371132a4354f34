// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {

void check_cost_direction(const RuleInput& input, FindingSink& sink) {
  const WordList& saving = input.lexicon.words("saving-measure");
  const WordList& floors = input.lexicon.words("floor-standard");
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::Cost)) continue;
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const Comparator comparator = comparator_of(indicator);
      if (comparator != Comparator::AtLeast && comparator != Comparator::GreaterThan) continue;
      if (!is_cost(indicator) || !is_in_use(indicator)) continue;
      const Dimension dimension = unit_of(indicator).dimension;
      if (dimension != Dimension::Money && dimension != Dimension::UnitMoney) continue;
      // 节约成本 ≥ 5 万元 is as it should be.
      if (saving.find_in(indicator.name.text).has_value()) continue;
      // So is 补助标准 ≥ 5 元/天: what people get may not be less.
      if (floors.find_in(indicator.name.text).has_value()) continue;
      rows.push_back(fmt::format("{} {} {} {}", shown_name(indicator), chinese_name(comparator),
                                 indicator.target.raw, unit_of(indicator).name));
      evidence.push_back(indicator.comparator.has_value() ? evidence_of(indicator.comparator)
                                                          : evidence_of(indicator.target));
      evidence.push_back(evidence_of(indicator.name));
    }
    if (rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("成本指标用了 ≥，等于要求多花钱：{}", joined(rows)),
               .evidence = std::move(evidence),
               .expected = "成本指标用 ≤",
               .actual = joined(rows),
               .confidence = 0.95});
  }
}

}  // namespace jx
