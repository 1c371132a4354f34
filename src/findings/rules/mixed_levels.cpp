// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/map_words.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// The term and what it is the measure of: 经济效益产出 + 目标额.
TextRange phrase_from(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kTail = 12;  // four characters
  const std::string_view behind =
      text.substr(end, std::min(kTail, clause_at(text, begin).end - end));
  TextRange phrase{begin, end};
  for (const std::string_view measure : {"额", "数", "量", "值", "率", "指标", "目标"}) {
    const std::size_t found = behind.rfind(measure);
    if (found != std::string_view::npos) {
      phrase.end = std::max(phrase.end, end + found + measure.size());
    }
  }
  return phrase;
}

std::string_view value_of(const WordMap& map, std::string_view key) {
  for (const auto& [term, level] : map.entries) {
    if (term == key) return level;
  }
  return {};
}

/// Finds a term of one level-1 that runs on into a term of another: 社会效益 + 产出.
class MixedTerms {
 public:
  explicit MixedTerms(const Lexicon& lexicon)
      : fronts_(lexicon.map("level-term")),
        backs_(lexicon.map("level-term-behind")),
        exceptions_(lexicon.words("mixed-level-exception")),
        front_words_(keys_of(fronts_)),
        back_words_(keys_of(backs_)) {}

  struct Match {
    TextRange phrase;
    std::string levels;  ///< 效益和产出
  };

  std::optional<Match> find_in(std::string_view text) const {
    if (!front_words_.find_in(text)) return std::nullopt;
    for (const WordMatch& front : front_words_.find_all_in(text)) {
      const auto back = back_words_.find_prefix_of(text.substr(front.end));
      if (!back || exceptions_.find_prefix_of(text.substr(front.begin))) continue;
      const std::string_view first = value_of(fronts_, front.word);
      const std::string_view second = value_of(backs_, *back);
      if (first == second) continue;
      return Match{.phrase = phrase_from(text, front.begin, front.end + back->size()),
                   .levels = fmt::format("{}和{}", first, second)};
    }
    return std::nullopt;
  }

 private:
  const WordMap& fronts_;
  const WordMap& backs_;
  const WordList& exceptions_;
  WordList front_words_;
  WordList back_words_;
};

Answer answer_for(Answer answer, const Words& words, std::string_view place,
                  const MixedTerms::Match& match) {
  const std::string_view phrase = match.phrase.of(words.text);
  answer.message = fmt::format("{}的{}把{}合成一个说法，分不清算哪一类指标。", place,
                               in_quotes(phrase), match.levels);
  answer.evidence = {evidence_of(words, match.phrase.begin, match.phrase.end)};
  answer.expected = fmt::format("{}分开写", match.levels);
  answer.actual = phrase;
  answer.confidence = 0.7;
  return answer;
}

}  // namespace

/// GO12: one phrase out of the terms of two level-1s, in a text or in a name.
void check_mixed_levels(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  const auto& terms = input.prepared.get<MixedTerms>();
  for_each_passage(input, [&](const Passage& passage) {
    const auto match = terms.find_in(passage.text());
    if (!match) return;
    failures.add(passage,
                 answer_for(answer_about(passage), *passage.words, shown_place(passage), *match));
  });
  for_each_task(input, [&](const Passage& passage) {
    const Words& name = passage.task->name;
    const auto match = terms.find_in(name.text);
    if (match) failures.add(passage, answer_for(answer_about(passage), name, "任务名称", *match));
  });
  for (const ProjectFacts& facts : input.facts.projects) {
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const auto match = terms.find_in(indicator.name.text);
      if (!match) continue;
      sink.fail(answer_for(answer_about(*facts.project), indicator.name, "三级指标", *match));
    }
  }
}

}  // namespace jx
