// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// "提升区域经济竞争力": an outcome that a hundred other things decide.
namespace jx {
namespace {

/// 提升城市形象, or 城市形象得到提升: where the outcome and its verb stand in the clause.
struct Claim {
  TextRange range;
  std::string_view verb;
  std::string_view outcome;
};

/// The verb behind the outcome, words of degree between them left out.
std::optional<WordMatch> verb_behind(std::string_view words, std::size_t place,
                                     const Lexicon& lexicon) {
  const WordList& degrees = lexicon.words("degree-word");
  if (const auto tail = lexicon.words("outcome-tail").find_prefix_of(words.substr(place))) {
    place += tail->size();
  }
  while (const auto degree = degrees.find_prefix_of(words.substr(place))) place += degree->size();
  const auto verb = lexicon.words("improvement-verb").find_prefix_of(words.substr(place));
  if (!verb) return std::nullopt;
  return WordMatch{.word = *verb, .begin = place, .end = place + verb->size()};
}

std::optional<Claim> find_claim(std::string_view words, const Lexicon& lexicon) {
  const auto outcome = lexicon.words("macro-outcome").find_in(words);
  if (!outcome) return std::nullopt;
  const auto before = lexicon.words("improvement-verb").find_in(words);
  if (before && before->begin < outcome->begin) {
    return Claim{{before->begin, outcome->end}, before->word, outcome->word};
  }
  const auto behind = verb_behind(words, outcome->end, lexicon);
  if (!behind) return std::nullopt;
  return Claim{{outcome->begin, behind->end}, behind->word, outcome->word};
}

/// 推动县域经济发展, 城市形象: the outcome itself is measured. 城市形象宣传片播放次数 measures a
/// film.
bool measures_outcome(std::string_view name, const Lexicon& lexicon) {
  if (find_claim(name, lexicon)) return true;
  const auto outcome = lexicon.words("macro-outcome").find_in(name);
  if (!outcome) return false;
  const std::string_view rest = without_end_brackets(name.substr(outcome->end));
  return rest.empty() || lexicon.words("outcome-tail").contains(rest);
}

void check_passage(const Passage& passage, const Lexicon& lexicon, PassageFailures& failures) {
  const std::string_view text = passage.text();
  const WordList& outcomes = lexicon.words("macro-outcome");
  if (!outcomes.find_in(text)) return;
  std::vector<std::string> words;
  Answer answer = answer_about(passage);
  for (const TextRange& clause : clauses_of(text)) {
    const auto claim = find_claim(clause.of(text), lexicon);
    if (!claim || has_measure_in(passage.quantities, text, clause)) continue;
    words.push_back(in_quotes(fmt::format("{}…{}", claim->verb, claim->outcome)));
    answer.evidence.push_back(evidence_of(*passage.words, clause.begin + claim->range.begin,
                                          clause.begin + claim->range.end));
  }
  if (words.empty()) return;
  answer.message = fmt::format("{}的效果（{}）不是本项目所能左右的，无法归因", shown_place(passage),
                               joined(words));
  if (!has_measure_or_deadline(passage.quantities, text)) {
    answer.message += "，也没有数量和期限";
  }
  answer.message += "。";
  answer.expected = "本项目直接带来、能取得数据的效果";
  answer.actual = joined(words);
  answer.confidence = passage.kind == PassageKind::Task ? 0.95 : 0.7;
  failures.add(passage, std::move(answer));
}

void check_rows(const ProjectFacts& facts, const Lexicon& lexicon, FindingSink& sink) {
  Answer answer = answer_about(*facts.project);
  std::vector<std::string> names;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (!indicator.level1.has_value() || *indicator.level1 != Level1::Benefit) continue;
    const auto outcome = lexicon.words("macro-outcome").find_in(indicator.name.text);
    if (!outcome || !is_in_use(indicator)) continue;
    if (!measures_outcome(indicator.name.text, lexicon)) continue;
    names.push_back(shown_name(indicator));
    answer.evidence.push_back(evidence_of(indicator.name, outcome->begin, outcome->end));
  }
  if (names.empty()) return;
  answer.message =
      fmt::format("效益指标{}是宏观结果，不是本项目所能左右的，无法归因。", joined(names));
  answer.expected = "本项目直接带来、能取得数据的效果";
  answer.actual = joined(names);
  answer.confidence = 0.7;
  sink.fail(std::move(answer));
}

}  // namespace

void check_macro_effect(const RuleInput& input, FindingSink& sink) {
  {
    PassageFailures failures(sink);
    const auto check = [&](const Passage& passage) {
      check_passage(passage, input.lexicon, failures);
    };
    for_each_goal(input, check);
    for_each_task(input, check);
  }
  for (const ProjectFacts& facts : input.facts.projects) check_rows(facts, input.lexicon, sink);
}

}  // namespace jx
