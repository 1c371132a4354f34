// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// "提升区域经济竞争力": an outcome that a hundred other things decide.
namespace jx {
namespace {

void check_passage(const Passage& passage, const Lexicon& lexicon, PassageFailures& failures) {
  const std::string_view text = passage.text();
  const WordList& outcomes = lexicon.words("macro-outcome");
  if (!outcomes.find_in(text)) return;
  std::vector<std::string> words;
  Answer answer = answer_about(passage);
  for (const TextRange& clause : clauses_of(text)) {
    const auto outcome = outcomes.find_in(clause.of(text));
    const auto verb = lexicon.words("improvement-verb").find_in(clause.of(text));
    if (!outcome || !verb || verb->begin > outcome->begin) continue;
    if (has_measure_in(passage.quantities, text, clause)) continue;
    words.push_back(in_quotes(std::string(verb->word) + "…" + std::string(outcome->word)));
    answer.evidence.push_back(
        evidence_of(*passage.words, clause.begin + verb->begin, clause.begin + outcome->end));
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
