// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// DR03: 正向 and 反向 say which way a number should go; 定性 rows have none.
void check_direction_on_qualitative(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::Qualitative)) continue;
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      // The column counts, too: “评估达到良以上” reads like a number's operator.
      const bool stated =
          indicator.comparator.has_value() && *indicator.comparator == Comparator::Qualitative;
      if (!stated && comparator_of(indicator) != Comparator::Qualitative) continue;
      // 四档 counts the levels, it is no target.
      const bool number =
          number_of(indicator) != nullptr && unit_of(indicator).dimension != Dimension::Level;
      if (!indicator.direction.has_value() || number) continue;
      // A bare sign (—) in the cell says that there is no direction.
      if (letters_only(indicator.direction.raw).empty()) continue;
      if (*indicator.direction != Direction::Unstated) {
        verdicts.bad(indicator, evidence_of(indicator.direction));
      }
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format("{} 个定性指标填了指标方向性：{}。",
                                                verdicts.bad_count(), verdicts.bad_names()));
    answer.expected = "定性指标不填方向";
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.9;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
