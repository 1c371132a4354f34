// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"
#include "findings/rules/weights.h"

namespace jx {

void check_equal_weights(const RuleInput& input, FindingSink& sink) {
  const Decimal fewest = input.profile.threshold("equal-spread-min-count").value;
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    if (!facts.complete || !facts.weight_sum.has_value()) continue;
    if (facts.traits.any(RowTrait::OtherWeight)) continue;
    const Field<Decimal>* first = nullptr;
    std::int64_t count = 0;
    for (const Indicator& indicator : indicators) {
      if (!indicator.weight.has_value()) continue;
      if (first == nullptr) first = &indicator.weight;
      ++count;
    }
    if (Decimal(count) < fewest) continue;
    sink.fail(
        {.project = facts.project->key.text,
         .message = fmt::format("{} 个指标的权重全是 {}，没有按重要程度区分", count, first->raw),
         .evidence = weight_evidence(indicators),
         .expected = "按指标的重要程度分配权重",
         .actual = fmt::format("{} × {}", first->raw, count),
         .confidence = 0.7});
  }
}

}  // namespace jx
