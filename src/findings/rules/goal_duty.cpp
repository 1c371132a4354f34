// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {

/// The department's duties themselves are in no budget form; what gives a copied duty away is its
/// language, several times over, with nothing countable beside it. Hence the low confidence.
void check_goal_duty(const RuleInput& input, FindingSink& sink) {
  constexpr std::size_t kEnough = 2;
  /// The statute of a department names kinds of work too (负责监管, 指导养殖).
  constexpr std::size_t kPlenty = 3;
  const WordList& duties = input.lexicon.words("duty-phrase");
  PassageFailures failures(sink);
  for_each_goal(input, [&](const Passage& passage) {
    const std::string_view text = passage.text();
    const std::vector<WordMatch> matches = duties.find_all_in(text);
    if (matches.size() < kEnough || has_measure(passage.quantities, text)) return;
    if (matches.size() < kPlenty && names_deliverable(text, input.lexicon)) return;
    std::vector<std::string> words;
    words.reserve(matches.size());
    for (const WordMatch& match : matches) words.push_back(in_quotes(match.word));
    Answer answer = answer_about(passage);
    answer.message =
        fmt::format("年度目标用的是部门职责的说法（{}），换成别的项目也成立。", joined(words));
    answer.evidence = {evidence_of(*passage.words, matches.front().begin, matches.back().end)};
    answer.expected = "本项目今年做什么、做到什么程度";
    answer.actual = "职责表述";
    answer.confidence = 0.4;
    failures.add(passage, std::move(answer));
  });
}

}  // namespace jx
