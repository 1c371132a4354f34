// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {

/// NM08: one name for things whose spending has different standards: 培训（会议）天数.
void check_mixed_object(const RuleInput& input, FindingSink& sink) {
  const WordMap& standards = input.lexicon.map("expense-standard");
  const WordList& exceptions = input.lexicon.words("expense-standard-exception");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::string kinds;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const std::pair<std::string, std::string>* first = nullptr;
      const std::pair<std::string, std::string>* second = nullptr;
      for (const auto& entry : standards.entries) {
        if (!contains(indicator.name.text, entry.first)) continue;
        if (first == nullptr) {
          first = &entry;
        } else if (entry.second != first->second) {
          second = &entry;
        }
      }
      if (second == nullptr || exceptions.find_in(indicator.name.text)) continue;
      if (!is_named_row(indicator)) continue;
      verdicts.bad(indicator, name_evidence(indicator, second->first));
      if (kinds.empty()) kinds = fmt::format("{}和{}", first->second, second->second);
    }
    if (!verdicts.any_bad()) continue;
    Answer answer =
        verdicts.failed(fmt::format("{} 个指标把定额标准不同的事项合在一个名称里（{}）：{}。",
                                    verdicts.bad_count(), kinds, verdicts.bad_names()));
    answer.expected = "分别设置指标";
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
