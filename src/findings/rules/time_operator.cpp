// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// TM03: "完成时间 ≥ 12 月" rewards being late. Times of which more is better (服务时间, 质保期)
/// are left alone.
void check_time_operator(const RuleInput& input, FindingSink& sink) {
  const WordList& longer_is_better = input.lexicon.words("longer-is-better");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> targets;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level2_of(indicator) != Level2::Timeliness || number_of(indicator) == nullptr) continue;
      const Dimension dimension = unit_of(indicator).dimension;
      if (dimension != Dimension::Time && dimension != Dimension::Calendar) continue;
      const Comparator comparator = comparator_of(indicator);
      if (comparator != Comparator::AtLeast && comparator != Comparator::GreaterThan) continue;
      if (row_says(indicator, longer_is_better)) continue;
      verdicts.bad(indicator, evidence_of(indicator.target));
      targets.push_back(shown_target(indicator));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer =
        verdicts.failed(fmt::format("{} 个时效指标越晚越达标：{}（{}）。", verdicts.bad_count(),
                                    verdicts.bad_names(), joined(targets, 6)));
    answer.expected = "用“≤”或写明最迟日期";
    answer.actual = joined(targets, 6);
    answer.confidence = 0.9;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
