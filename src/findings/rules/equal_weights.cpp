// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/weights.h"

namespace jx {
namespace {

constexpr std::size_t kFewest = 4;  ///< Two or three equal weights may well be meant.

}  // namespace

void check_equal_weights(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    if (!facts.complete || !facts.weight_sum.has_value()) continue;
    const Field<Decimal>* first = nullptr;
    std::size_t count = 0;
    bool equal = true;
    for (const Indicator& indicator : indicators) {
      if (!indicator.weight.has_value()) continue;
      if (first == nullptr) first = &indicator.weight;
      equal = equal && *indicator.weight == **first;
      ++count;
    }
    if (!equal || count < kFewest) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("{} 个指标的权重全是 {}，没有按重要程度区分", count, first->raw),
               .evidence = weight_evidence(indicators),
               .expected = "按指标的重要程度分配权重",
               .actual = fmt::format("{} × {}", first->raw, count),
               .confidence = 0.7});
  }
}

}  // namespace jx
