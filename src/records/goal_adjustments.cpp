// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/goal_adjustments.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "codecs/toml.h"
#include "records/values.h"

namespace jx {
namespace {

Error fault_at(const std::string& place, ErrorCode code, std::string_view message) {
  return {code, fmt::format("{}：{}", place, message)};
}

Result<IndicatorAdjustment> read_indicator(const TomlTable& table) {
  IndicatorAdjustment change;
  change.place = table.place("name");
  JX_TRY(change.name, table.text("name"));
  JX_TRY(change.target, table.find_text("target"));
  JX_TRY(change.weight, table.find_decimal("weight"));
  JX_TRY(const std::optional<bool> removed, table.find_flag("removed"));
  JX_TRY(const std::optional<bool> added, table.find_flag("added"));
  change.removed = removed.value_or(false);
  change.added = added.value_or(false);
  if (change.added) {
    JX_TRY(change.level1, table.text("level1"));
    JX_TRY(change.level2, table.text("level2"));
  }
  if (change.target && trimmed(*change.target).empty()) {
    return table.fault("target", "指标值不能是空的；没有改的不写这一行");
  }
  if (change.weight && *change.weight <= Decimal(0)) return table.fault("weight", "分值要大于 0");
  if (change.removed && (change.added || change.target || change.weight)) {
    return table.fault("removed", "取消的指标不能同时新增，也没有新的指标值和分值");
  }
  if (change.added && (!change.target || !change.weight)) {
    return table.fault("added", "新增的指标要写 target（指标值）和 weight（分值）");
  }
  if (!change.removed && !change.target && !change.weight) {
    return table.fault("name", "没有写改了什么：target、weight、removed 或 added");
  }
  return change;
}

Result<ProjectAdjustment> read_project(const TomlTable& table) {
  ProjectAdjustment adjustment;
  adjustment.place = table.place("project");
  JX_TRY(adjustment.project, table.text("project"));
  JX_TRY(adjustment.approval.reason, table.text("reason"));
  JX_TRY(adjustment.approval.document, table.text("document"));
  JX_TRY(adjustment.approval.approver, table.text("approver"));
  JX_TRY(const Date date, table.date("date"));
  adjustment.approval.date = date.to_string();
  JX_TRY(adjustment.goal, table.find_text("goal"));
  JX_TRY(const std::vector<TomlTable> indicators, table.tables("indicator"));
  for (const TomlTable& each : indicators) {
    JX_TRY(IndicatorAdjustment change, read_indicator(each));
    adjustment.indicators.push_back(std::move(change));
  }
  if (indicators.empty() && !adjustment.goal) {
    return table.fault("project", "没有写改了什么：goal 或 [[project.indicator]]");
  }
  return adjustment;
}

std::string key_of(std::string_view name) { return letters_only(fold(name)); }

Project* find_project(Submission& submission, std::string_view wanted) {
  for (Project& project : submission.projects) {
    const bool named =
        std::any_of(project.names.begin(), project.names.end(),
                    [&](const NameVariant& variant) { return fold(variant.text) == fold(wanted); });
    if (project.key.text == wanted || project.key.text == fold(wanted) || named) return &project;
  }
  return nullptr;
}

const GoalSet* approved_set(const Project& project) {
  const GoalSet* first = nullptr;
  for (const GoalSet& set : project.goal_sets) {
    if (set.indicators.empty()) continue;
    if (set.source == GoalSource::Approved) return &set;
    if (first == nullptr) first = &set;
  }
  return first;
}

/// The new words say operator and unit themselves, or leave them to the columns.
Result<void> set_target(const IndicatorAdjustment& change, const Lexicon& lexicon,
                        Indicator& indicator) {
  const std::string_view words = trimmed(*change.target);
  const bool bare = words.find_first_not_of("0123456789.") == std::string_view::npos;
  if (!bare) {
    indicator.comparator = {};
    indicator.unit = {};
  }
  const TargetContext context{.comparator = indicator.comparator.value,
                              .unit = indicator.unit.value};
  Result<Target> target = parse_target(words, context, lexicon);
  if (!target.ok()) {
    return fault_at(change.place, ErrorCode::Malformed,
                    fmt::format("“{}”不是指标值：{}", words, target.error().message));
  }
  std::optional<Decimal> baseline;
  if (indicator.target.has_value()) baseline = indicator.target->baseline;
  indicator.target = {.value = *std::move(target),
                      .absence = Absence::Blank,
                      .raw = std::string(words),
                      .origin = indicator.target.origin};
  indicator.target.value->baseline = baseline;
  return {};
}

Result<void> change_indicator(const IndicatorAdjustment& change, const Lexicon& lexicon,
                              Indicator& indicator) {
  if (change.target) {
    JX_TRY_VOID(set_target(change, lexicon, indicator));
  }
  if (change.weight) {
    indicator.weight.value = change.weight;
    indicator.weight.raw = change.weight->to_string();
  }
  return {};
}

Result<Indicator> make_indicator(const IndicatorAdjustment& change, const Lexicon& lexicon) {
  Indicator added;
  added.name.text = change.name;
  added.level1 = {.value = lexicon.find_level1(change.level1),
                  .absence = Absence::Unread,
                  .raw = change.level1,
                  .origin = {}};
  if (!added.level1.has_value()) {
    return fault_at(change.place, ErrorCode::Malformed,
                    fmt::format("“{}”不是已知的一级指标", change.level1));
  }
  added.level2 = {.value = lexicon.find_level2(change.level2, *added.level1),
                  .absence = Absence::Unread,
                  .raw = change.level2,
                  .origin = {}};
  if (!added.level2.has_value()) {
    return fault_at(change.place, ErrorCode::Malformed,
                    fmt::format("“{}”不是已知的二级指标", change.level2));
  }
  JX_TRY_VOID(change_indicator(change, lexicon, added));
  return added;
}

Result<void> apply(const IndicatorAdjustment& change, const Lexicon& lexicon, GoalSet& set) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < set.indicators.size(); ++i) {
    if (key_of(set.indicators[i].name.text) == key_of(change.name)) found.push_back(i);
  }
  if (change.added) {
    if (!found.empty()) {
      return fault_at(change.place, ErrorCode::Conflict,
                      fmt::format("已有叫“{}”的指标，不能新增；要改它就不写 added", change.name));
    }
    JX_TRY(Indicator added, make_indicator(change, lexicon));
    set.indicators.push_back(std::move(added));
    return {};
  }
  if (found.empty()) {
    return fault_at(change.place, ErrorCode::NotFound,
                    fmt::format("批复的目标里没有叫“{}”的指标；请核对名称", change.name));
  }
  if (found.size() > 1) {
    return fault_at(
        change.place, ErrorCode::Conflict,
        fmt::format("批复的目标里有 {} 个叫“{}”的指标，不知道改哪一个", found.size(), change.name));
  }
  if (change.removed) {
    set.indicators.erase(set.indicators.begin() + static_cast<std::ptrdiff_t>(found.front()));
    return {};
  }
  return change_indicator(change, lexicon, set.indicators[found.front()]);
}

