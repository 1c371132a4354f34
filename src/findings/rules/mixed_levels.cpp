// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "findings/evidence.h"
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

}  // namespace

void check_mixed_levels(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  const WordMap& mixtures = input.lexicon.map("mixed-level-term");
  for_each_passage(input, [&](const Passage& passage) {
    const std::string_view text = passage.text();
    for (const auto& [term, levels] : mixtures.entries) {
      const std::size_t place = text.find(term);
      if (place == std::string_view::npos) continue;
      const TextRange phrase = phrase_from(text, place, place + term.size());
      Answer answer = answer_about(passage);
      answer.message = fmt::format("{}的{}把{}合成一个说法，分不清算哪一类指标。",
                                   shown_place(passage), in_quotes(phrase.of(text)), levels);
      answer.evidence = {evidence_of(*passage.words, phrase.begin, phrase.end)};
      answer.expected = "产出和效益分开写";
      answer.actual = phrase.of(text);
      answer.confidence = 0.7;
      failures.add(passage, std::move(answer));
      return;
    }
  });
}

}  // namespace jx
