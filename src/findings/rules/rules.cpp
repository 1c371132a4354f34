// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/rules.h"

#include <array>

namespace jx {

std::span<const Rule> all_rules() noexcept {
  static constexpr std::array kRules = {
#define JX_RULE(id, function) Rule{id, function},
#include "findings/rules/rules.def"
#undef JX_RULE
  };
  return kRules;
}

}  // namespace jx
