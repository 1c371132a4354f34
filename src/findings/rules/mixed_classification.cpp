// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/count_parts.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// By what a label divides: 旅游类 by trade, 线上 by channel, 市级 by level. "" when nobody can
/// say.
std::string_view dimension_of(std::string_view label, const Lexicon& lexicon) {
  std::string_view found;
  std::size_t last = 0;
  for (const auto& [cue, dimension] : lexicon.map("classification-cue").entries) {
    const std::size_t place = label.rfind(cue);
    if (place == std::string_view::npos || (!found.empty() && place < last)) continue;
    found = dimension;
    last = place;
  }
  return found;
}

std::set<std::string_view> dimensions_of(const CountSplit& split, std::string_view text,
                                         const Lexicon& lexicon) {
  std::set<std::string_view> dimensions;
  for (const CountPart& part : split.parts) {
    dimensions.insert(dimension_of(part.label.of(text), lexicon));
  }
  dimensions.erase("");
  return dimensions;
}

/// Some parts are named as classes (旅游类) and some are not (线下实体销售).
bool mixes_forms(const CountSplit& split, std::string_view text, const Lexicon& lexicon) {
  const WordList& suffixes = lexicon.words("class-suffix");
  const auto named =
      std::count_if(split.parts.begin(), split.parts.end(), [&](const CountPart& part) {
        return suffixes.find_suffix_of(part.label.of(text)).has_value();
      });
  return named > 0 && named < static_cast<std::ptrdiff_t>(split.parts.size());
}

bool all_labelled(const CountSplit& split) {
  return std::none_of(split.parts.begin(), split.parts.end(),
                      [](const CountPart& part) { return part.label.empty(); });
}

void check_split(const Passage& passage, const CountSplit& split, const Lexicon& lexicon,
                 PassageFailures& failures) {
  const std::string_view text = passage.text();
  if (!split.exhaustive || split.total->unit.dimension != Dimension::Count) return;
  if (!all_labelled(split)) return;
  const std::set<std::string_view> dimensions = dimensions_of(split, text, lexicon);
  if (dimensions.size() < 2 && !mixes_forms(split, text, lexicon)) return;
  std::vector<std::string> labels;
  for (const CountPart& part : split.parts) labels.push_back(in_quotes(part.label.of(text)));
  Answer answer = answer_about(passage);
  answer.message = fmt::format("{}把{}分成{}，不是按同一个标准分类", shown_place(passage),
                               in_quotes(split.total->raw), joined(labels));
  if (dimensions.size() >= 2) {
    std::vector<std::string> names(dimensions.begin(), dimensions.end());
    answer.message += fmt::format("（{}混在一起）", joined(names));
  }
  answer.message += "，各类之间可能交叉。";
  const TextRange range = split.range();
  answer.evidence = {evidence_of(*passage.words, range.begin, range.end)};
  answer.expected = "各部分按同一个标准分类";
  answer.actual = joined(labels);
  answer.confidence = 0.4;
  failures.add(passage, std::move(answer));
}

}  // namespace

void check_mixed_classification(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  for_each_passage(input, [&](const Passage& passage) {
    for (const CountSplit& split :
         find_count_splits(passage.text(), passage.quantities, input.lexicon)) {
      check_split(passage, split, input.lexicon, failures);
    }
  });
}

}  // namespace jx
