// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {
namespace {

void check_pair(const std::string& name, const Field<Decimal>& score, const Field<Decimal>& weight,
                RowFaults& faults) {
  if (!score.has_value() || !weight.has_value()) return;
  if (score->is_negative()) {
    faults.add(fmt::format("{}得分 {}，为负数", name, score->to_string()), evidence_of(score));
  } else if (*score > *weight) {
    faults.add(fmt::format("{}得分 {}，分值只有 {}", name, score->to_string(), weight->to_string()),
               evidence_of(score));
  }
}

}  // namespace

void check_score_above_weight(const RuleInput& input, FindingSink& sink) {
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    RowFaults faults;
    for (const Indicator& indicator : evaluated.set->indicators) {
      if (!indicator.actual) continue;
      check_pair(shown_name(indicator), indicator.actual->score, indicator.weight, faults);
    }
    if (evaluated.funds != nullptr) {
      check_pair("预算执行率", evaluated.funds->score, evaluated.funds->weight, faults);
    }
    if (faults.empty()) continue;
    sink.fail({.project = evaluated.project->key.text,
               .message = fmt::format("得分超出 0 至分值的范围：{}", joined(faults.rows)),
               .evidence = std::move(faults.evidence),
               .expected = "每项得分在 0 与该项分值之间",
               .actual = joined(faults.rows, 3),
               .confidence = 0.98});
  }
}

}  // namespace jx
