// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reconciling/reconcile.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "findings/rules/prose.h"
#include "reconciling/promises.h"
#include "reconciling/values.h"
#include "records/task_lists.h"

namespace jx {
namespace {

/// Which set the others are measured against: what was approved, before what only asks for it.
int rank_of(const GoalSide& side) {
  switch (side.source()) {
    case GoalSource::Approved: return 0;
    case GoalSource::Declared: return 1;
    case GoalSource::Unstated: return side.goals != nullptr ? 2 : 5;
    case GoalSource::Published: return 3;
    case GoalSource::Adjusted: return 4;
    case GoalSource::Tender: return 5;
  }
  return 6;
}

std::size_t choose_base(ProjectReconciliation& project) {
  std::size_t base = 0;
  for (std::size_t i = 1; i < project.sides.size(); ++i) {
    if (rank_of(project.sides[i]) < rank_of(project.sides[base])) base = i;
  }
  const GoalSource source = project.sides[base].source();
  project.base_reason =
      source == GoalSource::Approved ? "批复的目标是考核的依据"
      : source == GoalSource::Unstated
          ? "没有注明哪一套是批复的，以绩效目标表为准，请核实"
          : fmt::format("没有批复的目标，以{}的为准，请核实", chinese_name(source));
  return base;
}

// --- the head of a project ---------------------------------------------------------------------

std::string shown_budget(const Project& project) {
  if (!project.budget.has_value()) return project.budget.raw;
  return project.budget->to_string() +
         (project.budget_unit.name.empty() ? "" : " " + project.budget_unit.name);
}

std::optional<PromisedValue> budget_of(const Project& project) {
  if (!project.budget.has_value()) return std::nullopt;
  PromisedValue value{.target = {}, .comparator = Comparator::Equal, .unit = project.budget_unit};
  value.target.kind = TargetKind::Number;
  value.target.value = *project.budget;
  return value;
}

void compare_names(std::string_view what, const std::vector<NameVariant>& before,
                   const std::vector<NameVariant>& after, std::vector<Change>& changes) {
  if (before.empty() || after.empty()) return;
  for (const NameVariant& name : before) {
    const bool known = std::any_of(after.begin(), after.end(), [&](const NameVariant& other) {
      return fold(other.text) == fold(name.text);
    });
    if (known) return;
  }
  changes.push_back({what, before.front().text, after.front().text, {}});
}

std::string numbers_in(const Goal& goal) {
  std::string words;
  for (const Quantity& quantity : quantities_of(goal.quantities)) {
    if (is_measure(quantity, goal.words.text)) words += shown_value(quantity) + " ";
  }
  return std::string(trimmed(words));
}

void compare_goals(const GoalSet& before, const GoalSet& after, std::vector<Change>& changes) {
  if (before.goals.empty() && after.goals.empty()) return;
  const bool same = std::any_of(before.goals.begin(), before.goals.end(), [&](const Goal& goal) {
    return std::any_of(after.goals.begin(), after.goals.end(), [&](const Goal& other) {
      return fold(goal.words.text) == fold(other.words.text);
    });
  });
  if (same) return;
  const std::string first = before.goals.empty() ? "" : before.goals.front().words.text;
  const std::string second = after.goals.empty() ? "" : after.goals.front().words.text;
  std::string note;
  if (!before.goals.empty() && !after.goals.empty()) {
    const std::string a = numbers_in(before.goals.front());
    const std::string b = numbers_in(after.goals.front());
    note = a == b ? "其中的数相同" : fmt::format("其中的数：{} → {}", a, b);
  }
  changes.push_back({"年度目标", first, second, std::move(note)});
}

std::vector<Change> compare_heads(const GoalSide& base, const GoalSide& other) {
  std::vector<Change> changes;
  const bool two_documents = base.submission != other.submission;
  if (two_documents && base.project != nullptr && other.project != nullptr && other.goals) {
    compare_names("项目名称", base.project->names, other.project->names, changes);
    compare_names("单位名称", base.project->unit_names, other.project->unit_names, changes);
    const ValueComparison budget = compare(budget_of(*base.project), budget_of(*other.project));
    if (budget.relation != ValueRelation::Equal) {
      changes.push_back({"预算数", shown_budget(*base.project), shown_budget(*other.project), {}});
    }
  }
  if (base.goals != nullptr && other.goals != nullptr) {
    compare_goals(*base.goals, *other.goals, changes);
  }
  return changes;
}

// --- which sets belong to which project --------------------------------------------------------

/// Sets by project, in the order in which the projects come.
class Gathering {
 public:
  void add_projects(const Submission& submission) {
    for (const Project& project : submission.projects) {
      const std::size_t place = place_of(project);
      for (const GoalSet& set : project.goal_sets) {
        if (set.indicators.empty() && set.goals.empty()) continue;
        projects_[place].sides.push_back(
            {.submission = &submission, .project = &project, .goals = &set, .list = nullptr});
      }
    }
  }

