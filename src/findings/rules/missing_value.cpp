// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {

void check_missing_value(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::NoTarget)) continue;
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const Field<Target>& target = indicator.target;
      const bool blank = !target.has_value() && target.absence == Absence::Blank &&
                         target.origin.known() && trimmed(target.raw).empty();
      if (!blank || !is_in_use(indicator)) continue;
      rows.push_back(indicator.comparator.raw.empty()
                         ? shown_name(indicator)
                         : fmt::format("{}（{}后面空白）", shown_name(indicator),
                                       in_quotes(indicator.comparator.raw)));
      evidence.push_back(blank_evidence(indicator, target));
    }
    if (rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("{} 行没有指标值：{}", rows.size(), joined(rows)),
               .evidence = std::move(evidence),
               .expected = "每个三级指标都有指标值",
               .actual = fmt::format("{} 行空白", rows.size()),
               .confidence = 0.95});
  }
}

}  // namespace jx
