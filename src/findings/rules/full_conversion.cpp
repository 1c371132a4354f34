// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// As many people find work as were trained: an outcome that equals the output supposes that every
/// single one succeeds.
namespace jx {
namespace {

bool counts_people(Dimension dimension) {
  return dimension == Dimension::People || dimension == Dimension::PersonTimes;
}

/// 培训后就业 speaks of an outcome, 就业培训 of training: what stands last is what is counted.
bool is_about_outcome(std::string_view words, const Lexicon& lexicon) {
  const std::vector<WordMatch> outcomes =
      find_all_outside(words, lexicon.words("outcome-word"), lexicon.words("outcome-exception"));
  if (outcomes.empty()) return false;
  const std::vector<WordMatch> trainings = lexicon.words("training-word").find_all_in(words);
  return trainings.empty() || trainings.back().begin < outcomes.back().begin;
}

const Quantity* find_outcome(const Passage& passage, const Quantity& reached,
                             const Lexicon& lexicon) {
  const std::string_view text = passage.text();
  for (const Quantity& quantity : passage.quantities) {
    if (quantity.begin <= reached.begin || !counts_people(quantity.unit.dimension)) continue;
    if (!quantity.value || *quantity.value != *reached.value || quantity.per_each) continue;
    if (is_about_outcome(clause_at(text, quantity.begin).of(text), lexicon)) return &quantity;
  }
  return nullptr;
}

void check_passage(const Passage& passage, const Lexicon& lexicon, PassageFailures& failures) {
  const std::string_view text = passage.text();
  for (const Quantity& reached : passage.quantities) {
    if (!counts_people(reached.unit.dimension) || !reached.value || reached.per_each) continue;
    const std::string_view clause = clause_at(text, reached.begin).of(text);
    if (!lexicon.words("training-word").find_in(clause)) continue;
    const Quantity* outcome = find_outcome(passage, reached, lexicon);
    if (outcome == nullptr) continue;
    Answer answer = answer_about(passage);
    answer.message = fmt::format("{}把 {} 直接当成 {}，等于假定转化率 100%，没有依据。",
                                 shown_place(passage), shown_value(reached), shown_value(*outcome));
    answer.evidence = {evidence_of(*passage.words, reached.begin, reached.end),
                       evidence_of(*passage.words, outcome->begin, outcome->end)};
    answer.expected = "按历史就业率或跟踪调查给出转化率";
    answer.actual = fmt::format("{} → {}", shown_value(reached), shown_value(*outcome));
    answer.confidence = 0.95;
    failures.add(passage, std::move(answer));
    return;
  }
}

/// Rows that count people, by what they count. More than this of one project are not compared.
constexpr std::size_t kMostRows = 200;

struct PeopleRows {
  std::vector<const Indicator*> trained;
  std::vector<const Indicator*> outcomes;
};

PeopleRows rows_of(const std::vector<Indicator>& indicators, const Lexicon& lexicon) {
  PeopleRows rows;
  for (const Indicator& indicator : indicators) {
    if (!counts_people(unit_of(indicator).dimension)) continue;
    if (!indicator.target.has_value() || !indicator.target->value) continue;
    const std::string_view name = indicator.name.text;
    if (is_about_outcome(name, lexicon)) {
      if (rows.outcomes.size() < kMostRows) rows.outcomes.push_back(&indicator);
    } else if (lexicon.words("training-word").find_in(name)) {
      if (rows.trained.size() < kMostRows) rows.trained.push_back(&indicator);
    }
  }
  return rows;
}

void check_project(const ProjectFacts& facts, const Lexicon& lexicon, FindingSink& sink) {
  const PeopleRows rows = rows_of(indicators_of(facts.goal_set), lexicon);
  for (const Indicator* trained : rows.trained) {
    for (const Indicator* outcome : rows.outcomes) {
      if (*trained->target->value != *outcome->target->value) continue;
      Answer answer = answer_about(*facts.project);
      answer.message = fmt::format("{}与{}的指标值都是 {}，等于假定参加的人全部转化，没有依据。",
                                   shown_name(*trained), shown_name(*outcome),
                                   trained->target->value->to_string());
      answer.evidence = {evidence_of(trained->target), evidence_of(outcome->target)};
      answer.expected = "按历史就业率或跟踪调查给出转化率";
      answer.actual = fmt::format("{} = {}", trained->target.raw, outcome->target.raw);
      answer.confidence = 0.7;
      sink.fail(std::move(answer));
      return;
    }
  }
}

}  // namespace

void check_full_conversion(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  for_each_passage(
      input, [&](const Passage& passage) { check_passage(passage, input.lexicon, failures); });
  for (const ProjectFacts& facts : input.facts.projects) check_project(facts, input.lexicon, sink);
}

}  // namespace jx