Result<void> apply(const ProjectAdjustment& adjustment, const Lexicon& lexicon, Project& project) {
  const GoalSet* const approved = approved_set(project);
  if (approved == nullptr) {
    return fault_at(adjustment.place, ErrorCode::NotFound,
                    fmt::format("项目“{}”没有批复的指标，无从调整", adjustment.project));
  }
  for (const GoalSet& set : project.goal_sets) {
    if (set.source != GoalSource::Adjusted) continue;
    return fault_at(
        adjustment.place, ErrorCode::Conflict,
        fmt::format("项目“{}”已有一套调整后的目标；只能用一种写法", adjustment.project));
  }
  GoalSet adjusted = *approved;
  adjusted.source = GoalSource::Adjusted;
  adjusted.source_reason = "绩效目标调整记录";
  if (adjustment.goal) {
    adjusted.goals = {{.words = {*adjustment.goal, {}},
                       .prints = {},
                       .quantities = extract_quantities(*adjustment.goal, lexicon)}};
    for (Indicator& indicator : adjusted.indicators) indicator.goal = 0;
  }
  for (const IndicatorAdjustment& change : adjustment.indicators) {
    JX_TRY_VOID(apply(change, lexicon, adjusted));
  }
  project.goal_sets.push_back(std::move(adjusted));
  return {};
}

}  // namespace

Result<std::vector<ProjectAdjustment>> parse_goal_adjustments(std::string_view toml,
                                                              const std::string& name) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(toml, name));
  JX_TRY(const std::vector<TomlTable> projects, document.root().tables("project"));
  if (projects.empty()) return document.root().fault("project", "没有写一个项目的调整");
  std::vector<ProjectAdjustment> adjustments;
  for (const TomlTable& table : projects) {
    JX_TRY(ProjectAdjustment adjustment, read_project(table));
    adjustments.push_back(std::move(adjustment));
  }
  JX_TRY_VOID(document.finish());
  return adjustments;
}

Result<std::vector<AppliedAdjustment>> apply_goal_adjustments(
    const std::vector<ProjectAdjustment>& adjustments, const Lexicon& lexicon,
    Submission& submission) {
  std::vector<AppliedAdjustment> applied;
  for (std::size_t i = 0; i < adjustments.size(); ++i) {
    Project* const project = find_project(submission, adjustments[i].project);
    if (project == nullptr) continue;
    JX_TRY_VOID(apply(adjustments[i], lexicon, *project));
    applied.push_back({.position = i, .project = project->key.text});
  }
  return applied;
}

}  // namespace jx
