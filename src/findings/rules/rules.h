// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>

#include "findings/rule.h"

namespace jx {

#define JX_RULE(id, function) void function(const RuleInput& input, FindingSink& sink);
#include "findings/rules/rules.def"
#undef JX_RULE

/// All rules in the order of rules.def.
std::span<const Rule> all_rules() noexcept;

}  // namespace jx
