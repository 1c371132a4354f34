// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "codecs/toml.h"

namespace jx {
namespace {

Result<std::vector<std::pair<int, Decimal>>> read_steps(const TomlTable& table) {
  std::vector<std::pair<int, Decimal>> steps;
  JX_TRY(const std::vector<TomlTable> tables, table.tables("milestone"));
  for (const TomlTable& each : tables) {
    JX_TRY(const std::int64_t month, each.whole("month"));
    JX_TRY(const Decimal share, each.decimal("share"));
    if (month < 1 || month > 12) return each.fault("month", "月份应是 1 到 12。");
    steps.emplace_back(static_cast<int>(month), share);
  }
  return steps;
}

Result<PlanCurve> read_curve(const TomlTable& table, CurveKind kind) {
  switch (kind) {
    case CurveKind::Linear: return PlanCurve();
    case CurveKind::Milestones: {
      JX_TRY(const auto steps, read_steps(table));
      return PlanCurve::milestones(steps);
    }
    case CurveKind::Seasonal: {
      JX_TRY(const std::vector<Decimal> weights, table.decimals("months"));
      return PlanCurve::seasonal(weights);
    }
    case CurveKind::AfterAcceptance: {
      JX_TRY(const std::int64_t month, table.whole("acceptance"));
      if (month < 1 || month > 12) return table.fault("acceptance", "月份应是 1 到 12。");
      return PlanCurve::after_acceptance(static_cast<int>(month));
    }
  }
  return malformed("不认得的计划进度。");
}

Result<std::optional<PlanCurve>> find_curve_of(const TomlTable& table) {
  JX_TRY(const std::optional<std::string> key, table.find_text("curve"));
  if (!key) return std::optional<PlanCurve>();
  const std::optional<CurveKind> kind = find_curve(*key);
  if (!kind) {
    return table.fault("curve", "应是 linear、milestones、seasonal 或 after-acceptance。");
  }
  Result<PlanCurve> curve = read_curve(table, *kind);
  if (!curve.ok()) return table.fault("curve", curve.error().message);
  return std::optional<PlanCurve>(*std::move(curve));
}

Result<int> read_frequency(const TomlTable& table) {
  JX_TRY(const std::optional<std::string> words, table.find_text("reports"));
  if (!words) return 0;
  if (*words == "month") return 1;
  if (*words == "quarter") return 3;
  if (*words == "year") return 12;
  return table.fault("reports", "应是 month、quarter 或 year。");
}

/// What an [[indicator]] and a [[measure]] have in common.
Result<FollowUp> read_follow_up(const TomlTable& table) {
  FollowUp follow;
  JX_TRY(follow.name, table.text("name"));
  JX_TRY(const std::optional<std::string> aggregation, table.find_text("aggregation"));
  if (aggregation) {
    follow.aggregation = find_aggregation(*aggregation);
    if (!follow.aggregation) {
      return table.fault(
          "aggregation",
          "应是 cumulative、non-cumulative、latest、ratio、non-summing 或 distinct。");
    }
  }
  JX_TRY(const std::optional<bool> parts, table.find_flag("cumulative_parts"));
  follow.cumulative_parts = parts.value_or(false);
  JX_TRY(follow.curve, find_curve_of(table));
  JX_TRY(follow.reports_every, read_frequency(table));
  JX_TRY(const std::optional<std::string> registry, table.find_text("register"));
  follow.counted.registry = registry.value_or("");
  if (registry) {
    JX_TRY(follow.counted.formula, table.text("formula"));
    if (follow.aggregation == Aggregation::NonCumulative) {
      return table.fault("aggregation",
                         "从台账计数的数总是年初至今的累计，不能是 non-cumulative。");
    }
  }
  JX_TRY(follow.evidence, table.find_texts("evidence"));
  return follow;
}

Result<Indicator> read_promise(const TomlTable& table, const std::string& name,
                               const Lexicon& lexicon) {
  Indicator indicator;
  indicator.name.text = name;
  indicator.level1.value = Level1::Output;
  indicator.level2.value = Level2::Quantity;
  Target& target = indicator.target.value.emplace();
  JX_TRY(const std::optional<std::string> level, table.find_text("level"));
  if (level) {
    target.kind = TargetKind::Level;
    target.comparator = Comparator::Qualitative;
    target.level = *level;
    indicator.target.raw = *level;
    return indicator;
  }
  target.kind = TargetKind::Number;
  JX_TRY(target.value, table.decimal("target"));
  JX_TRY(const std::string unit, table.text("unit"));
  const std::optional<Unit> known = lexicon.find_unit(unit);
  if (!known) return table.fault("unit", "不认得的度量单位。");
  target.unit = *known;
  JX_TRY(const std::optional<std::string> sign, table.find_text("comparator"));
  const std::optional<Comparator> comparator = lexicon.find_comparator(sign.value_or("≥"));
  if (!comparator) return table.fault("comparator", "不认得的指标性质，如 ≥、≤、＝。");
  target.comparator = *comparator;
  indicator.target.raw = sign.value_or("≥") + target.value->to_string() + target.unit.name;
  return indicator;
}

Result<TaskMeasure> read_measure(const TomlTable& table, const Lexicon& lexicon) {
  TaskMeasure measure;
  JX_TRY(measure.follow, read_follow_up(table));
  JX_TRY(measure.task, table.text("task"));
  JX_TRY(measure.quote, table.text("quote"));
  const std::string name = measure.task + "：" + measure.follow.name;
  JX_TRY(measure.indicator, read_promise(table, name, lexicon));
  measure.follow.name = name;
  JX_TRY(const std::optional<std::string> level2, table.find_text("level2"));
  if (level2) {
    measure.indicator.level2.value = term_of<Level2>(*level2);
    if (!measure.indicator.level2.value) return table.fault("level2", "不是二级指标，如 quality。");
  }
  return measure;
}

Result<MonitoringPlan> read_document(const TomlDocument& document, const Lexicon& lexicon) {
  const TomlTable root = document.root();
  MonitoringPlan plan;
  JX_TRY(plan.title, root.text("title"));
  JX_TRY(const std::optional<bool> generated, root.find_flag("generated"));
  plan.generated = generated.value_or(false);
  JX_TRY(const std::optional<std::string> lights, root.find_text("lights"));
  plan.lights = lights.value_or("");
  JX_TRY(const std::optional<std::int64_t> first, root.find_whole("first_month"));
  if (first && (*first < 1 || *first > 12)) {
    return root.fault("first_month", "月份应是 1 到 12。");
  }
  plan.first_month = static_cast<int>(first.value_or(0));
  JX_TRY(const std::optional<TomlTable> money, root.find_table("money"));
  if (money) {
    JX_TRY(plan.money, find_curve_of(*money));
  }
  JX_TRY(const std::vector<TomlTable> indicators, root.tables("indicator"));
  for (const TomlTable& each : indicators) {
    JX_TRY(FollowUp follow, read_follow_up(each));
    JX_TRY(const std::optional<std::string> project, each.find_text("project"));
    follow.project = project.value_or("");
    plan.indicators.push_back(std::move(follow));
  }
  JX_TRY(const std::vector<TomlTable> measures, root.tables("measure"));
  for (const TomlTable& each : measures) {
    JX_TRY(TaskMeasure measure, read_measure(each, lexicon));
    plan.measures.push_back(std::move(measure));
  }
  JX_TRY_VOID(document.finish());
  return plan;
}

bool is_of(const FollowUp& follow, const Project& project) {
  if (follow.project.empty() || follow.project == project.key.text) return true;
  return std::any_of(project.names.begin(), project.names.end(), [&](const NameVariant& variant) {
    return fold(variant.text) == fold(follow.project);
  });
}

}  // namespace

const FollowUp* MonitoringPlan::find(const Project& project, std::string_view name) const noexcept {
  for (const FollowUp& follow : indicators) {
    if (follow.name == name && is_of(follow, project)) return &follow;
  }
  return nullptr;
}

Result<MonitoringPlan> load_plan(const std::filesystem::path& file, const Lexicon& lexicon) {
  JX_TRY(const TomlDocument document, TomlDocument::load(file));
  return read_document(document, lexicon);
}

Result<MonitoringPlan> read_plan(std::string_view text, std::string name, const Lexicon& lexicon) {
  JX_TRY(const TomlDocument document, TomlDocument::parse(text, std::move(name)));
  return read_document(document, lexicon);
}

FoundTask find_task(const Submission& submission, std::string_view name) noexcept {
  const std::string wanted = fold(name);
  for (const TaskList& list : submission.task_lists) {
    for (const Task& task : list.tasks) {
      if (fold(task.name.text) == wanted) return {&list, &task};
    }
  }
  return {};
}

std::string ledger_project_of(const TaskList& list) {
  return list.project ? list.project->text : list.title.text;
}

Result<void> check_plan(const MonitoringPlan& plan, const Submission& submission) {
  for (const TaskMeasure& measure : plan.measures) {
    const FoundTask found = find_task(submission, measure.task);
    if (found.task == nullptr) {
      return malformed(fmt::format("跟踪方案里的任务“{}”不在文件的任务清单里。请照清单写任务名称。",
                                   measure.task));
    }
    if (!contains(fold(found.task->target.text), fold(measure.quote))) {
      return malformed(fmt::format("任务“{}”的目标里没有“{}”这句话；原文是：{}", measure.task,
                                   measure.quote, found.task->target.text));
    }
  }
  return {};
}

Aggregation usual_aggregation(const Indicator& indicator) noexcept {
  if (!indicator.target.has_value() || indicator.target->kind != TargetKind::Number) {
    return Aggregation::Latest;
  }
  switch (indicator.target->unit.dimension) {
    case Dimension::Ratio: return Aggregation::Ratio;
    case Dimension::Money:
    case Dimension::People:
    case Dimension::PersonTimes:
    case Dimension::PersonDays:
    case Dimension::Household:
    case Dimension::Count:
    case Dimension::Events:
    case Dimension::Time:
    case Dimension::Area:
    case Dimension::Length:
    case Dimension::Volume:
    case Dimension::Mass:
    case Dimension::Data:
    case Dimension::BareMultiple: return Aggregation::Cumulative;
    default: return Aggregation::Latest;
  }
}

}  // namespace jx
