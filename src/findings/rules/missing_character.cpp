// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/map_words.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// 加完善 that is not the end of 更加完善: a phrase whose first character fell off. The phrases and
/// the characters that may stand in front of each of them are data.
namespace jx {
namespace {

/// The last character in front of the place, as UTF-8; empty at the beginning.
std::string_view character_before(std::string_view text, std::size_t place) {
  if (place == 0) return {};
  std::size_t begin = place - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xc0U) == 0x80U) --begin;
  return text.substr(begin, place - begin);
}

class MissingCharacters {
 public:
  explicit MissingCharacters(const Lexicon& lexicon)
      : phrases_(lexicon.map("missing-character")),
        allowed_(lexicon.map("missing-character-allowed-before")),
        finder_(keys_of(phrases_)) {}

  struct Match {
    WordMatch phrase;
    std::string_view whole;  ///< 更加完善
  };

  std::optional<Match> find_in(std::string_view text) const {
    if (!finder_.find_in(text)) return std::nullopt;
    for (const WordMatch& match : finder_.find_all_in(text)) {
      const std::string_view before = character_before(text, match.begin);
      if (!is_allowed(match.word, before)) {
        return Match{.phrase = match, .whole = value_of(phrases_, match.word)};
      }
    }
    return std::nullopt;
  }

 private:
  static std::string_view value_of(const WordMap& map, std::string_view key) {
    for (const auto& [phrase, value] : map.entries) {
      if (phrase == key) return value;
    }
    return {};
  }
  bool is_allowed(std::string_view phrase, std::string_view before) const {
    return !before.empty() && value_of(allowed_, phrase).find(before) != std::string_view::npos;
  }

  const WordMap& phrases_;
  const WordMap& allowed_;
  WordList finder_;
};

Answer answer_for(Answer answer, const Words& words, std::string_view place,
                  const MissingCharacters::Match& match) {
  answer.message = fmt::format("{}的{}前面疑缺一字，应为{}。", place, in_quotes(match.phrase.word),
                               in_quotes(match.whole));
  answer.evidence = {evidence_of(words, match.phrase.begin, match.phrase.end)};
  answer.expected = match.whole;
  answer.actual = match.phrase.word;
  answer.confidence = 0.95;
  return answer;
}

}  // namespace

void check_missing_character(const RuleInput& input, FindingSink& sink) {
  const auto& phrases = input.prepared.get<MissingCharacters>();
  PassageFailures failures(sink);
  for_each_passage(input, [&](const Passage& passage) {
    const auto match = phrases.find_in(passage.text());
    if (!match) return;
    failures.add(passage,
                 answer_for(answer_about(passage), *passage.words, shown_place(passage), *match));
  });
  for (const ProjectFacts& facts : input.facts.projects) {
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const auto match = phrases.find_in(indicator.name.text);
      if (!match) continue;
      sink.fail(answer_for(answer_about(*facts.project), indicator.name, "三级指标", *match));
    }
  }
}

}  // namespace jx
