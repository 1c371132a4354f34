// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "monitoring/aggregation.h"
#include "monitoring/curve.h"

/// 跟踪方案: what a unit says about how its indicators and tasks are followed (TOML, see
/// docs/monitoring.md). Everything has a default; what is not said here is not asked for.
namespace jx {

/// Where a figure comes from when it is counted in a register.
struct CountedFrom {
  std::string registry;  ///< Id of the kind of register; empty: the figure is typed.
  std::string formula;   ///< Id of the formula of that kind.
};

/// How one indicator is followed.
struct FollowUp {
  std::string project;  ///< Code or name; empty: of any project.
  std::string name;     ///< As the ledger calls it.
  std::optional<Aggregation> aggregation;
  bool cumulative_parts = false;
  std::optional<PlanCurve> curve;
  int reports_every = 0;  ///< Months between two reports; 0: nothing is expected.
  CountedFrom counted;
  std::vector<std::string> evidence;  ///< 佐证材料 that a figure needs.
};

/// A measure of a task: the task list itself has only words.
struct TaskMeasure {
  std::string task;     ///< Its name in the list.
  std::string quote;    ///< The words of its target that promise this; must stand there.
  Indicator indicator;  ///< Name, target and unit.
  FollowUp follow;      ///< `name` is "task：measure".
};

struct MonitoringPlan {
  std::string title;
  bool generated = false;  ///< 生成示例: entries made up to show how it is done.
  std::string lights;      ///< Id of the light rules; empty: by region and year.
  int first_month = 0;     ///< From which a report is expected; 0: from the first there is.
  std::optional<PlanCurve> money;
  std::vector<FollowUp> indicators;
  std::vector<TaskMeasure> measures;

  /// What is said of an indicator; null when nothing is.
  const FollowUp* find(const Project& project, std::string_view name) const noexcept;
};

Result<MonitoringPlan> load_plan(const std::filesystem::path& file, const Lexicon& lexicon);
Result<MonitoringPlan> read_plan(std::string_view text, std::string name, const Lexicon& lexicon);

/// A measure whose task is in no list of the submission, or whose quote does not stand in the
/// task's target: Malformed, with the task's own words.
Result<void> check_plan(const MonitoringPlan& plan, const Submission& submission);

/// The list and the task that a measure is of; null when there is none.
struct FoundTask {
  const TaskList* list = nullptr;
  const Task* task = nullptr;
};
FoundTask find_task(const Submission& submission, std::string_view name) noexcept;

/// What the ledger calls the project of a task list: its project's key, else the list's title.
std::string ledger_project_of(const TaskList& list);

/// How figures go together where the plan does not say: rates as ratios, counts and money as
/// running totals, everything else as it stands.
Aggregation usual_aggregation(const Indicator& indicator) noexcept;

}  // namespace jx
