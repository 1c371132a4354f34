// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {
namespace {

/// How the outputs stand: those with a score of ours.
struct Outputs {
  DecimalSum scores;
  DecimalSum weights;
  std::size_t rows = 0;
  std::size_t full = 0;
};

Outputs outputs_of(const EvaluatedProject& evaluated) {
  Outputs outputs;
  for (std::size_t i = 0; i < evaluated.set->indicators.size(); ++i) {
    const Indicator& indicator = evaluated.set->indicators[i];
    const IndicatorScore& score = evaluated.score.indicators[i];
    if (!score.score || !indicator.level1.has_value() || *indicator.level1 != Level1::Output) {
      continue;
    }
    if (is_cost(indicator)) continue;
    ++outputs.rows;
    outputs.scores.add(*score.score);
    outputs.weights.add(score.weight);
    outputs.full += *score.score == score.weight ? 1 : 0;
  }
  return outputs;
}

}  // namespace

void check_execution_and_output(const RuleInput& input, FindingSink& sink) {
  const Decimal low(60);
  const Decimal whole(99);
  constexpr std::size_t kFewest = 2;
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    const std::optional<Decimal>& rate = evaluated.score.execution_rate;
    const Outputs outputs = outputs_of(evaluated);
    if (!rate || outputs.rows < kFewest) continue;
    const Result<Decimal> scores = outputs.scores.total();
    const Result<Decimal> weights = outputs.weights.total();
    if (!scores.ok() || !weights.ok() || weights->is_zero()) continue;
    const Result<Decimal> hundredfold = scores->times(Decimal(100));
    if (!hundredfold.ok()) continue;
    const Result<Decimal> done = hundredfold->divided_by(*weights, 1);
    if (!done.ok()) continue;
    const bool cheap = *rate < low && outputs.full == outputs.rows;
    const bool idle = *rate >= whole && *done < low;
    if (!cheap && !idle) continue;
    const std::string spent = rate->rounded(2).to_string();
    sink.fail(
        {.project = evaluated.project->key.text,
         .message =
             cheap ? fmt::format("预算只执行了 {}%，{} 项产出指标却全部完成", spent, outputs.rows)
                   : fmt::format("预算已执行 {}%，产出指标只完成了 {}%", spent, done->to_string()),
         .evidence = {evidence_of(evaluated.funds->executed)},
         .expected = "资金执行与产出完成大体相称，不相称的说明原因",
         .actual = fmt::format("执行率 {}%，产出得分率 {}%", spent, done->to_string()),
         .confidence = 0.75});
  }
}

}  // namespace jx
