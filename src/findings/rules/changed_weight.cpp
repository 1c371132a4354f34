// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {

void check_changed_weight(const RuleInput& input, FindingSink& sink) {
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    const ApprovedPairs approved = pair_with_approved(input, evaluated);
    RowFaults faults;
    std::size_t compared = 0;
    for (const auto& [before, after] : approved.pairs) {
      if (!before->weight.has_value() || !after->weight.has_value()) continue;
      ++compared;
      if (*before->weight == *after->weight) continue;
      faults.add(
          fmt::format("{}批复 {}，自评 {}", shown_name(*after),
                      before->weight->trimmed().to_string(), after->weight->trimmed().to_string()),
          evidence_of(after->weight));
    }
    if (compared == 0) continue;
    if (faults.empty()) {
      sink.pass({.project = evaluated.project->key.text,
                 .message = fmt::format("{} 项指标的分值与批复的一致", compared),
                 .evidence = {project_evidence(*evaluated.project)}});
      continue;
    }
    sink.fail({.project = evaluated.project->key.text,
               .message = fmt::format("自评表改动了批复的分值：{}", joined(faults.rows)),
               .evidence = std::move(faults.evidence),
               .expected = "按批复的分值自评",
               .actual = joined(faults.rows, 3),
               .confidence = 0.9});
  }
}

}  // namespace jx
