// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

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
/// Satisfaction rows are NM01's; qualitative rows have nothing to measure.
void check_name_without_measure(const RuleInput& input, FindingSink& sink) {
  const MeasureWords measures(input.lexicon);
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    bool unit_tells = true;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level1_of(indicator) == Level1::Satisfaction || number_of(indicator) == nullptr) continue;
      if (measures.find(indicator.name.text) != nullptr) {
        verdicts.good(indicator);
      } else if (is_named_row(indicator) && !measures.stands_in(indicator.name.text) &&
                 !measures.stands_in(indicator.target.raw)) {
        verdicts.bad(indicator, name_evidence(indicator));
        unit_tells = unit_tells && unit_tells_measure(indicator);
      }
    }
    if (verdicts.any_bad()) {
      Answer answer = verdicts.failed(fmt::format("{} 个定量指标的名称只写了事项，没有度量的词：{}。",
                                                  verdicts.bad_count(), verdicts.bad_names()));
      answer.expected = "名称以“率、数量、人次、面积”等度量词结尾";
      answer.actual = verdicts.bad_names();
      answer.confidence = 0.7;
      if (unit_tells) answer.severity = Severity::Info;
      sink.fail(std::move(answer));
    }
    verdicts.pass_if_good(sink, "定量指标的名称写明度量什么");
  }
}

}  // namespace jx
