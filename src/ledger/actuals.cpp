// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/actuals.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "monitoring/indicator_names.h"
#include "records/values.h"

namespace jx {
namespace {

Field<Target> actual_of(const MonitoredRow& row, const Lexicon& lexicon) {
  Field<Target> field;
  const Total& total = row.total;
  if (total.value) {
    field.raw = total.value->to_string();
    Target& target = field.value.emplace();
    target.kind = TargetKind::Number;
    target.value = total.value;
    target.unit = row.indicator.target.has_value() ? row.indicator.target->unit : Unit{};
  } else if (!total.level.empty()) {
    field.raw = total.level;
    const Result<Target> read = parse_target(total.level, {}, lexicon);
    if (read.ok()) {
      field.value = *read;
    } else {
      field.absence = Absence::Unread;
    }
  } else {
    field.absence = total.absence.value_or(Absence::Blank);
  }
  return field;
}

void bring(const MonitoredProject& monitored, const Lexicon& lexicon, Project& project,
           Diagnostics& diagnostics) {
  std::map<std::string, const MonitoredRow*> rows;
  for (const MonitoredRow& row : monitored.rows) {
    if (row.task.empty()) rows.emplace(row.name, &row);
  }
  // The rows are those of one set; the other sets are given them by their names when scored.
  const GoalSet* const set = set_in_force(project);
  for (GoalSet& each : project.goal_sets) {
    if (&each != set) continue;
    IndicatorNames names;
    for (Indicator& indicator : each.indicators) {
      const auto found = rows.find(names.name_of(indicator));
      if (found == rows.end()) continue;
      const MonitoredRow& row = *found->second;
      Actual& actual = indicator.actual.emplace();
      actual.value = actual_of(row, lexicon);
      if (row.statement != nullptr) actual.reason.text = row.statement->explanation;
      const bool unformed = row.total.figures > 0 && !row.total.value && !row.total.absence &&
                            row.total.level.empty();
      if (unformed) {
        diagnostics.warn("actual-not-formed",
                         fmt::format("台账里“{}”的数合不成一个：{}", row.name, row.total.gap),
                         indicator.origin);
      }
    }
  }
}

void bring_funds(const MonitoredProject& monitored, Submission& submission) {
  const MonitoredMoney& money = monitored.money;
  if (!money.budget || !money.executed.value) return;
  SelfEvaluation evaluation;
  evaluation.project = monitored.key;
  FundRow& row = evaluation.funds.emplace_back();
  row.name.text = "年度资金总额";
  row.total = true;
  for (Field<Decimal>* const base : {&row.initial, &row.full_year}) {
    base->value = money.budget;
    base->raw = money.budget->to_string();
  }
  row.executed.value = money.executed.value;
  row.executed.raw = money.executed.value->to_string();
  std::erase_if(submission.self_evaluations,
                [&](const SelfEvaluation& own) { return own.project == evaluation.project; });
  submission.self_evaluations.push_back(std::move(evaluation));
}

}  // namespace

void bring_actuals(const Monitoring& monitoring, const Lexicon& lexicon, Submission& submission) {
  for (const MonitoredProject& monitored : monitoring.projects) {
    for (Project& project : submission.projects) {
      if (project.key.text != monitored.key) continue;
      bring(monitored, lexicon, project, submission.diagnostics);
      bring_funds(monitored, submission);
    }
  }
  for (const Exclusion& each : monitoring.unused) {
    submission.diagnostics.warn("figure-unused", fmt::format("台账第 {} 条没有用上：{}",
                                                             each.number.value_or(0), each.reason));
  }
}

}  // namespace jx
