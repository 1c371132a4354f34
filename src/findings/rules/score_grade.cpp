// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {
namespace {

/// 优秀 is 优, 良好 is 良: the grade whose name or spelling stands there; null for another scale.
const Grade* printed_grade(const ScoringRules& rules, std::string_view words) {
  const std::string folded = fold(words);
  for (const Grade& grade : rules.grades) {
    if (folded == fold(grade.name)) return &grade;
    for (const LevelScale& scale : rules.scales) {
      for (const ScaleLevel& level : scale.levels) {
        if (level.name != grade.name) continue;
        for (const std::string& word : level.words) {
          if (folded == fold(word)) return &grade;
        }
      }
    }
  }
  return nullptr;
}

}  // namespace

void check_score_grade(const RuleInput& input, FindingSink& sink) {
  const ScoringRules& rules = input.profile.scoring;
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    const SelfEvaluation& evaluation = *evaluated.evaluation;
    const std::optional<Decimal> points = printed_total(evaluated);
    if (evaluation.grade.empty() || !points) continue;
    const Grade* const printed = printed_grade(rules, evaluation.grade.text);
    if (printed == nullptr) continue;
    Decimal total = *points;
    std::string capped;
    if (rules.choice(PolicyGroup::Cap) == PolicyId::CapExecution) {
      const auto conclusion = Scorer(input.profile, rules)
                                  .conclude(total, Decimal(100), evaluated.score.execution_rate);
      if (conclusion && conclusion->cap) {
        total = conclusion->total;
        capped = fmt::format("（执行率较低，总分不超过 {}）", total.trimmed().to_string());
      }
    }
    const Grade& right = rules.grade_of(total);
    Answer answer{.project = evaluated.project->key.text,
                  .evidence = {evidence_of(evaluation.grade), evidence_of(evaluation.total)},
                  .expected = fmt::format("{}（{} 分及以上）", right.name, right.from.to_string()),
                  .actual = evaluation.grade.text,
                  .confidence = 0.9};
    if (printed == &right) {
      answer.message = fmt::format("总分 {}，等级“{}”与分数相符", total.to_string(), right.name);
      sink.pass(std::move(answer));
    } else {
      answer.message = fmt::format("总分 {}{}应评“{}”，表上是“{}”", total.to_string(), capped,
                                   right.name, evaluation.grade.text);
      sink.fail(std::move(answer));
    }
  }
}

}  // namespace jx
