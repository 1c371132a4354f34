// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// NM01: a row under 满意度 must say in its name that it is about satisfaction. Where another cell
/// of the row says so, the name is at fault only in form.
void check_satisfaction_name(const RuleInput& input, FindingSink& sink) {
  const WordList& satisfaction = input.lexicon.words("satisfaction-word");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    bool said_elsewhere = true;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!is_satisfaction_row(indicator)) continue;
      if (satisfaction.find_in(indicator.name.text)) {
        verdicts.good(indicator);
      } else if (is_named_row(indicator)) {
        verdicts.bad(indicator, name_evidence(indicator));
        said_elsewhere = said_elsewhere && row_says(indicator, satisfaction);
      }
    }
    if (verdicts.any_bad()) {
      Answer answer = verdicts.failed(fmt::format("{} 个满意度指标的名称不是满意度：{}。",
                                                  verdicts.bad_count(), verdicts.bad_names()));
      answer.expected = "名称写明谁对什么的满意度";
      answer.actual = verdicts.bad_names();
      answer.confidence = said_elsewhere ? 0.7 : 0.95;
      if (said_elsewhere) answer.severity = Severity::Warning;
      sink.fail(std::move(answer));
    }
    verdicts.pass_if_good(sink, "满意度指标的名称写明是满意度");
  }
}

}  // namespace jx
