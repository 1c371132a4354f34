// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {
namespace {

/// Beyond it, rounding does not explain the difference.
const Decimal kTolerance = *Decimal::make(1, 1);
const Decimal kPartTolerance = *Decimal::make(1, 3);

struct PrintedSum {
  DecimalSum sum;
  std::size_t rows = 0;
  bool complete = true;  ///< Every row has a score that was read.

  void add(const Field<Decimal>& score) {
    if (!score.has_value()) {
      complete = false;
      return;
    }
    sum.add(*score);
    ++rows;
  }
};

}  // namespace

void check_score_total(const RuleInput& input, FindingSink& sink) {
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    const Field<Decimal>& total = evaluated.evaluation->total;
    if (!total.has_value()) continue;
    PrintedSum printed;
    for (const Indicator& indicator : evaluated.set->indicators) {
      if (indicator.actual) printed.add(indicator.actual->score);
    }
    // A form without a column for it has no execution score to count.
    if (evaluated.funds != nullptr && evaluated.funds->score.origin.known()) {
      printed.add(evaluated.funds->score);
    }
    const Result<Decimal> sum = printed.sum.total();
    if (!sum.ok() || printed.rows == 0) continue;
    const Decimal tolerance = total_is_part(evaluated) ? kPartTolerance : kTolerance;
    const Result<Decimal> difference = *sum > *total ? sum->minus(*total) : total->minus(*sum);
    Answer answer{.project = evaluated.project->key.text,
                  .evidence = {evidence_of(total)},
                  .expected = fmt::format("总分等于各项得分之和 {}", sum->to_string()),
                  .actual = total->to_string(),
                  .confidence = 0.95};
    if (!printed.complete) {
      answer.message = fmt::format("有得分空着或没有读懂，{} 项合计 {}，无法与总分 {} 核对",
                                   printed.rows, sum->to_string(), total->to_string());
      sink.insufficient(std::move(answer));
    } else if (difference.ok() && *difference > tolerance) {
      answer.message = fmt::format("各项得分合计 {}，表上的总分是 {}，相差 {}", sum->to_string(),
                                   total->to_string(), difference->to_string());
      sink.fail(std::move(answer));
    } else {
      answer.message = fmt::format("各项得分合计 {}，与总分相符", sum->to_string());
      sink.pass(std::move(answer));
    }
  }
}

}  // namespace jx
