// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "model/goal_adjustment.h"
#include "model/submission.h"
#include "profiles/profile.h"
#include "scores/score.h"
#include "scores/sensitivity.h"

/// A document with all that its scores were made from, so that they can be made again.
namespace jx {

/// One goal set with its actuals. Original and revised targets are sets of their own: each is
/// scored against the same actuals, none in the other's place.
struct ScoredGoalSet {
  GoalSet set;
  std::optional<GoalAdjustment> adjustment;  ///< Of an adjusted set, where somebody said it.
  std::optional<FundRow> funds;              ///< The row that counts.
  GoalSetScore score;
  std::vector<GradeChange> changes;
};

struct ScoredProject {
  std::string key;
  std::string code;
  std::string name;
  std::vector<ScoredGoalSet> sets;
  /// As the form prints them.
  std::optional<Decimal> printed_total;
  std::string printed_grade;
};

struct ScoredDocument {
  std::string file;
  std::string sha256;
  std::string profile;  ///< Its id.
  std::vector<Decimal> weight_bases;
  std::vector<Decimal> fraction_bases;
  ScoringRules rules;
  std::vector<ScoredProject> projects;
  Diagnostics diagnostics;
};

/// The goal set that a self-evaluation reports on: the project's last one with actuals; null when
/// there is none.
const GoalSet* evaluated_set(const Submission& submission,
                             const SelfEvaluation& evaluation) noexcept;

/// Scores every goal set of the submission that has indicators.
ScoredDocument score_submission(const Submission& submission, const Profile& profile,
                                const ScoringRules& rules);

/// Scores a set again from its own inputs.
void score_again(ScoredGoalSet& set, const Profile& profile, const ScoringRules& rules);

/// Puts the actuals of one submission into the goal sets of another: projects by their key (the
/// only project of each where one has none), indicators by their names. What finds no indicator, or
/// several, is told in `diagnostics`, and nothing is guessed.
void bring_actuals(const Submission& actuals, Submission& submission);

}  // namespace jx
