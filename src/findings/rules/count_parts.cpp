// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/count_parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// More parts than any sentence has; hostile texts do not make us walk further.
constexpr std::size_t kMostParts = 50;

constexpr std::array<std::string_view, 5> kListMarks = {"、", "和", "及", "以及", "与"};

bool may_be_part(const Quantity& part, const Quantity& total) {
  return part.kind == QuantityKind::Number && part.value && !part.per_each &&
         part.unit.dimension == total.unit.dimension &&
         (part.unit.dimension != Dimension::Count || part.unit.name == total.unit.name);
}

bool has_list_mark(std::string_view between) {
  return std::any_of(kListMarks.begin(), kListMarks.end(),
                     [&](std::string_view mark) { return contains(between, mark); });
}

bool has_break(std::string_view text, std::size_t begin, std::size_t end) {
  return sentence_at(text, begin).end < end;
}

TextRange trimmed_range(std::string_view text, TextRange range) {
  const std::string_view words = trimmed(range.of(text));
  if (words.empty()) return {};
  const auto begin = static_cast<std::size_t>(words.data() - text.data());
  return {begin, begin + words.size()};
}

/// The words behind the number, up to the next list mark, clause end or total.
TextRange label_behind(std::string_view text, std::size_t begin, std::size_t end) {
  TextRange label{begin, std::min(end, clause_at(text, begin).end)};
  for (const std::string_view mark :
       {std::string_view("、"), std::string_view("的共"), std::string_view("共")}) {
    const std::size_t found = label.of(text).find(mark);
    if (found != std::string_view::npos) label.end = label.begin + found;
  }
  label = trimmed_range(text, label);
  constexpr std::string_view kOf = "的";
  if (label.of(text).ends_with(kOf)) label.end -= kOf.size();
  return label;
}

/// The words in front of the number, back to the last list mark or clause begin.
TextRange label_before(std::string_view text, std::size_t begin, std::size_t end) {
  TextRange label{std::max(begin, clause_at(text, end).begin), end};
  for (const std::string_view mark : {std::string_view("、"), std::string_view("其中")}) {
    const std::size_t found = label.of(text).rfind(mark);
    if (found != std::string_view::npos) label.begin += found + mark.size();
  }
  return trimmed_range(text, label);
}

/// Labels stand behind the numbers ("2 个旅游类、5 个…") or in front of them ("旅游类 2 个、…").
void add_labels(std::string_view text, CountSplit& split, std::size_t from, std::size_t to) {
  const bool behind =
      split.exhaustive && !label_behind(text, split.parts.front().quantity->end, to).empty();
  std::size_t previous = from;
  for (CountPart& part : split.parts) {
    part.label = behind ? label_behind(text, part.quantity->end, to)
                        : label_before(text, previous, part.quantity->begin);
    previous = part.quantity->end;
  }
}

std::optional<CountSplit> split_in_front(std::string_view text,
                                         std::span<const Quantity> quantities, std::size_t total) {
  CountSplit split{.total = &quantities[total], .parts = {}, .exhaustive = true};
  const Quantity* next = nullptr;
  for (std::size_t index = total; index-- > 0 && split.parts.size() < kMostParts;) {
    const Quantity& part = quantities[index];
    if (!may_be_part(part, *split.total) || has_break(text, part.end, split.total->begin)) break;
    if (next != nullptr && !has_list_mark(text.substr(part.end, next->begin - part.end))) break;
    split.parts.push_back({.quantity = &part, .label = {}});
    next = &part;
  }
  if (split.parts.size() < 2) return std::nullopt;
  std::reverse(split.parts.begin(), split.parts.end());
  add_labels(text, split, clause_at(text, split.parts.front().quantity->begin).begin,
             split.total->begin);
  return split;
}

/// "15 个（城区 6 个、乡镇 8 个）": the bracket behind the total holds nothing but its parts.
bool fills_bracket(std::string_view text, const CountSplit& split) {
  const std::string_view opened = trimmed(
      text.substr(split.total->end, split.parts.front().quantity->begin - split.total->end));
  const std::string_view closed = trimmed(text.substr(split.parts.back().quantity->end));
  return (opened.starts_with("（") || opened.starts_with("(")) &&
         (closed.starts_with("）") || closed.starts_with(")"));
}

bool opens_bracket(std::string_view between) {
  const std::string_view words = trimmed(between);
  return words.starts_with("（") || words.starts_with("(");
}

std::optional<CountSplit> split_behind(std::string_view text, std::span<const Quantity> quantities,
                                       std::size_t total, const Lexicon& lexicon) {
  CountSplit split{.total = &quantities[total], .parts = {}, .exhaustive = false};
  const TextRange sentence = sentence_at(text, split.total->begin);
  for (std::size_t index = total + 1; index < quantities.size() && split.parts.size() < kMostParts;
       ++index) {
    const Quantity& part = quantities[index];
    if (part.begin >= sentence.end || !may_be_part(part, *split.total)) break;
    const std::size_t from =
        split.parts.empty() ? split.total->end : split.parts.back().quantity->end;
    const std::string_view between = text.substr(from, part.begin - from);
    const bool follows =
        split.parts.empty()
            ? opens_bracket(between) || lexicon.words("parts-cue").find_in(between).has_value()
            : has_list_mark(between) || contains(between, "，");
    if (!follows) break;
    split.parts.push_back({.quantity = &part, .label = {}});
  }
  if (split.parts.size() < 2) return std::nullopt;
  add_labels(text, split, split.total->end, sentence.end);
  // Without 其中 or 含 in it, such a bracket lists all the parts there are.
  const std::string_view listed =
      text.substr(split.total->end, split.parts.front().quantity->begin - split.total->end);
  split.exhaustive = fills_bracket(text, split) && !lexicon.words("parts-cue").find_in(listed);
  return split;
}

}  // namespace

std::optional<Decimal> CountSplit::sum() const {
  DecimalSum sum;
  for (const CountPart& part : parts) {
    const std::optional<Decimal> value = in_base_unit(*part.quantity);
    if (!value) return std::nullopt;
    sum.add(*value);
  }
  const Result<Decimal> total_of_parts = sum.total();
  if (!total_of_parts.ok()) return std::nullopt;
  return *total_of_parts;
}

TextRange CountSplit::range() const noexcept {
  return {std::min(total->begin, parts.front().quantity->begin),
          std::max(total->end, parts.back().quantity->end)};
}

std::vector<CountSplit> find_count_splits(std::string_view text,
                                          std::span<const Quantity> quantities,
                                          const Lexicon& lexicon) {
  std::vector<CountSplit> splits;
  if (quantities.size() < 3) return splits;
  const WordList& total_cues = lexicon.words("total-cue");
  for (std::size_t index = 0; index < quantities.size(); ++index) {
    const Quantity& total = quantities[index];
    if (!is_exact(total) || total.per_each || total.unit.dimension == Dimension::Unknown) continue;
    std::optional<CountSplit> split;
    if (index >= 2 && word_before(text, total.begin, total_cues)) {
      split = split_in_front(text, quantities, index);
    }
    if (!split) split = split_behind(text, quantities, index, lexicon);
    if (split) splits.push_back(std::move(*split));
  }
  return splits;
}

}  // namespace jx
