// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// SA01: a satisfaction target below what is customary.
void check_satisfaction_threshold(const RuleInput& input, FindingSink& sink) {
  const Threshold& low = input.profile.threshold("satisfaction-low");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> targets;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level1_of(indicator) != Level1::Satisfaction) continue;
      const Decimal* const value = number_of(indicator);
      if (value == nullptr || !is_percentage(indicator)) continue;
      // 投诉率 ≤3%: little of a bad thing is what one wishes for.
      const Comparator comparator = comparator_of(indicator);
      if (comparator == Comparator::AtMost || comparator == Comparator::LessThan) continue;
      // 0.9 with the unit % is another mistake (VL05).
      if (*value >= low.value || *value <= Decimal(1)) continue;
      verdicts.bad(indicator, evidence_of(indicator.target));
      targets.push_back(shown_target(indicator));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format("{} 个满意度指标的目标值低于 {}%：{}（{}）。",
                                                verdicts.bad_count(), plain(low.value),
                                                joined(targets, 6), verdicts.bad_names()));
    answer.expected = fmt::format("≥{}%", plain(low.value));
    answer.actual = joined(targets, 6);
    answer.confidence = 0.4;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
