// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/map_words.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

class WrongCharacters {
 public:
  explicit WrongCharacters(const Lexicon& lexicon)
      : map_(lexicon.map("wrong-character")),
        allowed_(lexicon.words("wrong-character-allowed")),
        finder_(keys_of(map_)) {}

  std::vector<WordMatch> find_in(std::string_view text) const {
    if (!finder_.find_in(text)) return {};
    std::vector<WordMatch> found = finder_.find_all_in(text);
    const std::vector<WordMatch> right = allowed_.find_all_in(text);
    std::erase_if(found, [&](const WordMatch& match) {
      return std::any_of(right.begin(), right.end(), [&](const WordMatch& each) {
        return each.begin <= match.begin && match.end <= each.end;
      });
    });
    return found;
  }

  std::string_view right_form(std::string_view wrong) const {
    for (const auto& [from, to] : map_.entries) {
      if (from == wrong) return to;
    }
    return {};
  }

 private:
  const WordMap& map_;
  const WordList& allowed_;  ///< Longer words in which the letters are right.
  WordList finder_;
};

Answer answer_for(Answer answer, const Words& words, std::string_view place, const WordMatch& match,
                  std::string_view right) {
  answer.message =
      fmt::format("{}有错别字：{}应为{}。", place, in_quotes(match.word), in_quotes(right));
  answer.evidence = {evidence_of(words, match.begin, match.end)};
  answer.expected = right;
  answer.actual = match.word;
  answer.confidence = 0.95;
  return answer;
}

}  // namespace

void check_wrong_character(const RuleInput& input, FindingSink& sink) {
  const auto& wrong = input.prepared.get<WrongCharacters>();
  PassageFailures failures(sink);
  for_each_passage(input, [&](const Passage& passage) {
    for (const WordMatch& match : wrong.find_in(passage.text())) {
      failures.add(passage, answer_for(answer_about(passage), *passage.words, shown_place(passage),
                                       match, wrong.right_form(match.word)));
    }
  });
  for (const ProjectFacts& facts : input.facts.projects) {
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      for (const WordMatch& match : wrong.find_in(indicator.name.text)) {
        sink.fail(answer_for(answer_about(*facts.project), indicator.name, "三级指标", match,
                             wrong.right_form(match.word)));
      }
    }
  }
}

}  // namespace jx
