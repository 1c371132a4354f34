// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/presence.h"
#include "findings/rules/rules.h"

namespace jx {

void check_quantity_missing(const RuleInput& input, FindingSink& sink) {
  check_rows_present(
      input, {.level1 = Level1::Output, .level2 = Level2::Quantity, .name = "数量指标"}, sink);
}

}  // namespace jx
