// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {

void check_all_full_marks(const RuleInput& input, FindingSink& sink) {
  const Decimal high_total(98);
  const Decimal low_rate(90);
  constexpr std::size_t kPercentFull = 95;
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    const std::optional<Decimal> total = printed_total(evaluated);
    const std::optional<Decimal>& rate = evaluated.score.execution_rate;
    if (!total || !rate || *total < high_total || *rate >= low_rate) continue;
    std::size_t rows = 0;
    std::size_t full = 0;
    for (const Indicator& indicator : evaluated.set->indicators) {
      if (!indicator.actual || !indicator.actual->score.has_value() ||
          !indicator.weight.has_value()) {
        continue;
      }
      ++rows;
      full += *indicator.actual->score == *indicator.weight ? 1 : 0;
    }
    if (rows == 0 || full * 100 < rows * kPercentFull) continue;
    sink.fail(
        {.project = evaluated.project->key.text,
         .message = fmt::format("{} 项指标中 {} 项得满分，总分 {}，而预算只执行了 {}%", rows, full,
                                total->to_string(), rate->rounded(2).to_string()),
         .evidence = {evidence_of(evaluated.evaluation->total),
                      evidence_of(evaluated.funds->executed)},
         .expected = "得分与资金执行、佐证材料相互印证",
         .actual = fmt::format("满分 {}/{}，执行率 {}%", full, rows, rate->rounded(2).to_string()),
         .confidence = 0.7});
  }
}

}  // namespace jx
