// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "model/field.h"

/// What a self-evaluation form (项目支出绩效自评表) says around its indicators; the indicators
/// themselves are those of the project's goal set, each with its Actual.
namespace jx {

/// A row of the execution block: 年度资金总额, 其中：当年财政拨款 …
struct FundRow {
  Words name;
  bool total = false;        ///< 年度资金总额, 总额: the row that counts.
  Field<Decimal> initial;    ///< 年初预算数
  Field<Decimal> full_year;  ///< 全年预算数
  Field<Decimal> adjusted;   ///< 调整后预算数
  Field<Decimal> executed;   ///< 全年执行数
  Field<Decimal> weight;     ///< 分值
  Field<Decimal> rate;       ///< 执行率 as printed, in percent.
  Field<Decimal> score;      ///< 得分
  Words reason;
  Origin origin;
};

/// 年度总体目标: what was expected and what came of it.
struct GoalOutcome {
  Words expected;
  Words actual;
};

struct SelfEvaluation {
  std::string project;  ///< ProjectKey text.
  std::vector<FundRow> funds;
  std::vector<GoalOutcome> goals;
  Field<Decimal> total_weight;  ///< Of the row 总分, 合计.
  Field<Decimal> total;
  Words grade;  ///< 评价等级, where the form prints one.
  Origin origin;
};

}  // namespace jx
