// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "model/field.h"
#include "model/monitoring.h"
#include "model/submission.h"

/// 项目支出绩效目标执行监控表 as somebody filled it in.
namespace jx {

/// What a row says beside its target.
struct MonitoringFormRow {
  Field<Target> executed;  ///< 1-7月执行情况, from the year's beginning on.
  Words forecast;          ///< 全年预计完成情况
  std::vector<DeviationCause> causes;
  Words explanation;  ///< 原因说明
  std::optional<Likelihood> likelihood;
  Words measures;  ///< Where the form asks for them.
  Words remark;
  Origin origin;
};

struct MonitoringForm {
  /// Name, code, unit and one goal set: the indicators with their targets of the year.
  Project project;
  std::optional<int> month;  ///< The last one that is reported; absent when the form says none.
  Field<Decimal> budget;     ///< 年初预算数, or 全年预算数 where only that is printed.
  Field<Decimal> executed;   ///< 1-7月执行数
  Field<Decimal> rate;       ///< 1-7月执行率 as printed, in percent.
  Words forecast;            ///< 全年预计执行数
  /// One for each indicator of the goal set.
  std::vector<MonitoringFormRow> rows;
  std::vector<Unread> unread;  ///< Cells whose words are no figure, ticks that contradict.
  Origin origin;
};

}  // namespace jx
