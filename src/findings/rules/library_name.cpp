// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

std::string_view opening_bracket_in(std::string_view name) {
  if (contains(name, "（")) return "（";
  return contains(name, "(") ? "(" : std::string_view{};
}

/// Brackets, spaces and the connecting signs of a library entry.
bool is_sign(char32_t character) noexcept {
  return character == U'（' || character == U'）' || character == U'(' || character == U')' ||
         character == U'、' || character == U'/' || character == U'／' || is_space(character);
}

/// Nothing is left of the name but general words: no project put anything of its own in it.
bool only_general_words(std::string_view words, const WordList& general) {
  std::size_t position = 0;
  while (position < words.size()) {
    if (const auto word = general.find_prefix_of(words.substr(position))) {
      position += word->size();
      continue;
    }
    if (!is_sign(next_character(words, position))) return false;
  }
  return true;
}

}  // namespace

/// NM07: an entry of the common library taken over with its brackets: 培训（参会）人次.
void check_library_name(const RuleInput& input, FindingSink& sink) {
  const WordList& general = input.lexicon.words("library-entry-noun");
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const std::string& name = indicator.name.text;
      const std::string_view bracket = opening_bracket_in(name);
      // A bracket at the very end is a unit or a remark, not a choice of words.
      if (bracket.empty() || name.find(bracket) == 0) continue;
      const MeasureWord* const measure = measures.find(name);
      if (measure == nullptr || !name.ends_with(measure->word)) continue;
      const std::string_view before =
          std::string_view(name).substr(0, name.size() - measure->word.size());
      if (!contains(before, bracket) || !only_general_words(before, general)) continue;
      if (!is_named_row(indicator)) continue;
      verdicts.bad(indicator, name_evidence(indicator, before.substr(before.find(bracket))));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format("{} 个指标直接照搬共性指标库的带括号名称：{}。",
                                                verdicts.bad_count(), verdicts.bad_names()));
    answer.expected = "去掉括号，写出本项目的具体对象";
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
