// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {

void check_cost_under_output(const RuleInput& input, FindingSink& sink) {
  const bool allowed = input.profile.allows(Level1::Output, Level2::Cost);
  for (const ProjectFacts& facts : input.facts.projects) {
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const bool placed = indicator.level1.has_value() && *indicator.level1 == Level1::Output &&
                          is_cost(indicator) && !is_unused(indicator);
      if (!placed) continue;
      rows.push_back(shown_name(indicator));
      evidence.push_back(evidence_of(indicator.level2));
      evidence.push_back(evidence_of(indicator.name));
    }
    if (rows.empty()) continue;
    Answer answer{.project = facts.project->key.text,
                  .evidence = std::move(evidence),
                  .actual = fmt::format("产出指标下 {} 行成本指标", rows.size()),
                  .confidence = 0.95};
    if (allowed) {
      answer.message =
          fmt::format("成本指标{}列在产出指标下，符合本年度适用的指标体系", joined(rows));
      answer.expected = "成本指标在产出指标下";
      sink.pass(std::move(answer));
    } else {
      answer.message = fmt::format(
          "成本指标{}仍列在产出指标下，本年度适用的指标体系中成本已是一级指标", joined(rows));
      answer.expected = "一级指标：成本指标";
      sink.fail(std::move(answer));
    }
  }
}

}  // namespace jx
