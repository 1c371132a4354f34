// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/presence.h"
#include "findings/rules/rules.h"

namespace jx {

void check_satisfaction_missing(const RuleInput& input, FindingSink& sink) {
  check_rows_present(input,
                     {.level1 = Level1::Satisfaction,
                      .name = "满意度指标",
                      .not_for = "internal-project",
                      .always_for = "public-service-project"},
                     sink);
}

}  // namespace jx
