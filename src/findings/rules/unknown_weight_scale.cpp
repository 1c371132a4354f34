// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {

void check_unknown_weight_scale(const RuleInput& input, FindingSink& sink) {
  const Decimal one(1);
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.weight_sum.has_value() || facts.scale != WeightScale::Unknown) continue;
    std::vector<std::string> small;
    std::vector<std::string> large;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!indicator.weight.has_value()) continue;
      const bool fraction = *indicator.weight > Decimal(0) && *indicator.weight < one;
      (fraction ? small : large).push_back(indicator.weight.raw);
      if (fraction) evidence.push_back(evidence_of(indicator.weight));
    }
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("同一项目里既有小于 1 的权重（{}），又有大于 1 的权重（{}），"
                                      "合计 {}，看不出按比例还是按分值",
                                      joined(small), joined(large),
                                      facts.weight_sum->trimmed().to_string()),
               .evidence = std::move(evidence),
               .expected = "全部按比例（合计 1）或全部按分值（合计 90 或 100）",
               .actual = fmt::format("小于 1 的 {} 个，其余 {} 个", small.size(), large.size()),
               .confidence = 0.95});
  }
}

}  // namespace jx
