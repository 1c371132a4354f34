// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {

void check_cost_level_early(const RuleInput& input, FindingSink& sink) {
  const auto& taxonomy = input.profile.taxonomy;
  const bool known =
      std::any_of(taxonomy.begin(), taxonomy.end(),
                  [](const TaxonomyBranch& branch) { return branch.level1 == Level1::Cost; });
  if (known || taxonomy.empty()) return;
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.shows(Level1::Cost, Level2::Unknown) &&
        !facts.traits.any(RowTrait::DeclaredNotApplicable))
      continue;
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!indicator.level1.has_value() || *indicator.level1 != Level1::Cost) continue;
      if (is_unused(indicator)) continue;
      rows.push_back(shown_name(indicator));
      evidence.push_back(evidence_of(indicator.level1));
    }
    if (rows.empty()) continue;
    sink.fail(
        {.project = facts.project->key.text,
         .message = fmt::format("{} 行以成本指标为一级指标（{}），本年度适用的指标体系中成本在产出"
                                "指标之下；表可能按以后年度的体系填报",
                                rows.size(), joined(rows)),
         .evidence = std::move(evidence),
         .expected = "成本指标为产出指标下的二级指标",
         .actual = "成本指标为一级指标",
         .confidence = 0.7});
  }
}

}  // namespace jx
