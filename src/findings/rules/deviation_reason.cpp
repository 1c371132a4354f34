// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {
namespace {

/// Why a reader would ask for an explanation; empty when nothing needs one.
std::string deviation_of(const IndicatorScore& score) {
  if (score.kind == ScoreKind::Numbers) {
    if (score.outcome.overshot) return "超出目标较多";
    const bool short_of = score.outcome.outcome == ScoreOutcome::Proportional ||
                          score.outcome.outcome == ScoreOutcome::Nothing;
    // What only equals ＞90 has earned everything and is next to nothing short of it.
    return short_of && score.score != score.weight ? "未达到目标" : "";
  }
  if (score.kind == ScoreKind::Date && score.band) return "晚于规定日期";
  return score.kind == ScoreKind::Level && score.scale && score.level > 0 ? "未完全达成" : "";
}

void check_rate_reason(const RuleInput& input, const EvaluatedProject& evaluated,
                       RowFaults& faults) {
  const std::optional<Decimal>& rate = evaluated.score.execution_rate;
  const Decimal& least = input.profile.threshold("execution-rate-reason").value;
  if (!rate || *rate >= least || evaluated.funds->reason.origin.known() == false) return;
  if (is_explained(evaluated.funds->reason, input.lexicon)) return;
  faults.add(
      fmt::format("预算执行率 {}%，低于 {}%", rate->rounded(2).to_string(), least.to_string()),
      evidence_of(evaluated.funds->executed));
}

}  // namespace

void check_deviation_reason(const RuleInput& input, FindingSink& sink) {
  // The deviation that asks for an explanation, whatever the profile takes off for it.
  ScoringRules rules = input.profile.scoring;
  rules.choose(PolicyId::Ov302);
  const Scorer scorer(input.profile, std::move(rules));
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    RowFaults faults;
    for (const Indicator& indicator : evaluated.set->indicators) {
      if (!indicator.actual ||
          !has_column(input.submission, indicator.origin, ColumnRole::DeviationReason)) {
        continue;
      }
      const std::string why = deviation_of(scorer.score(indicator, evaluated.score.fractions));
      if (why.empty() || is_explained(indicator.actual->reason, input.lexicon)) continue;
      faults.add(
          fmt::format("{}（指标值{}，完成{}）{}", shown_name(indicator),
                      in_quotes(indicator.target.raw), in_quotes(indicator.actual->value.raw), why),
          actual_evidence(indicator));
    }
    if (evaluated.funds != nullptr) check_rate_reason(input, evaluated, faults);
    if (faults.empty()) continue;
    sink.fail({.project = evaluated.project->key.text,
               .message = fmt::format("有偏差而没有写明原因：{}", joined(faults.rows)),
               .evidence = std::move(faults.evidence),
               .expected = "未完成或偏离较大的，写明原因和改进措施",
               .actual = "原因一栏空白，或只写“无”",
               .confidence = 0.9});
  }
}

}  // namespace jx
