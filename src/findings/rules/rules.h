// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <span>

#include "findings/rule.h"

namespace jx {

#define JX_RULE(id, function) void function(const RuleInput& input, FindingSink& sink);
#define JX_DOCUMENT_RULE(id, function) JX_RULE(id, function)
#define JX_SURVEYING_RULE(id, function, begin_survey) \
  JX_RULE(id, function)                               \
  std::unique_ptr<Survey> begin_survey();
#include "findings/rules/rules.def"
#undef JX_SURVEYING_RULE
#undef JX_DOCUMENT_RULE
#undef JX_RULE

/// All rules in the order of rules.def.
std::span<const Rule> all_rules() noexcept;

}  // namespace jx
