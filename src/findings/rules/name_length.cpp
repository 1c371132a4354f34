// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// NM09: a name longer than the systems that exchange it take. The 30 bytes of the oldest data
/// standard are not asked for: hardly any clear name is that short.
void check_name_length(const RuleInput& input, FindingSink& sink) {
  const Decimal most = input.profile.threshold("name-max-characters").value;
  const auto limit = static_cast<std::size_t>(most.trimmed().mantissa());
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const std::string& name = indicator.name.text;
      // A character has at least one byte: most names need no counting.
      if (name.size() <= limit || character_count(name) <= limit) continue;
      verdicts.bad(indicator, evidence_of(indicator.name, byte_offset(name, limit), name.size()));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer =
        verdicts.failed(fmt::format("{} 个指标名称超过 {} 个字。", verdicts.bad_count(), limit));
    answer.expected = fmt::format("不超过 {} 个字", limit);
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
