// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"
#include "scores/derivation.h"

namespace jx {
namespace {

/// Scores are printed with one or two places.
const Decimal kTolerance = *Decimal::make(5, 2);

bool is_near(const Decimal& a, const Decimal& b) {
  const Result<Decimal> difference = a > b ? a.minus(b) : b.minus(a);
  return difference.ok() && *difference <= kTolerance;
}

/// The profile's own rules first, then each with one other formula in use elsewhere: which one a
/// place uses is seldom printed, so only a score that none of them gives is a fault.
std::vector<Scorer> scorers_of(const Profile& profile) {
  std::vector<Scorer> scorers;
  scorers.emplace_back(profile, profile.scoring);
  for (const PolicyCard& card : profile.scoring.policies) {
    const PolicyGroup group = group_of(card.id);
    const bool counts = group == PolicyGroup::Reverse || group == PolicyGroup::OverAchievement ||
                        group == PolicyGroup::Range || group == PolicyGroup::Satisfaction;
    if (!counts || card.id == profile.scoring.choice(group)) continue;
    ScoringRules rules = profile.scoring;
    rules.choose(card.id);
    scorers.emplace_back(profile, std::move(rules));
  }
  return scorers;
}

/// Over-achievement may be reduced by a person: nothing between the floor and the weight is wrong.
bool agrees(const std::vector<Scorer>& scorers, const Indicator& indicator, bool fractions,
            const Decimal& printed) {
  return std::any_of(scorers.begin(), scorers.end(), [&](const Scorer& scorer) {
    const IndicatorScore score = scorer.score(indicator, fractions);
    if (score.gap == ScoreGap::NeedsReason || score.gap == ScoreGap::NeedsJudgement) {
      return score.kind == ScoreKind::Numbers && printed <= score.weight;
    }
    return score.score && is_near(*score.score, printed);
  });
}

/// As it was filled in: 0.2 on a scale of 1 is 20 points.
std::string filled_in(const Indicator& indicator, const IndicatorScore& score, bool fractions) {
  const std::string points = score.entered->to_string() + " 分";
  return fractions ? fmt::format("{}（即 {}）", indicator.actual->score.raw, points) : points;
}

void check_execution_score(const EvaluatedProject& evaluated, RowFaults& faults) {
  const std::optional<IndicatorScore>& execution = evaluated.score.execution;
  if (!execution || !execution->score || !evaluated.funds->score.has_value()) return;
  const Decimal& printed = *evaluated.funds->score;
  if (is_near(*execution->score, printed)) return;
  faults.add(fmt::format("预算执行率填 {} 分，应为 {} 分", printed.to_string(),
                         execution->score->to_string()),
             evidence_of(evaluated.funds->score));
}

}  // namespace

void check_score_formula(const RuleInput& input, FindingSink& sink) {
  const std::vector<EvaluatedProject> all = evaluated_projects(input);
  if (all.empty()) return;
  const std::vector<Scorer> scorers = scorers_of(input.profile);
  for (const EvaluatedProject& evaluated : all) {
    RowFaults faults;
    std::vector<std::string> derivations;
    std::size_t compared = 0;
    for (std::size_t i = 0; i < evaluated.set->indicators.size(); ++i) {
      const IndicatorScore& score = evaluated.score.indicators[i];
      const Indicator& indicator = evaluated.set->indicators[i];
      if (score.kind == ScoreKind::Date && score.gap == ScoreGap::OutsideBand) {
        faults.add(fmt::format("{}晚于规定日期，填 {} 分，应在 {} 内", shown_name(indicator),
                               score.entered->to_string(), score.band->to_string()),
                   score_evidence(indicator));
        derivations.push_back(derivation_of(score, input.profile.scoring));
      }
      if (!score.score || !score.entered || score.kind == ScoreKind::Level) continue;
      ++compared;
      if (agrees(scorers, indicator, evaluated.score.fractions, *score.entered)) continue;
      faults.add(fmt::format("{}填 {}，应为 {} 分", shown_name(indicator),
                             filled_in(indicator, score, evaluated.score.fractions),
                             score.score->to_string()),
                 score_evidence(indicator));
      derivations.push_back(derivation_of(score, input.profile.scoring));
    }
    check_execution_score(evaluated, faults);
    Answer answer{.project = evaluated.project->key.text, .confidence = 0.9};
    if (!faults.empty()) {
      answer.message = fmt::format("得分与公式不符：{}", joined(faults.rows));
      answer.expected = derivations.empty() ? "按公式计算得分" : joined(derivations, 3);
      answer.actual = joined(faults.rows, 3);
      answer.evidence = std::move(faults.evidence);
      sink.fail(std::move(answer));
    } else if (compared > 0) {
      answer.message = fmt::format("{} 项定量指标的得分与公式相符", compared);
      answer.evidence = {project_evidence(*evaluated.project)};
      sink.pass(std::move(answer));
    }
  }
}

}  // namespace jx