  void add_lists(const Submission& submission, const Lexicon& lexicon) {
    for (const TaskList& list : submission.task_lists) {
      GoalSide side{.submission = &submission, .project = nullptr, .goals = nullptr, .list = &list};
      const std::optional<std::size_t> place = place_of_list(submission, list, lexicon);
      if (place) {
        side.project =
            projects_[*place].sides.empty() ? nullptr : projects_[*place].sides.front().project;
        projects_[*place].sides.push_back(side);
      } else {
        alone_.push_back(side);
      }
    }
  }

  Reconciliation finish(const Lexicon& lexicon) && {
    Reconciliation result{.projects = {}, .alone = std::move(alone_)};
    for (ProjectReconciliation& project : projects_) {
      if (project.sides.size() < 2) {
        result.alone.insert(result.alone.end(), project.sides.begin(), project.sides.end());
        continue;
      }
      project.base = choose_base(project);
      for (std::size_t i = 0; i < project.sides.size(); ++i) {
        if (i == project.base) continue;
        const GoalSide& base = project.sides[project.base];
        project.comparisons.push_back({.other = i,
                                       .head = compare_heads(base, project.sides[i]),
                                       .rows = compare_promises(base, project.sides[i], lexicon)});
      }
      result.projects.push_back(std::move(project));
    }
    return result;
  }

 private:
  /// By its key; a project without a code, or whose counterpart has none, by its names.
  std::size_t place_of(const Project& project) {
    if (const auto found = by_key_.find(project.key.text); found != by_key_.end()) {
      return found->second;
    }
    for (const NameVariant& name : project.names) {
      const auto found = by_name_.find(fold(name.text));
      // Two codes are two projects, whatever they are called.
      if (found != by_name_.end() && !(coded_[found->second] && project.code.has_value())) {
        by_key_.emplace(project.key.text, found->second);
        return found->second;
      }
    }
    const std::size_t place = projects_.size();
    projects_.push_back({.key = project.key.text, .name = std::string(project.name())});
    coded_.push_back(project.code.has_value());
    by_key_.emplace(project.key.text, place);
    for (const NameVariant& name : project.names) by_name_.emplace(fold(name.text), place);
    return place;
  }

  /// As its own document links it; else by its words among all projects; else the only one there
  /// is.
  std::optional<std::size_t> place_of_list(const Submission& submission, const TaskList& list,
                                           const Lexicon& lexicon) {
    if (list.project) {
      const auto found = by_key_.find(list.project->text);
      if (found != by_key_.end()) return found->second;
    }
    if (!submission.projects.empty() && projects_.size() > 1) return std::nullopt;
    Submission all;
    for (const ProjectReconciliation& project : projects_) {
      if (!project.sides.empty()) all.projects.push_back(*project.sides.front().project);
    }
    all.task_lists.push_back(list);
    link_task_lists(lexicon, all);
    if (all.task_lists.front().project) return by_key_.at(all.task_lists.front().project->text);
    if (projects_.size() == 1) return 0;
    return std::nullopt;
  }

  std::vector<ProjectReconciliation> projects_;
  std::vector<bool> coded_;
  std::vector<GoalSide> alone_;
  std::map<std::string, std::size_t> by_key_;
  std::map<std::string, std::size_t> by_name_;
};

}  // namespace

std::string_view to_string(ReconciledRelation relation) noexcept {
  switch (relation) {
    case ReconciledRelation::Same: return "same";
    case ReconciledRelation::Changed: return "changed";
    case ReconciledRelation::Contradictory: return "contradictory";
    case ReconciledRelation::Incomparable: return "incomparable";
    case ReconciledRelation::Dropped: return "dropped";
    case ReconciledRelation::Added: return "added";
  }
  return "";
}

std::string_view chinese_name(ReconciledRelation relation) noexcept {
  switch (relation) {
    case ReconciledRelation::Same: return "一致";
    case ReconciledRelation::Changed: return "变更";
    case ReconciledRelation::Contradictory: return "矛盾";
    case ReconciledRelation::Incomparable: return "不可比";
    case ReconciledRelation::Dropped: return "只在基准";
    case ReconciledRelation::Added: return "只在对照";
  }
  return "";
}

std::size_t SetComparison::count(ReconciledRelation relation) const noexcept {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(),
                    [&](const ReconciledRow& row) { return row.relation == relation; }));
}

Reconciliation reconcile(std::span<const Submission* const> submissions, const Lexicon& lexicon) {
  Gathering gathering;
  for (const Submission* const submission : submissions) gathering.add_projects(*submission);
  // Lists come after all projects: theirs may be in another document.
  for (const Submission* const submission : submissions) {
    gathering.add_lists(*submission, lexicon);
  }
  return std::move(gathering).finish(lexicon);
}

std::string describe(const GoalSide& side, bool several_files) {
  const std::string what = side.list != nullptr ? fmt::format("任务清单“{}”", side.list->title.text)
                                                : std::string("绩效目标表");
  const GoalSource source = side.source();
  return fmt::format(
      "{}{}{}", several_files ? side.submission->file + " 的" : "", what,
      source == GoalSource::Unstated ? "" : fmt::format("（{}）", chinese_name(source)));
}

}  // namespace jx
