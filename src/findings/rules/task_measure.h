// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "findings/rule.h"

namespace jx {

/// Tasks of keeping something running (运维, 安全稳定运行) that name no measure: no availability,
/// no incidents, no response time. The task side of the rule that asks an indicator for its
/// measure.
void check_task_measures(const RuleInput& input, FindingSink& sink);

}  // namespace jx
