// SPDX-License-Identifier: AGPL-3.0-or-later
#include <iterator>
#include <vector>

#include "findings/rules/budget_sums.h"
#include "findings/rules/rules.h"

namespace jx {

void check_budget_column_sums(const RuleInput& input, FindingSink& sink) {
  std::vector<BudgetSum> sums;
  for (const BudgetTable& table : input.submission.budget_tables) {
    for (const auto& sums_of : {column_sums, change_sums}) {
      std::vector<BudgetSum> more = sums_of(table, input);
      std::move(more.begin(), more.end(), std::back_inserter(sums));
    }
  }
  report_sums(sums, "各列之和、增减额和增减率", input, sink);
}

}  // namespace jx
