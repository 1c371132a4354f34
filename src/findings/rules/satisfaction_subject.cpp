// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// SA02: a satisfaction row must say who is asked, in its name or in a cell that explains it.
void check_satisfaction_subject(const RuleInput& input, FindingSink& sink) {
  const WordList& subjects = input.lexicon.words("satisfaction-subject");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level1_of(indicator) != Level1::Satisfaction) continue;
      if (row_says(indicator, subjects)) {
        verdicts.good(indicator);
      } else if (is_named_row(indicator)) {
        verdicts.bad(indicator, name_evidence(indicator));
      }
    }
    if (verdicts.any_bad()) {
      Answer answer = verdicts.failed(fmt::format("{} 个满意度指标没有写明调查对象：{}。",
                                                  verdicts.bad_count(), verdicts.bad_names()));
      answer.expected = "写明受访群体，如“参训妇女”“受益农户”";
      answer.actual = verdicts.bad_names();
      answer.confidence = 0.95;
      sink.fail(std::move(answer));
    }
    verdicts.pass_if_good(sink, "满意度指标写明了调查对象");
  }
}

}  // namespace jx
