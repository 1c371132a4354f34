// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// CO05: 成本控制率 ≤100 % only says that the budget is kept. A rate of saving says more.
void check_cost_rate(const RuleInput& input, FindingSink& sink) {
  const WordList& rates = input.lexicon.words("cost-control-rate");
  const WordList& saving = input.lexicon.words("saving-measure");
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::Cost)) continue;
    RowVerdicts verdicts(facts);
    std::vector<std::string> targets;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!is_cost(indicator) || !is_percentage(indicator)) continue;
      const Decimal* const value = number_of(indicator);
      if (value == nullptr || *value > Decimal(100) || !is_in_use(indicator)) continue;
      const std::string_view name = indicator.name.text;
      if (!rates.find_in(name).has_value() || saving.find_in(name).has_value()) continue;
      targets.push_back(shown_target(indicator));
      verdicts.bad(indicator, name_evidence(indicator));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(
        fmt::format("{} 个成本指标是控制率（{}），只说明没有超预算，看不出成本高低：{}。",
                    verdicts.bad_count(), joined(targets, 6), verdicts.bad_names()));
    answer.expected = "成本的金额，如每人次、每平方米多少元";
    answer.actual = joined(targets, 6);
    answer.confidence = 0.8;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
