// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/map_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// The words of the map "expense-standard".
struct ExpenseWords {
  WordList list;

  explicit ExpenseWords(const Lexicon& lexicon) : list(keys_of(lexicon.map("expense-standard"))) {}
};

std::string_view standard_of(std::string_view word, const WordMap& map) {
  for (const auto& [each, standard] : map.entries) {
    if (each == word) return standard;
  }
  return {};
}

}  // namespace

/// NM08: one name for things whose spending has different standards: 培训（会议）天数.
void check_mixed_object(const RuleInput& input, FindingSink& sink) {
  const WordMap& standards = input.lexicon.map("expense-standard");
  const WordList& exceptions = input.lexicon.words("expense-standard-exception");
  const WordList& words = input.prepared.get<ExpenseWords>().list;
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::string kinds;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const std::optional<WordMatch> first = words.find_in(indicator.name.text);
      if (!first) continue;
      const std::string_view standard = standard_of(first->word, standards);
      for (const WordMatch& match : words.find_all_in(indicator.name.text)) {
        const std::string_view other = standard_of(match.word, standards);
        if (other == standard || exceptions.find_in(indicator.name.text)) continue;
        if (!is_named_row(indicator)) break;
        verdicts.bad(indicator, evidence_of(indicator.name, match.begin, match.end));
        if (kinds.empty()) kinds = fmt::format("{}和{}", standard, other);
        break;
      }
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
