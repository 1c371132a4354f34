// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/rule.h"
#include "scores/score.h"

namespace jx {

/// A self-evaluation with its project, the goal set it reports on, and what our arithmetic makes of
/// it by the profile's policies.
struct EvaluatedProject {
  const SelfEvaluation* evaluation = nullptr;
  const Project* project = nullptr;
  const GoalSet* set = nullptr;
  const FundRow* funds = nullptr;  ///< The row that counts; null when the form says nothing.
  GoalSetScore score;
};

/// Of forms that hold at least one indicator, in the order of the document; none in a call for a
/// part of the projects.
std::vector<EvaluatedProject> evaluated_projects(const RuleInput& input);

/// Whether the form prints its total as a part of 1, as it does its weights: 0.96.
bool total_is_part(const EvaluatedProject& evaluated);
/// The printed total on a scale of 100; absent when there is none.
std::optional<Decimal> printed_total(const EvaluatedProject& evaluated);

/// Several rows at fault make one finding.
struct RowFaults {
  std::vector<std::string> rows;
  std::vector<EvidenceLine> evidence;

  void add(std::string words, EvidenceLine line) {
    rows.push_back(std::move(words));
    evidence.push_back(std::move(line));
  }
  bool empty() const noexcept { return rows.empty(); }
};

/// An explanation, and not 无, 暂无 or a dash.
bool is_explained(const Words& reason, const Lexicon& lexicon);
/// The row's actual; blank ones show the row.
EvidenceLine actual_evidence(const Indicator& indicator);
EvidenceLine score_evidence(const Indicator& indicator);

/// Rows of the approved goal set and of the self-evaluation that are the same indicator, by name; a
/// name that was touched up still counts as the same.
struct ApprovedPairs {
  const GoalSet* approved = nullptr;  ///< Null when nothing says what was approved.
  std::vector<std::pair<const Indicator*, const Indicator*>> pairs;  ///< Approved, evaluated.
  std::vector<const Indicator*> dropped;                             ///< Approved only.
};

/// What was approved comes from the same document (another goal set of the project, an adjusted one
/// before any other) or from the file that was given.
ApprovedPairs pair_with_approved(const RuleInput& input, const EvaluatedProject& evaluated);

}  // namespace jx
