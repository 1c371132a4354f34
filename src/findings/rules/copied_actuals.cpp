// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {
namespace {

struct Copies {
  std::size_t numbers = 0;
  std::size_t equal = 0;
  std::size_t rates = 0;  ///< Below 100 %: results of surveys and statistics, seldom exactly met.
  std::size_t equal_rates = 0;
  std::vector<EvidenceLine> evidence;
};

Copies count_copies(const GoalSet& set) {
  Copies copies;
  for (const Indicator& indicator : set.indicators) {
    if (!indicator.actual || !indicator.actual->value.has_value() ||
        !indicator.target.has_value()) {
      continue;
    }
    const Target& target = *indicator.target;
    const Target& actual = *indicator.actual->value;
    if (!target.value || !actual.value || target.value_high) continue;
    const bool equal = *target.value == *actual.value;
    const bool rate =
        unit_of(indicator).dimension == Dimension::Ratio && *target.value < Decimal(100);
    ++copies.numbers;
    copies.rates += rate ? 1 : 0;
    copies.equal += equal ? 1 : 0;
    copies.equal_rates += rate && equal ? 1 : 0;
    if (equal) copies.evidence.push_back(actual_evidence(indicator));
  }
  return copies;
}

}  // namespace

void check_copied_actuals(const RuleInput& input, FindingSink& sink) {
  constexpr std::size_t kFewest = 4;
  constexpr std::size_t kPercentEqual = 80;
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    Copies copies = count_copies(*evaluated.set);
    if (copies.numbers < kFewest || copies.rates == 0) continue;
    if (copies.equal * 100 < copies.numbers * kPercentEqual || copies.equal_rates < copies.rates) {
      continue;
    }
    sink.fail({.project = evaluated.project->key.text,
               .message = fmt::format(
                   "{} 项定量指标中 {} 项的完成值与指标值一字不差，比率也都恰好等于目标",
                   copies.numbers, copies.equal),
               .evidence = std::move(copies.evidence),
               .expected = "完成值来自统计或调查，有佐证材料",
               .actual = fmt::format("{}/{} 项相同", copies.equal, copies.numbers),
               .confidence = 0.65});
  }
}

}  // namespace jx
