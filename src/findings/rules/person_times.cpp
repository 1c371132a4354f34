// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool counts_heads(Dimension dimension) {
  return dimension == Dimension::People || dimension == Dimension::Household;
}

bool counts_times(Dimension dimension) {
  return dimension == Dimension::PersonTimes || dimension == Dimension::PersonDays;
}

/// "培训人数 960 人次": the words count people, the unit counts attendances.
bool is_named_as_people(std::string_view text, const Quantity& quantity, const Lexicon& lexicon) {
  std::size_t begin = quantity.begin;
  if (const auto verb = word_before(text, begin, lexicon.words("reach-word"))) {
    begin = text.rfind(*verb, begin - 1);
  }
  return word_before(text, begin, lexicon.words("people-count-word")).has_value();
}

/// "420 人次 … 为 420 人解决就业": the attendances come back as people, in what is said to follow
/// from them. The same number of other people (招录 50 人，培训 50 人次) is no mix-up.
const Quantity* find_twin(const Passage& passage, const Quantity& quantity,
                          const Lexicon& lexicon) {
  if (!quantity.value) return nullptr;
  const std::string_view text = passage.text();
  const TextRange sentence = sentence_at(text, quantity.begin);
  for (const Quantity& other : passage.quantities) {
    if (other.begin < quantity.end || other.begin >= sentence.end || other.per_each) continue;
    if (!counts_heads(other.unit.dimension) || other.value != quantity.value) continue;
    if (lexicon.words("derived-word").find_in(clause_at(text, other.begin).of(text))) return &other;
  }
  return nullptr;
}

/// What the end of a name counts, by the unit that it asks for; Unknown when it is no such count.
Dimension counted_by(std::string_view name) {
  struct Ending {
    std::string_view words;
    Dimension dimension;
  };
  constexpr std::array<Ending, 6> kEndings = {{{"人次", Dimension::PersonTimes},
                                               {"人次数", Dimension::PersonTimes},
                                               {"人数", Dimension::People},
                                               {"人员数", Dimension::People},
                                               {"人员数量", Dimension::People},
                                               {"户数", Dimension::Household}}};
  const std::string_view text = without_end_brackets(name);
  for (const Ending& ending : kEndings) {
    if (text.ends_with(ending.words)) return ending.dimension;
  }
  return Dimension::Unknown;
}

/// 参训人数 ≥ 300 人次: the name counts heads, the unit attendances, or households.
void check_rows(const ProjectFacts& facts, FindingSink& sink) {
  RowVerdicts verdicts(facts);
  std::vector<std::string> targets;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    const Dimension meant = counted_by(indicator.name.text);
    const Dimension given = unit_of(indicator).dimension;
    if (meant == Dimension::Unknown || meant == given) continue;
    if (!counts_heads(given) && !counts_times(given)) continue;
    if (number_of(indicator) == nullptr || !is_named_row(indicator)) continue;
    targets.push_back(shown_target(indicator));
    verdicts.bad(indicator, name_evidence(indicator));
  }
  if (!verdicts.any_bad()) return;
  Answer answer =
      verdicts.failed(fmt::format("{} 个指标的名称与单位一个数人、一个数次或户：{}（{}）。",
                                  verdicts.bad_count(), verdicts.bad_names(), joined(targets, 6)));
  answer.expected = "人数用人，参加次数用人次，家庭用户，名称与单位一致";
  answer.actual = joined(targets, 6);
  answer.confidence = 0.7;
  sink.fail(std::move(answer));
}

}  // namespace

void check_person_times(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) check_rows(facts, sink);
  PassageFailures failures(sink);
  for_each_passage(input, [&](const Passage& passage) {
    const std::string_view text = passage.text();
    for (const Quantity& quantity : passage.quantities) {
      if (!counts_times(quantity.unit.dimension)) continue;
      Answer answer = answer_about(passage);
      if (const Quantity* twin = find_twin(passage, quantity, input.lexicon)) {
        answer.message = fmt::format("{}先写{}，后写{}：同一个数，先按{}后按{}，两者不能互换。",
                                     shown_place(passage), in_quotes(quantity.raw),
                                     in_quotes(twin->raw), quantity.unit.name, twin->unit.name);
        answer.evidence = {evidence_of(*passage.words, quantity.begin, quantity.end),
                           evidence_of(*passage.words, twin->begin, twin->end)};
        answer.actual = fmt::format("{}、{}", quantity.raw, twin->raw);
      } else if (is_named_as_people(text, quantity, input.lexicon)) {
        answer.message =
            fmt::format("{}写的是“人数”，单位却是{}（{}）：一人参加多次时两者不等。",
                        shown_place(passage), in_quotes(quantity.unit.name), quantity.raw);
        answer.evidence = {evidence_of(*passage.words, quantity.begin, quantity.end)};
        answer.actual = quantity.raw;
      } else {
        continue;
      }
      answer.expected = "人数用人，参加次数用人次，时长用人天，各写各的数";
      answer.confidence = 0.95;
      failures.add(passage, std::move(answer));
      return;
    }
  });
}

}  // namespace jx
