// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"
#include "findings/rules/task_measure.h"

namespace jx {
namespace {

/// A count, an area or an amount tells what is counted even when the name does not.
bool unit_tells_measure(const Indicator& indicator) noexcept {
  const Dimension dimension = unit_of(indicator).dimension;
  return dimension != Dimension::Unknown && dimension != Dimension::Ratio &&
         dimension != Dimension::Points && dimension != Dimension::BareMultiple;
}

}  // namespace

/// NM02: an activity or a thing as the name of an indicator with a number (布丝瑰工坊, ≥80%).
/// Satisfaction rows are NM01's; qualitative rows have nothing to measure. Tasks that promise to
/// keep something running are asked for their measure too.
void check_name_without_measure(const RuleInput& input, FindingSink& sink) {
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    bool unit_tells = true;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (is_satisfaction_row(indicator) || number_of(indicator) == nullptr) continue;
      if (measures.find(indicator.name.text) != nullptr || !is_named_row(indicator)) continue;
      if (measures.stands_in(indicator.name.text) || measures.stands_in(indicator.target.raw)) {
        continue;
      }
      verdicts.bad(indicator, name_evidence(indicator));
      unit_tells = unit_tells && unit_tells_measure(indicator);
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format("{} 个定量指标的名称只写了事项，没有度量的词：{}。",
                                                verdicts.bad_count(), verdicts.bad_names()));
    answer.expected = "名称以“率、数量、人次、面积”等度量词结尾";
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.7;
    if (unit_tells) answer.severity = Severity::Info;
    sink.fail(std::move(answer));
  }
  check_task_measures(input, sink);
}

}  // namespace jx
