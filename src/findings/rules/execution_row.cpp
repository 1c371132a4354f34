// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// A form that asks for actual values or scores is filled in after the year: 执行率 belongs there.
bool is_filled_form(const RuleInput& input, const Indicator& indicator) {
  return has_column(input.submission, indicator.origin, ColumnRole::ActualValue) ||
         has_column(input.submission, indicator.origin, ColumnRole::Score);
}

}  // namespace

/// WT08: 预算执行率 as an indicator when goals are set. Its points are kept for the
/// self-evaluation.
void check_execution_row(const RuleInput& input, FindingSink& sink) {
  const WordList& names = input.lexicon.words("execution-rate-name");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const bool level = level1_of(indicator) == Level1::Execution;
      if (!level && !names.find_in(indicator.name.text).has_value()) continue;
      if (!is_in_use(indicator) || is_filled_form(input, indicator)) continue;
      verdicts.bad(indicator, indicator.name.empty() ? evidence_of(indicator.level1)
                                                     : name_evidence(indicator));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format(
        "目标表里把预算执行率列为指标：{}；它的分值在自评时另计。", verdicts.bad_names()));
    answer.expected = "编制目标时不设预算执行率";
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.8;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
