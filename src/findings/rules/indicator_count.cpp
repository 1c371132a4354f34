// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// TX13: too few level-3 rows to show output and effect, or so many that nothing stands out. Of an
/// excerpt nobody knows how many rows there are; too many stay too many.
void check_indicator_count(const RuleInput& input, FindingSink& sink) {
  const Decimal least = input.profile.threshold("indicator-count-min").value;
  const Decimal most = input.profile.threshold("indicator-count-max").value;
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::int64_t count =
        std::count_if(facts.rows.begin(), facts.rows.end(),
                      [](const RowFacts& row) { return row.has(RowTrait::Named); });
    const bool few = Decimal(count) < least;
    if (count == 0 || (few && !facts.complete)) {
      sink.not_applicable();
      continue;
    }
    if (!few && Decimal(count) <= most) continue;
    Answer answer =
        answer_about(facts, few ? fmt::format("只有 {} 个三级指标，难以反映产出和效果。", count)
                                : fmt::format("有 {} 个三级指标，重点不突出。", count));
    answer.evidence.push_back(project_evidence(*facts.project));
    if (!answer.evidence.back().origin.known()) {
      const std::vector<Indicator>& rows = indicators_of(facts.goal_set);
      const auto first = std::find_if(rows.begin(), rows.end(), is_named_row);
      answer.evidence.back() = name_evidence(*first);
    }
    answer.expected = fmt::format("{} 至 {} 个三级指标", plain(least), plain(most));
    answer.actual = fmt::format("{} 个", count);
    answer.confidence = 0.6;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
