// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {

void check_level_out_of_band(const RuleInput& input, FindingSink& sink) {
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    RowFaults faults;
    std::size_t held = 0;
    for (std::size_t i = 0; i < evaluated.set->indicators.size(); ++i) {
      const IndicatorScore& score = evaluated.score.indicators[i];
      if (score.kind != ScoreKind::Level || !score.scale || !score.entered) continue;
      if (score.gap != ScoreGap::OutsideBand) {
        ++held;
        continue;
      }
      const Indicator& indicator = evaluated.set->indicators[i];
      const ScaleLevel& level = input.profile.scoring.scales[*score.scale].levels[score.level];
      faults.add(fmt::format("{}属“{}”，得分应在 {} 内，填的是 {}", shown_name(indicator),
                             level.name, score.band->to_string(), score.entered->to_string()),
                 score_evidence(indicator));
    }
    if (faults.empty()) {
      if (held == 0) continue;
      sink.pass({.project = evaluated.project->key.text,
                 .message = fmt::format("{} 项定性指标的得分都在所属档次的区间内", held),
                 .evidence = {project_evidence(*evaluated.project)}});
      continue;
    }
    sink.fail(
        {.project = evaluated.project->key.text,
         .message = fmt::format("定性指标的得分不在所属档次的区间内：{}", joined(faults.rows)),
         .evidence = std::move(faults.evidence),
         .expected = "得分在所属档次的区间内",
         .actual = joined(faults.rows, 3),
         .confidence = 0.85});
  }
}

}  // namespace jx
