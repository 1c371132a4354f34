// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/earlier_years.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Worse by more than the tolerance, and not so much that VL08 speaks of it.
bool is_worse(const PriorActual& prior, const Decimal& tolerance, const Decimal& trivial) {
  if (prior.target <= Decimal(0) || prior.fair <= Decimal(0)) return false;
  const Decimal& less = prior.more_is_better ? prior.target : prior.fair;
  const Decimal& greater = prior.more_is_better ? prior.fair : prior.target;
  const Result<Decimal> gap = greater.minus(less);
  const Result<Decimal> allowed = prior.fair.times(tolerance);
  const Result<Decimal> limit = less.times(trivial);
  return gap.ok() && allowed.ok() && limit.ok() && *gap > *allowed && greater < *limit;
}

}  // namespace

/// VL14: a target worse than what was reached the year before, and nobody says why.
void check_historical_regression(const RuleInput& input, FindingSink& sink) {
  if (input.previous == nullptr) return;
  const Decimal& tolerance = input.profile.threshold("regression-tolerance").value;
  const Decimal& trivial = input.profile.threshold("trivial-actual-ratio").value;
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> pairs;
    for (const PriorActual& prior : prior_actuals(input, facts)) {
      if (!is_worse(prior, tolerance, trivial)) {
        verdicts.good(*prior.now);
        continue;
      }
      verdicts.bad(*prior.now, evidence_of(prior.now->target));
      pairs.push_back(fmt::format("{}，而{}", shown_target(*prior.now), prior.where));
    }
    verdicts.pass_if_good(sink, "不低于上年实际完成的水平");
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format("{} 个指标值比上年实际完成的差，没有写明原因：{}。",
                                                verdicts.bad_count(), joined(pairs, 6)));
    answer.expected = "不低于上年实际，或写明降低的原因";
    answer.actual = joined(pairs, 3);
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
