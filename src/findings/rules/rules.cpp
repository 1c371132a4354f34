// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/rules.h"

#include <array>

namespace jx {

std::span<const Rule> all_rules() noexcept {
  static constexpr std::array kRules = {
#define JX_RULE(id, function) Rule{id, function},
#define JX_DOCUMENT_RULE(id, function) Rule{id, function, nullptr, RuleScope::Document},
#define JX_SURVEYING_RULE(id, function, begin_survey) Rule{id, function, begin_survey},
#include "findings/rules/rules.def"
#undef JX_SURVEYING_RULE
#undef JX_DOCUMENT_RULE
#undef JX_RULE
  };
  return kRules;
}

}  // namespace jx
