// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/monitoring.h"
#include "model/submission.h"
#include "monitoring/aggregation.h"
#include "monitoring/forecast.h"
#include "monitoring/lights.h"
#include "monitoring/plan.h"
#include "profiles/profile.h"

/// 绩效运行监控: targets, figures of the ledger and a plan → where every project stands at the end
/// of a month. Pure: the same input gives the same result.
namespace jx {

/// What somebody said about a figure: a standing statement of the ledger.
struct Statement {
  std::uint64_t number = 0;  ///< Of the entry.
  std::string project;
  std::string indicator;  ///< kExecutedName for the money.
  Period period;
  std::vector<DeviationCause> causes;
  std::string explanation;               ///< 原因说明
  std::optional<Likelihood> likelihood;  ///< 完成可能性
  std::string measures;                  ///< 措施
  std::string person;
};

struct MonitorInput {
  const Submission& submission;
  std::span<const LedgerFigure> figures;  ///< Standing ones, in any order.
  std::span<const Statement> statements;
  const MonitoringPlan& plan;
  const LightRules& rules;
  const Profile& profile;
  int year = 0;
  int month = 0;  ///< 1 to 12: the last month that is looked at.
};

/// How something stood a month before; absent in January.
struct Before {
  Total total;
  Light light = Light::None;
};

/// One indicator, or one measure of a task.
struct MonitoredRow {
  Indicator indicator;
  std::string name;  ///< As the ledger calls it.
  std::string task;  ///< Of a measure; empty for an indicator.
  AggregationRule aggregation;
  PlanCurve curve;
  CountedFrom counted;
  std::vector<std::string> evidence_needed;
  Total total;
  LightResult light;
  Forecast forecast;
  std::optional<Decimal> deviation;           ///< a − a*, or a − t where nothing is prorated.
  std::optional<Decimal> relative_deviation;  ///< The same in % of a* or t, two places.
  const Statement* statement = nullptr;       ///< Of this month; null when there is none.
  std::optional<Likelihood> suggested;        ///< What the numbers say; a person decides.
  std::string suggested_reason;
  std::vector<std::string> missing;  ///< Periods without a report, where the plan expects one.
  std::optional<Before> before;
  std::vector<MonthValue> history;
};

struct MonitoredMoney {
  std::optional<Decimal> budget;
  std::string unit;
  Total executed;
  std::optional<Decimal> rate;  ///< Executed in % of the budget, two places.
  LightResult light;
  Forecast forecast;
  const Statement* statement = nullptr;
  std::optional<Before> before;
};

struct LightMonth {
  int month = 0;
  Light money = Light::None;
  Light goal = Light::None;
};

struct MonitoredProject {
  std::string key;
  std::string code;
  std::string name;
  std::string unit_name;
  std::vector<std::string> goals;  ///< 年度总体目标, as they are written.
  MonitoredMoney money;
  Light goal_light = Light::None;  ///< The worst of its rows.
  std::vector<MonitoredRow> rows;
  /// Σ weight × min(1, a ÷ t) ÷ Σ weight in %, over counts that have a figure; rates and costs say
  /// nothing about how far the work is.
  std::optional<Decimal> progress;
  std::optional<Decimal> gap;  ///< Execution rate − progress, in points.
  bool gap_too_wide = false;
  std::vector<std::string> missing_months;  ///< Past months in which nothing was reported.
  std::vector<LightMonth> history;          ///< January to this month.
};

struct Monitoring {
  int year = 0;
  int month = 0;
  std::string lights;  ///< Id of the rules.
  std::string lights_title;
  std::vector<MonitoredProject> projects;
  /// Figures up to the month that no indicator or measure here takes.
  std::vector<Exclusion> unused;
};

/// The set that is followed: the adjusted one, else the last with indicators; null without any.
const GoalSet* set_in_force(const Project& project) noexcept;

/// Statements are pointed to: the input must outlive the result.
Monitoring monitor(const MonitorInput& input);

}  // namespace jx
