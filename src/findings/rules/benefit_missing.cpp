// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/presence.h"
#include "findings/rules/rules.h"

namespace jx {

void check_benefit_missing(const RuleInput& input, FindingSink& sink) {
  check_rows_present(
      input, {.level1 = Level1::Benefit, .level2 = Level2::Unknown, .name = "效益指标"}, sink);
}

}  // namespace jx
