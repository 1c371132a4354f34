// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/presence.h"
#include "findings/rules/rules.h"

namespace jx {

void check_cost_missing(const RuleInput& input, FindingSink& sink) {
  check_rows_present(input,
                     {.level1 = Level1::Output,
                      .level2 = Level2::Cost,
                      .name = "成本指标",
                      .only_for = "cost-bound-project",
                      .only_for_exception = "cost-bound-exception"},
                     sink);
}

}  // namespace jx
