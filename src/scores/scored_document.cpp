// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scores/scored_document.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

const SelfEvaluation* evaluation_of(const Submission& submission, const Project& project) {
  for (const SelfEvaluation& evaluation : submission.self_evaluations) {
    if (evaluation.project == project.key.text) return &evaluation;
  }
  return nullptr;
}

std::string key_of(const Indicator& indicator) { return letters_only(fold(indicator.name.text)); }

/// The indicators of that name; the levels decide between namesakes.
std::vector<Indicator*> find_named(GoalSet& set, const Indicator& wanted) {
  std::vector<Indicator*> found;
  const std::string key = key_of(wanted);
  for (Indicator& indicator : set.indicators) {
    if (key_of(indicator) == key) found.push_back(&indicator);
  }
  if (found.size() > 1 && wanted.level2.has_value()) {
    std::erase_if(found, [&](const Indicator* indicator) {
      return indicator->level2.value != wanted.level2.value;
    });
  }
  return found;
}

Project* project_for(Submission& submission, const Project& actuals, std::size_t projects) {
  for (Project& project : submission.projects) {
    if (project.key == actuals.key) return &project;
  }
  // A list of actuals for the only project need not name it.
  const bool only = submission.projects.size() == 1 && projects == 1 && actuals.key.text.empty();
  return only ? &submission.projects.front() : nullptr;
}

/// 基期值 of a list of actuals, which has no targets to keep it with.
std::optional<Decimal> baseline_of(const Indicator& from, Diagnostics& diagnostics) {
  if (from.target.has_value() && from.target->baseline) return from.target->baseline;
  for (const auto& [role, words] : from.others) {
    if (role != ColumnRole::Baseline) continue;
    const Result<Decimal> value = Decimal::parse(fold(words.text));
    if (value.ok()) return *value;
    diagnostics.warn("baseline-unread",
                     "基期值“" + words.text + "”不是数，未采用；请只写数，单位与指标值相同",
                     words.origin);
  }
  return std::nullopt;
}

void bring(const Indicator& from, Project& project, Diagnostics& diagnostics) {
  const std::optional<Decimal> baseline = baseline_of(from, diagnostics);
  if (!from.actual && !baseline) return;
  bool placed = false;
  for (GoalSet& set : project.goal_sets) {
    const std::vector<Indicator*> found = find_named(set, from);
    if (found.size() > 1) {
      diagnostics.warn("actual-of-several",
                       "完成值“" + from.name.text + "”对应几个同名指标，未采用", from.origin);
      return;
    }
    if (found.empty()) continue;
    placed = true;
    Indicator& to = *found.front();
    if (from.actual) to.actual = from.actual;
    if (baseline && to.target.has_value()) to.target.value->baseline = baseline;
  }
  if (!placed) {
    diagnostics.warn("actual-of-none", "完成值“" + from.name.text + "”找不到同名的指标，未采用",
                     from.origin);
  }
}

bool reports(const GoalSet& set) {
  return std::any_of(set.indicators.begin(), set.indicators.end(),
                     [](const Indicator& each) { return each.actual.has_value(); });
}

/// What was achieved is the same for the approved targets and the revised ones.
void share_actuals(const GoalSet& from, GoalSet& set) {
  for (const Indicator& indicator : from.indicators) {
    if (!indicator.actual) continue;
    const std::vector<Indicator*> found = find_named(set, indicator);
    if (found.size() == 1) found.front()->actual = indicator.actual;
  }
}

}  // namespace

const GoalSet* evaluated_set(const Submission& submission,
                             const SelfEvaluation& evaluation) noexcept {
  const GoalSet* found = nullptr;
  for (const Project& project : submission.projects) {
    if (project.key.text != evaluation.project) continue;
    for (const GoalSet& set : project.goal_sets) {
      if (reports(set)) found = &set;
    }
  }
  return found;
}

void score_again(ScoredGoalSet& set, const Profile& profile, const ScoringRules& rules) {
  const Scorer scorer(profile, rules);
  const FundRow* const funds = set.funds ? &*set.funds : nullptr;
  set.score = scorer.score(set.set, funds);
  set.changes = find_grade_changes(set.set, funds, scorer);
}

ScoredDocument score_submission(const Submission& submission, const Profile& profile,
                                const ScoringRules& rules) {
  ScoredDocument document{.file = submission.file,
                          .sha256 = submission.sha256,
                          .profile = profile.id,
                          .weight_bases = profile.weight_bases,
                          .fraction_bases = profile.fraction_bases,
                          .rules = rules,
                          .projects = {},
                          .diagnostics = submission.diagnostics};
  for (const Project& project : submission.projects) {
    ScoredProject scored;
    scored.key = project.key.text;
    scored.code = project.code.value.value_or(std::string());
    scored.name = project.name();
    const SelfEvaluation* const evaluation = evaluation_of(submission, project);
    const FundRow* const funds = evaluation == nullptr ? nullptr : total_funds(*evaluation);
    if (evaluation != nullptr) {
      scored.printed_total = evaluation->total.value;
      scored.printed_grade = evaluation->grade.text;
    }
    const GoalSet* source = nullptr;
    for (const GoalSet& set : project.goal_sets) {
      if (reports(set)) source = &set;
    }
    for (const GoalSet& set : project.goal_sets) {
      if (set.indicators.empty()) continue;
      ScoredGoalSet& added = scored.sets.emplace_back();
      added.set = set;
      if (source != nullptr && !reports(set)) share_actuals(*source, added.set);
      if (funds != nullptr) added.funds = *funds;
      score_again(added, profile, rules);
    }
    if (!scored.sets.empty()) document.projects.push_back(std::move(scored));
  }
  return document;
}

void bring_actuals(const Submission& actuals, Submission& submission) {
  for (const Project& from : actuals.projects) {
    Project* const project = project_for(submission, from, actuals.projects.size());
    if (project == nullptr) {
      submission.diagnostics.warn("actuals-of-no-project",
                                  "完成值文件里的项目“" + from.key.text + "”不在本文件中，未采用");
      continue;
    }
    for (const GoalSet& set : from.goal_sets) {
      for (const Indicator& indicator : set.indicators) {
        bring(indicator, *project, submission.diagnostics);
      }
    }
    for (const SelfEvaluation& evaluation : actuals.self_evaluations) {
      if (evaluation.project != from.key.text) continue;
      SelfEvaluation brought = evaluation;
      brought.project = project->key.text;
      std::erase_if(submission.self_evaluations,
                    [&](const SelfEvaluation& own) { return own.project == brought.project; });
      submission.self_evaluations.push_back(std::move(brought));
    }
  }
}

}  // namespace jx
