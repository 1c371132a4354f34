// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// VL07: what lies in the unit's own hands (完成率, 及时率, 合格率 under 产出) promised at less
/// than nearly all of it.
void check_controllable_rate(const RuleInput& input, FindingSink& sink) {
  const Decimal low = input.profile.threshold("controllable-rate-low").value;
  const WordList& others = input.lexicon.words("others-quality");
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> targets;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level1_of(indicator) != Level1::Output || !is_percentage(indicator)) continue;
      const Decimal* const value = number_of(indicator);
      const Comparator comparator = comparator_of(indicator);
      if (value == nullptr || *value >= low || *value <= Decimal(1) ||
          comparator == Comparator::AtMost || comparator == Comparator::LessThan) {
        continue;
      }
      const MeasureWord* const measure = measures.find(indicator.name.text);
      if (measure == nullptr || !measure->own) continue;
      // The work is the unit's, what the tests bring to light is not: 食品抽检合格率,
      // 断面水质达标率.
      if (!measure->completion && !measure->timely && others.find_in(indicator.name.text)) continue;
      verdicts.bad(indicator, evidence_of(indicator.target));
      targets.push_back(shown_target(indicator));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format("{} 个由单位自己掌握的产出指标低于 {}%：{}（{}）。",
                                                verdicts.bad_count(), plain(low),
                                                verdicts.bad_names(), joined(targets, 6)));
    answer.expected = fmt::format("≥{}%，一般应为 100%", plain(low));
    answer.actual = joined(targets, 6);
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
