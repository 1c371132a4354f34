// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "findings/previous_year.h"
#include "findings/rule.h"
#include "findings/rules/indicator_words.h"

/// A project's rows held against what was achieved of the same indicators the year before.
namespace jx {

/// A row that promises a number, and the number that was reached before.
struct PriorActual {
  const Indicator* now = nullptr;
  bool more_is_better = true;
  Decimal target;
  Decimal actual;  ///< In the unit of the target, as reported.
  /// What the money of this year buys at the rate of the year before: `actual`, and for amounts of
  /// a project whose budget went down (up, where less is better) its share.
  Decimal fair;
  std::string where;  ///< 2023 年的“自评表.xlsx”第 14 行“培训人次”完成“600 人次”
};

/// Of the latest year that reports an actual of the row. Rows that explain why they promise less
/// are left out.
std::vector<PriorActual> prior_actuals(const RuleInput& input, const ProjectFacts& facts);

/// 2023 年的“自评表.xlsx”: the document of last year's set, for messages.
std::string shown_document(const PreviousGoals& previous);
/// "第 14 行", "第 2 页第 3 行"; a finding's evidence stands in the checked document alone.
std::string shown_line(const Origin& origin);

}  // namespace jx
