// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/finding.h"
#include "model/submission.h"

/// Submissions → Reconciliation. Two or more goal sets of one project, from one document or from
/// several, stand beside each other: what is the same, what changed and how, what contradicts, what
/// cannot be compared, what was dropped and what was added. Sets are never merged: every line says
/// which promises it is about, why they belong together, and where both stand.
namespace jx {

/// One set of promises about a project. Borrowed from the submissions.
struct GoalSide {
  const Submission* submission = nullptr;
  const Project* project = nullptr;  ///< As its own document has it; null for a list without one.
  const GoalSet* goals = nullptr;    ///< A table of indicators,
  const TaskList* list = nullptr;    ///< or a list of tasks.

  GoalSource source() const noexcept { return goals != nullptr ? goals->source : list->source; }
};

enum class ReconciledRelation : std::uint8_t {
  Same,
  Changed,
  Contradictory,  ///< Both cannot hold.
  Incomparable,   ///< About the same thing, but in what cannot be measured against each other.
  Dropped,        ///< Only in the base.
  Added,          ///< Only in the other set.
};
inline constexpr std::size_t kReconciledRelations = 6;

std::string_view to_string(ReconciledRelation relation) noexcept;  ///< "same" …
std::string_view chinese_name(ReconciledRelation relation) noexcept;

/// Something that the two say differently.
struct Change {
  std::string_view what;  ///< 指标值, 权重, 二级指标 …
  std::string before;     ///< "≥12 个"; empty for a blank.
  std::string after;
  std::string note;  ///< "收紧", "方向相反"; may be empty.
};

/// A promise of one set: one of the two.
struct PromiseRef {
  const Indicator* indicator = nullptr;
  const Task* task = nullptr;

  bool empty() const noexcept { return indicator == nullptr && task == nullptr; }
  const Words& words() const noexcept {
    return indicator != nullptr ? indicator->name : task->name;
  }
};

struct ReconciledRow {
  ReconciledRelation relation = ReconciledRelation::Same;
  PromiseRef base;     ///< Empty for Added.
  PromiseRef other;    ///< Empty for Dropped.
  std::string reason;  ///< Why the two were paired, or why nothing was; Chinese.
  std::vector<Change> changes;
};

struct SetComparison {
  std::size_t other = 0;  ///< Index into ProjectReconciliation::sides.
  /// Of the project itself: name, unit, budget, goal text.
  std::vector<Change> head;
  std::vector<ReconciledRow> rows;

  std::size_t count(ReconciledRelation relation) const noexcept;
};

struct ProjectReconciliation {
  std::string key;   ///< The project's code or folded name.
  std::string name;  ///< As the base has it.
  std::vector<GoalSide> sides = {};
  std::size_t base = 0;
  std::string base_reason = {};  ///< Why the others are measured against this one.
  std::vector<SetComparison> comparisons = {};
};

struct Reconciliation {
  std::vector<ProjectReconciliation> projects;
  /// Sets that have no counterpart: projects that only one document knows, lists of no project.
  std::vector<GoalSide> alone;
};

/// Projects of different documents are the same by their code, else by their name. A list of tasks
/// belongs to the project whose distinctive words it has. The submissions must outlive the result.
Reconciliation reconcile(std::span<const Submission* const> submissions, const Lexicon& lexicon);

/// "预算.xlsx（批复）", "任务清单（招标/方案）": a side in few words; the file only where there are
/// several.
std::string describe(const GoalSide& side, bool several_files);

}  // namespace jx
