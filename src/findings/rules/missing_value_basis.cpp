// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// "/", "无", "—": an answer that gives no basis.
bool says_nothing(std::string_view words) noexcept {
  return letters_only(words).empty() || trimmed(words) == "无";
}

}  // namespace

/// VL13: the form asks on what the target value is based, and the cell is empty.
void check_missing_value_basis(const RuleInput& input, FindingSink& sink) {
  const std::vector<PrintedTable>& tables = input.submission.tables;
  const bool asked = std::any_of(tables.begin(), tables.end(), [](const PrintedTable& table) {
    return has_column(table, ColumnRole::ValueBasis);
  });
  if (!asked) return;
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!has_column(input.submission, indicator.origin, ColumnRole::ValueBasis)) continue;
      if (!indicator.target.has_value() || !is_named_row(indicator)) continue;
      if (says_nothing(words_of(indicator, ColumnRole::ValueBasis))) {
        verdicts.bad(indicator, name_evidence(indicator));
      } else {
        verdicts.good(indicator);
      }
    }
    verdicts.pass_if_good(sink, "指标值都写明设定依据");
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format("{} 个指标没有写指标值的设定依据：{}。",
                                                verdicts.bad_count(), verdicts.bad_names()));
    answer.expected = "写明依据：计划、行业标准、历史数据或政策要求";
    answer.actual = fmt::format("{} 行空白", verdicts.bad_count());
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
