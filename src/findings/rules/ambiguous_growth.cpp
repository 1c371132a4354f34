// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// "在原有销量基础上增长至100%以上": more by 100 %, or 100 % of what there was?
namespace jx {
namespace {

struct Growth {
  WordMatch verb;
  const Quantity* percent = nullptr;
};

/// What grows to less than the whole of what it was does not grow: 机械化水平提高到 85% speaks of
/// a level.
const Decimal kWhole(100);

/// 至 100%, 达到 100%: the sign may have been read as part of the quantity or not.
bool is_reached(std::string_view text, const Quantity& quantity, const Lexicon& lexicon) {
  const WordList& words = lexicon.words("reach-word");
  return words.find_prefix_of(quantity.raw) || word_before(text, quantity.begin, words);
}

/// What grows is itself a rate: 覆盖率提高到 95%. A clause that begins with the verb (优良率上升，
/// 提高到 62%) goes on about what its sentence spoke of.
bool is_about_rate(std::string_view text, std::size_t clause, std::size_t end,
                   const WordMatch& verb, const Lexicon& lexicon) {
  constexpr std::size_t kShortest = 6;  ///< Bytes of a subject: two Han characters.
  const bool subject = trimmed(text.substr(clause, verb.begin)).size() >= kShortest;
  const std::size_t from = subject ? clause : sentence_at(text, clause).begin;
  return lexicon.words("rate-word").find_in(text.substr(from, end - from)).has_value();
}

/// 增长 … 至 100%: the percentage is what is reached, and what grows is itself no rate.
std::optional<Growth> find_growth(const Passage& passage, const Lexicon& lexicon) {
  const std::string_view text = passage.text();
  const WordList& verbs = lexicon.words("growth-verb");
  if (!verbs.find_in(text)) return std::nullopt;
  for (const Quantity& quantity : passage.quantities) {
    if (quantity.unit.dimension != Dimension::Ratio || !is_measure(quantity, text)) continue;
    if (!is_reached(text, quantity, lexicon) || *quantity.value < kWhole) continue;
    const TextRange clause = clause_at(text, quantity.begin);
    const std::string_view before = text.substr(clause.begin, quantity.begin - clause.begin);
    const std::vector<WordMatch> found = verbs.find_all_in(before);
    if (found.empty() ||
        is_about_rate(text, clause.begin, quantity.begin, found.front(), lexicon)) {
      continue;
    }
    WordMatch verb = found.back();
    verb.begin += clause.begin;
    verb.end += clause.begin;
    return Growth{.verb = verb, .percent = &quantity};
  }
  return std::nullopt;
}

/// The one amount in front of the percentage that it can only be taken of.
const Quantity* find_base(const Passage& passage, const Growth& growth, const Lexicon& lexicon) {
  const Quantity* base = nullptr;
  for (const Quantity& quantity : passage.quantities) {
    if (quantity.begin >= growth.verb.begin) break;
    if (!is_money(quantity, passage.text(), lexicon)) continue;
    if (base != nullptr) return nullptr;
    base = &quantity;
  }
  return base;
}

/// "1000 万的 100%", worked out; empty when it overflows.
std::string part_of(const Quantity& base, const Decimal& percent) {
  const Result<Decimal> product = base.value->times(percent);
  if (!product.ok()) return {};
  const Result<Decimal> part = product->divided_by(Decimal(100), 4);
  return part.ok() ? fmt::format("{} {}", part->trimmed().to_string(), base.unit.name)
                   : std::string();
}

std::string readings(const Growth& growth, const Quantity* base) {
  const Decimal& percent = *growth.percent->value;
  const std::string shown = percent.to_string() + "%";
  std::string more;
  std::string reached;
  if (base != nullptr && base->value) {
    const Result<Decimal> sum = percent.plus(Decimal(100));
    const std::string grown = sum.ok() ? part_of(*base, *sum) : std::string();
    const std::string part = part_of(*base, percent);
    if (!grown.empty()) more = fmt::format("（以 {} 为基数是 {}）", base->raw, grown);
    if (!part.empty()) reached = fmt::format("（{}）", part);
  }
  return fmt::format("可读作在基数上再增 {}{}，也可读作达到基数的 {}{}", shown, more, shown,
                     reached);
}

}  // namespace

void check_ambiguous_growth(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  for_each_passage(input, [&](const Passage& passage) {
    const std::optional<Growth> growth = find_growth(passage, input.lexicon);
    if (!growth) return;
    const Quantity* base = find_base(passage, *growth, input.lexicon);
    const std::string_view phrase =
        passage.text().substr(growth->verb.begin, growth->percent->end - growth->verb.begin);
    Answer answer = answer_about(passage);
    answer.message = fmt::format("{}的{}有歧义：{}。", shown_place(passage), in_quotes(phrase),
                                 readings(*growth, base));
    answer.evidence = {evidence_of(*passage.words, growth->verb.begin, growth->percent->end)};
    answer.expected = "写明基数、目标值，或“比某年增长百分之几”";
    answer.actual = phrase;
    answer.confidence = 0.95;
    failures.add(passage, std::move(answer));
  });
}

}  // namespace jx
