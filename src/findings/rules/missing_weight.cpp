// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {

void check_missing_weight(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::NoWeight)) continue;
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators) {
      const Field<Decimal>& weight = indicator.weight;
      // A form without the column has no place for the cell either.
      if (weight.has_value() || !weight.origin.known() || !is_in_use(indicator)) continue;
      if (weight.absence == Absence::Blank) {
        rows.push_back(shown_name(indicator));
        evidence.push_back(blank_evidence(indicator, weight));
      } else if (weight.absence == Absence::Unread) {
        rows.push_back(
            fmt::format("{}（填的是{}，不是数）", shown_name(indicator), in_quotes(weight.raw)));
        evidence.push_back(evidence_of(weight));
      }
    }
    if (rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("{} 行指标中有 {} 行没有权重：{}", indicators.size(),
                                      rows.size(), joined(rows)),
               .evidence = std::move(evidence),
               .expected = "表中有权重栏，每个指标都填权重",
               .actual = fmt::format("{} 行空白或不是数", rows.size()),
               .confidence = 0.95});
  }
}

}  // namespace jx
