// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>

#include "findings/evidence.h"
#include "findings/rules/count_parts.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// "2+5+3"
std::string shown_sum(const CountSplit& split) {
  std::string formula;
  for (const CountPart& part : split.parts) {
    if (!formula.empty()) formula += "+";
    formula += part.quantity->value->to_string();
  }
  return formula;
}

void check_split(const Passage& passage, const CountSplit& split, const Lexicon& lexicon,
                 PassageFailures& failures, FindingSink& sink) {
  const std::optional<Decimal> sum = split.sum();
  const std::optional<Decimal> total = in_base_unit(*split.total);
  if (!sum || !total) return;
  // Behind 其中 not every part need be named: only more than the whole is wrong.
  if (!split.exhaustive && *sum < *total) return;
  const TextRange range = split.range();
  const std::string_view sentence = sentence_at(passage.text(), range.begin).of(passage.text());
  if (*sum > *total && lexicon.words("overlap-word").find_in(sentence)) return;
  Answer answer = answer_about(passage);
  answer.evidence = {evidence_of(*passage.words, range.begin, range.end)};
  const std::string formula = shown_sum(split);
  if (*sum == *total) {
    answer.message = fmt::format("{}的分项之和与总数一致：{}={}。", shown_place(passage), formula,
                                 split.total->raw);
    sink.pass(std::move(answer));
    return;
  }
  const Result<Decimal> in_unit = sum->divided_by(split.total->unit.factor, 4);
  const std::string shown = in_unit.ok() ? in_unit->trimmed().to_string() : sum->to_string();
  answer.message = fmt::format("{}的分项加起来是 {}={} {}，与所写的{}不符。", shown_place(passage),
                               formula, shown, split.total->unit.name, in_quotes(split.total->raw));
  answer.expected = fmt::format("{} {}", shown, split.total->unit.name);
  answer.actual = split.total->raw;
  answer.confidence = 0.95;
  failures.add(passage, std::move(answer));
}

}  // namespace

void check_sum_mismatch(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  for_each_passage(input, [&](const Passage& passage) {
    for (const CountSplit& split :
         find_count_splits(passage.text(), passage.quantities, input.lexicon)) {
      check_split(passage, split, input.lexicon, failures, sink);
    }
  });
}

}  // namespace jx
