// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// VL12: an effect or a satisfaction of 100 % is a promise about other people. A growth of 100 %
/// is none, and 整改率 lies in the unit's own hands.
void check_absolute_effect(const RuleInput& input, FindingSink& sink) {
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const Level1 level1 = level1_of(indicator);
      if (level1 != Level1::Benefit && level1 != Level1::Satisfaction) continue;
      const Decimal* const value = number_of(indicator);
      if (value == nullptr || *value != Decimal(100) || !is_percentage(indicator)) continue;
      const Comparator comparator = comparator_of(indicator);
      if (comparator == Comparator::AtMost || comparator == Comparator::LessThan) continue;
      const MeasureWord* const measure = measures.find(indicator.name.text);
      if (measure == nullptr || !measure->capped || measure->own) continue;
      verdicts.bad(indicator, evidence_of(indicator.target));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format("{} 个效益或满意度指标的目标是 100%：{}。",
                                                verdicts.bad_count(), verdicts.bad_names()));
    answer.expected = "留出余地，如 ≥95%";
    answer.actual = "100%";
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
