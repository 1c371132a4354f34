// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/vague_words.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::string_view kInto = "化";

/// The word that ends with 化 at `end`: back to the last list mark, three characters at most.
TextRange word_ending_at(std::string_view text, TextRange clause, std::size_t end) {
  constexpr std::string_view kListMark = "、";
  const std::string_view before = text.substr(clause.begin, end - clause.begin);
  const std::size_t mark = before.rfind(kListMark);
  const std::size_t begin =
      mark == std::string_view::npos ? clause.begin : clause.begin + mark + kListMark.size();
  const std::string_view word = text.substr(begin, end - begin);
  constexpr std::size_t kLongest = 3;
  const std::size_t length = character_count(word);
  const std::size_t skipped = length > kLongest ? length - kLongest : 0;
  return {begin + byte_offset(word, skipped), end};
}

bool ends_word(std::string_view text, std::size_t place, std::size_t limit) {
  if (place >= limit) return true;
  const std::string_view rest = text.substr(place);
  return rest.starts_with("、") || rest.starts_with("和") || rest.starts_with("与") ||
         rest.starts_with("水平") || rest.starts_with("程度") || rest.starts_with("发展");
}

/// "元素化、时尚化、产业化": two or more such words listed in one clause say a direction, not a
/// result.
std::vector<TextRange> find_izations(std::string_view text, TextRange clause,
                                     const Lexicon& lexicon) {
  std::vector<TextRange> found;
  const WordList& concrete = lexicon.words("concrete-ization");
  for (std::size_t place = text.find(kInto, clause.begin);
       place != std::string_view::npos && place < clause.end;
       place = text.find(kInto, place + kInto.size())) {
    const std::size_t end = place + kInto.size();
    if (!ends_word(text, end, clause.end)) continue;
    if (concrete.find_suffix_of(text.substr(clause.begin, end - clause.begin))) continue;
    found.push_back(word_ending_at(text, clause, end));
  }
  if (found.size() < 2) found.clear();
  return found;
}

void add_words(const WordList& words, std::string_view text, TextRange clause,
               std::vector<TextRange>& found) {
  for (const WordMatch& match : words.find_all_in(clause.of(text))) {
    found.push_back({clause.begin + match.begin, clause.begin + match.end});
  }
}

}  // namespace

std::vector<VaguePart> find_vague_parts(const Passage& passage, const Lexicon& lexicon) {
  std::vector<VaguePart> parts;
  const std::string_view text = passage.text();
  if (!lexicon.words("forecast-word").find_in(text) &&
      !lexicon.words("vague-result").find_in(text) &&
      !lexicon.words("vague-degree").find_in(text) && !contains(text, kInto)) {
    return parts;
  }
  for (const TextRange& clause : clauses_of(text)) {
    VaguePart part{.clause = clause, .words = {}};
    add_words(lexicon.words("forecast-word"), text, clause, part.words);
    if (!has_measure_in(passage.quantities, text, clause)) {
      add_words(lexicon.words("vague-result"), text, clause, part.words);
      add_words(lexicon.words("vague-degree"), text, clause, part.words);
      const std::vector<TextRange> izations = find_izations(text, clause, lexicon);
      part.words.insert(part.words.end(), izations.begin(), izations.end());
    }
    if (part.words.empty()) continue;
    std::sort(part.words.begin(), part.words.end(),
              [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace jx
