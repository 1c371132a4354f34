// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// A target that begins as an amount of money (销售计划 1000 万) and goes on as a volume
/// (原有销量): growth of the one is not growth of the other.
namespace jx {
namespace {

const Quantity* find_value(const Passage& passage, const Lexicon& lexicon) {
  const std::string_view text = passage.text();
  for (const Quantity& quantity : passage.quantities) {
    if (!is_money(quantity, text, lexicon)) continue;
    const std::string_view clause = clause_at(text, quantity.begin).of(text);
    if (lexicon.words("sales-word").find_in(clause)) return &quantity;
  }
  return nullptr;
}

/// The volume is what growth is reckoned from: 原有销量基础上.
bool is_base(std::string_view text, const WordMatch& volume, const Lexicon& lexicon) {
  const std::size_t end = clause_at(text, volume.begin).end;
  return lexicon.words("base-word").find_in(text.substr(volume.end, end - volume.end)).has_value();
}

/// A volume with a count of its own (销量 500 件) is a second target, not a mix-up.
bool has_own_count(const Passage& passage, const WordMatch& volume) {
  const TextRange clause = clause_at(passage.text(), volume.begin);
  return std::any_of(passage.quantities.begin(), passage.quantities.end(),
                     [&](const Quantity& quantity) {
                       using enum Dimension;
                       const Dimension dimension = quantity.unit.dimension;
                       return quantity.begin >= clause.begin && quantity.begin < clause.end &&
                              dimension != Ratio && dimension != Money &&
                              dimension != BareMultiple && quantity.kind == QuantityKind::Number;
                     });
}

/// The amount of money that the clause gives as the volume itself: 销量 90 万元, 销量增加 30 万元.
const Quantity* find_money_volume(const Passage& passage, const WordMatch& volume,
                                  const Lexicon& lexicon) {
  const std::string_view text = passage.text();
  const std::size_t end = clause_at(text, volume.begin).end;
  for (const Quantity& quantity : passage.quantities) {
    if (quantity.begin < volume.end || quantity.begin >= end) continue;
    const bool money = quantity.unit.dimension == Dimension::Money;
    const std::string_view between = text.substr(volume.end, quantity.begin - volume.end);
    return money && !lexicon.words("sales-word").find_in(between) ? &quantity : nullptr;
  }
  return nullptr;
}

bool report_money_volume(const Passage& passage, const WordMatch& volume, const Lexicon& lexicon,
                         PassageFailures& failures) {
  const Quantity* const money = find_money_volume(passage, volume, lexicon);
  if (money == nullptr) return false;
  Answer answer = answer_about(passage);
  answer.message = fmt::format("{}的{}是数量，写的却是金额{}。", shown_place(passage),
                               in_quotes(volume.word), in_quotes(money->raw));
  answer.evidence = {evidence_of(*passage.words, volume.begin, money->end)};
  answer.expected = "写销售额，或把单位改成件、吨等数量单位";
  answer.actual = fmt::format("{}：{}", volume.word, money->raw);
  answer.confidence = 0.9;
  failures.add(passage, std::move(answer));
  return true;
}

}  // namespace

void check_volume_and_value(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  for_each_passage(input, [&](const Passage& passage) {
    const std::string_view text = passage.text();
    const auto volume = input.lexicon.words("volume-word").find_in(text);
    if (!volume || report_money_volume(passage, *volume, input.lexicon, failures)) return;
    if (!is_base(text, *volume, input.lexicon)) return;
    if (has_own_count(passage, *volume)) return;
    const Quantity* value = find_value(passage, input.lexicon);
    if (value == nullptr) return;
    Answer answer = answer_about(passage);
    answer.message =
        fmt::format("{}的目标是金额{}，比较的基数却是{}（数量），口径不一致。",
                    shown_place(passage), in_quotes(value->raw), in_quotes(volume->word));
    answer.evidence = {evidence_of(*passage.words, value->begin, value->end),
                       evidence_of(*passage.words, volume->begin, volume->end)};
    answer.expected = "前后都用销售额，或另写销量及其单位";
    answer.actual = fmt::format("{}；{}", value->raw, volume->word);
    answer.confidence = 0.95;
    failures.add(passage, std::move(answer));
  });
}

}  // namespace jx
