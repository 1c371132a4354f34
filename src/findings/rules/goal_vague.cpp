// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"
#include "findings/rules/vague_words.h"

namespace jx {
namespace {

/// One vague clause beside firm ones is how people write; two of six make the goal hard to check.
bool is_dense(std::size_t vague, std::size_t clauses) {
  constexpr std::size_t kTolerated = 1;
  constexpr std::size_t kOneIn = 3;
  return vague > kTolerated && vague * kOneIn >= clauses;
}

void check_passage(const Passage& passage, const Lexicon& lexicon, PassageFailures& failures) {
  const std::vector<VaguePart> parts = find_vague_parts(passage, lexicon);
  const std::string_view text = passage.text();
  if (parts.empty() || !is_dense(parts.size(), clauses_of(text).size())) return;
  Answer answer = answer_about(passage);
  std::vector<std::string> words;
  for (const VaguePart& part : parts) {
    for (const TextRange& word : part.words) {
      const std::string shown = in_quotes(word.of(text));
      if (words.empty() || words.back() != shown) words.push_back(shown);
    }
    answer.evidence.push_back(
        evidence_of(*passage.words, part.words.front().begin, part.clause.end));
  }
  constexpr std::size_t kShown = 6;
  answer.message = fmt::format("{}有 {} 处说法无法衡量（{}），没有数量、标准或期限可以核对。",
                               shown_place(passage), parts.size(), joined(words, kShown));
  answer.expected = "换成数量、标准或期限";
  answer.actual = joined(words, kShown);
  answer.confidence = 0.95;
  failures.add(passage, std::move(answer));
}

}  // namespace

void check_goal_vague(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  for_each_goal(input, [&](const Passage& passage) {
    if (is_slogan_only(passage.text(), passage.quantities, input.lexicon)) return;
    check_passage(passage, input.lexicon, failures);
  });
  // What is vague in the tasks of running the project (制度健全, 分工合理) is GO08's.
  for_each_task(input, [&](const Passage& passage) {
    if (is_management_task(*passage.task, input.lexicon)) return;
    check_passage(passage, input.lexicon, failures);
  });
}

}  // namespace jx
