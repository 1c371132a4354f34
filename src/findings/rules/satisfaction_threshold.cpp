// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool is_low(const RowFacts& row, const Decimal& customary) {
  if (row.level1 != Level1::Satisfaction) return false;
  if (!row.has(RowTrait::Number) || !row.has(RowTrait::Percentage)) return false;
  // 投诉率 ≤3%: little of a bad thing is what one wishes for.
  if (row.comparator == Comparator::AtMost || row.comparator == Comparator::LessThan) return false;
  // 0.9 with the unit % is another mistake (VL05).
  return row.number < customary && row.number > Decimal(1);
}

}  // namespace

/// SA01: a satisfaction target below what is customary.
void check_satisfaction_threshold(const RuleInput& input, FindingSink& sink) {
  const Threshold& low = input.profile.threshold("satisfaction-low");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> targets;
    for (std::size_t i = 0; i < facts.rows.size(); ++i) {
      if (!is_low(facts.rows[i], low.value)) continue;
      const Indicator& indicator = facts.goal_set->indicators[i];
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
