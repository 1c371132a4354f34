// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/self_evaluations.h"

#include <algorithm>

#include "base/text.h"
#include "findings/evidence.h"
#include "scores/scored_document.h"

namespace jx {
namespace {

const Project* find_project(const Submission& submission, std::string_view key) {
  for (const Project& project : submission.projects) {
    if (project.key.text == key) return &project;
  }
  return nullptr;
}

/// In a file of its own the project may be called by its name, or be the only one.
const Project* find_approved_project(const Submission& approved, const Project& project) {
  if (const Project* same = find_project(approved, project.key.text)) return same;
  for (const Project& each : approved.projects) {
    const bool same_name =
        std::any_of(each.names.begin(), each.names.end(), [&](const NameVariant& variant) {
          return !variant.text.empty() && fold(variant.text) == fold(project.name());
        });
    if (same_name) return &each;
  }
  return approved.projects.size() == 1 ? approved.projects.data() : nullptr;
}

/// The adjusted set where there is one, else the first that reports nothing yet.
const GoalSet* approved_set(const Project& project, const GoalSet* evaluated) {
  const GoalSet* found = nullptr;
  for (const GoalSet& set : project.goal_sets) {
    if (&set == evaluated || set.indicators.empty()) continue;
    if (set.source == GoalSource::Adjusted) return &set;
    if (found == nullptr) found = &set;
  }
  return found;
}

std::string key_of(const Indicator& indicator) { return letters_only(fold(indicator.name.text)); }

class NamePairer {
 public:
  NamePairer(const GoalSet& approved, const GoalSet& evaluated) {
    for (const Indicator& each : approved.indicators) {
      if (is_in_use(each) && !each.name.empty()) approved_.push_back(&each);
    }
    for (const Indicator& each : evaluated.indicators) evaluated_.push_back(&each);
  }

  ApprovedPairs pair(const GoalSet& approved, double similar) && {
    ApprovedPairs result{.approved = &approved, .pairs = {}, .dropped = {}};
    take(result, [](const Indicator& a, const Indicator& b) { return key_of(a) == key_of(b); });
    // 培训人次 and 技能培训人次, once the names that are equal have found each other.
    take(result, [similar](const Indicator& a, const Indicator& b) {
      const std::string left = key_of(a);
      const std::string right = key_of(b);
      const bool same_level = a.level2.value == b.level2.value;
      return (same_level && (contains(left, right) || contains(right, left))) ||
             pair_similarity(left, right) >= similar;
    });
    result.dropped = approved_;
    return result;
  }

 private:
  template <typename Same>
  void take(ApprovedPairs& result, Same same) {
    std::erase_if(approved_, [&](const Indicator* approved) {
      const auto found =
          std::find_if(evaluated_.begin(), evaluated_.end(),
                       [&](const Indicator* evaluated) { return same(*approved, *evaluated); });
      if (found == evaluated_.end()) return false;
      result.pairs.emplace_back(approved, *found);
      evaluated_.erase(found);
      return true;
    });
  }

  std::vector<const Indicator*> approved_;
  std::vector<const Indicator*> evaluated_;
};

}  // namespace

std::vector<EvaluatedProject> evaluated_projects(const RuleInput& input) {
  std::vector<EvaluatedProject> found;
  // Forms stand beside the projects: in a call for a part of these each would be judged once more.
  if (!input.document) return found;
  const Scorer scorer(input.profile, input.profile.scoring);
  for (const SelfEvaluation& evaluation : input.submission.self_evaluations) {
    const GoalSet* const set = evaluated_set(input.submission, evaluation);
    const Project* const project = find_project(input.submission, evaluation.project);
    if (set == nullptr || project == nullptr) continue;
    EvaluatedProject& added = found.emplace_back();
    added.evaluation = &evaluation;
    added.project = project;
    added.set = set;
    added.funds = total_funds(evaluation);
    added.score = scorer.score(*set, added.funds);
  }
  return found;
}

bool total_is_part(const EvaluatedProject& evaluated) {
  const Field<Decimal>& total = evaluated.evaluation->total;
  return evaluated.score.fractions && total.has_value() && *total <= *Decimal::make(1001, 3);
}

std::optional<Decimal> printed_total(const EvaluatedProject& evaluated) {
  const Field<Decimal>& total = evaluated.evaluation->total;
  if (!total.has_value() || !total_is_part(evaluated)) return total.value;
  const Result<Decimal> points = total->times(Decimal(100));
  return points.ok() ? std::optional(points->trimmed()) : std::nullopt;
}

bool is_explained(const Words& reason, const Lexicon& lexicon) {
  const std::string_view text = trimmed(reason.text);
  return !text.empty() && !lexicon.words("no-reason").contains(text);
}

EvidenceLine actual_evidence(const Indicator& indicator) {
  const Field<Target>& actual = indicator.actual->value;
  return actual.raw.empty() ? blank_evidence(indicator, actual) : evidence_of(actual);
}

EvidenceLine score_evidence(const Indicator& indicator) {
  const Field<Decimal>& score = indicator.actual->score;
  return score.raw.empty() ? blank_evidence(indicator, score) : evidence_of(score);
}

ApprovedPairs pair_with_approved(const RuleInput& input, const EvaluatedProject& evaluated) {
  const GoalSet* approved = approved_set(*evaluated.project, evaluated.set);
  if (approved == nullptr && input.approved != nullptr) {
    const Project* const project = find_approved_project(*input.approved, *evaluated.project);
    if (project != nullptr) approved = approved_set(*project, nullptr);
  }
  if (approved == nullptr) return {};
  const std::string similar =
      input.profile.threshold("near-duplicate-similarity").value.to_string();
  return NamePairer(*approved, *evaluated.set).pair(*approved, std::stod(similar));
}

}  // namespace jx
