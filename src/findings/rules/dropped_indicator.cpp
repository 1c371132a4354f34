// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {

void check_dropped_indicator(const RuleInput& input, FindingSink& sink) {
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    const ApprovedPairs approved = pair_with_approved(input, evaluated);
    if (approved.approved == nullptr) continue;
    Answer answer{.project = evaluated.project->key.text,
                  .evidence = {project_evidence(*evaluated.project)},
                  .expected = fmt::format("批复的 {} 项指标都要自评",
                                          approved.pairs.size() + approved.dropped.size()),
                  .actual = fmt::format("自评表里有其中 {} 项", approved.pairs.size()),
                  .confidence = 0.85};
    if (approved.dropped.empty()) {
      answer.message = "批复的指标都在自评表里";
      sink.pass(std::move(answer));
      continue;
    }
    std::vector<std::string> names;
    for (const Indicator* indicator : approved.dropped) names.push_back(shown_name(*indicator));
    answer.message = fmt::format("批复的 {} 项指标没有自评：{}", names.size(), joined(names));
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
