// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/answer_levels.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace jx {

Result<std::vector<AnswerLevel>> read_answer_levels(const std::vector<std::string>& given) {
  if (given.empty()) return usual_answer_levels();
  std::vector<AnswerLevel> levels;
  for (const std::string& each : given) {
    const std::size_t equal = each.find('=');
    const bool satisfied = each.ends_with('+');
    const auto value = equal == std::string::npos || equal == 0
                           ? Result<Decimal>(Error{})
                           : Decimal::parse(std::string_view(each).substr(
                                 equal + 1, each.size() - equal - 1 - (satisfied ? 1 : 0)));
    if (!value.ok()) {
      return malformed(fmt::format(
          "--levels 里的“{}”看不懂；请写 很满意=100+,一般=60 这样，+ 表示计入满意率", each));
    }
    const std::string name = each.substr(0, equal);
    const bool twice = std::any_of(levels.begin(), levels.end(), [&](const AnswerLevel& known) {
      return fold(known.name) == fold(name);
    });
    if (twice) return malformed(fmt::format("--levels 里的“{}”出现了两次", name));
    levels.push_back({.name = name, .value = *value, .satisfied = satisfied});
  }
  return levels;
}

}  // namespace jx
