// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/spelling.h"

#include <algorithm>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

constexpr std::size_t kNone = std::u32string_view::npos;

bool is_separator(char32_t character) noexcept {
  return character == U'、' || character == U',' || character == U'，' || character == U'/';
}

bool are_same(std::u32string_view a, std::u32string_view b, const Lexicon& lexicon) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [&](char32_t x, char32_t y) { return same_character(x, y, lexicon); });
}

/// 中小学 and 中学, 大中型 and 大型: the character that one of them has more says what is meant.
bool tells_apart(char32_t character, const Lexicon& lexicon) {
  return lexicon.words("telling-character").contains(to_utf8({&character, 1}));
}

/// A character lost between others. One lost at the edge of a name is mostly another name:
/// 女职工 and 职工, 培训班 and 培训.
bool lost_inside(std::u32string_view a, std::u32string_view b, const Lexicon& lexicon) {
  if (a.size() < b.size()) std::swap(a, b);
  const std::size_t at = lost_character(a, b, lexicon);
  return at != kNone && at > 0 && at + 1 < a.size() && !tells_apart(a[at], lexicon);
}

/// How a part of an enumeration relates to its counterpart.
enum class PartRelation { Different, Same, Near, Turned };

PartRelation compare_parts(std::u32string_view a, std::u32string_view b, const Lexicon& lexicon) {
  if (are_same(a, b, lexicon)) return PartRelation::Same;
  if (are_turned_round(a, b)) return PartRelation::Turned;
  const std::u32string_view longer = a.size() < b.size() ? b : a;
  const std::u32string_view shorter = a.size() < b.size() ? a : b;
  if (shorter.size() < 3) return PartRelation::Different;
  const std::size_t at = lost_character(longer, shorter, lexicon);
  return at != kNone && at + 1 < longer.size() && !tells_apart(longer[at], lexicon)
             ? PartRelation::Near
             : PartRelation::Different;
}

Spelling compare_enumerations(const std::vector<std::u32string_view>& a,
                              const std::vector<std::u32string_view>& b, const Lexicon& lexicon) {
  bool all_same = true;
  bool anchored = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const PartRelation relation = compare_parts(a[i], b[i], lexicon);
    if (relation == PartRelation::Different) return Spelling::Different;
    all_same = all_same && relation == PartRelation::Same;
    const std::size_t shorter = std::min(a[i].size(), b[i].size());
    anchored = anchored || (relation == PartRelation::Same && shorter >= 2) ||
               (relation == PartRelation::Near && shorter >= 4);
  }
  if (all_same) return Spelling::Same;
  return anchored ? Spelling::Variant : Spelling::Different;
}

bool has_separator(std::u32string_view text) noexcept {
  return std::any_of(text.begin(), text.end(), is_separator);
}

void add_once(std::vector<std::pair<std::string, std::string>>& pairs, char32_t a, char32_t b) {
  std::pair<std::string, std::string> added;
  append_character(added.first, a);
  append_character(added.second, b);
  if (std::find(pairs.begin(), pairs.end(), added) == pairs.end())
    pairs.push_back(std::move(added));
}

/// 。 and . end a sentence alike, though neither folds into the other.
bool are_full_stops(char32_t a, char32_t b) noexcept {
  return (a == U'。' && b == U'.') || (a == U'.' && b == U'。');
}

/// Moves past spaces and counts them.
std::size_t skip_spaces(std::string_view text, std::size_t& position) noexcept {
  std::size_t spaces = 0;
  while (position < text.size()) {
    std::size_t next = position;
    if (!is_space(next_character(text, next))) break;
    position = next;
    ++spaces;
  }
  return spaces;
}

}  // namespace

FoldedText fold_with_offsets(std::string_view text) {
  FoldedText folded;
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t begin = position;
    const char32_t character = next_character(text, position);
    if (is_space(character)) continue;
    folded.characters.push_back(fold_character(character));
    folded.offsets.push_back(static_cast<std::uint32_t>(begin));
  }
  folded.offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return folded;
}

std::u32string folded_characters(std::string_view text) {
  std::u32string characters;
  characters.reserve(text.size() / 3 + 1);
  std::size_t position = 0;
  while (position < text.size()) {
    const char32_t character = next_character(text, position);
    if (!is_space(character)) characters.push_back(fold_character(character));
  }
  return characters;
}

bool same_character(char32_t a, char32_t b, const Lexicon& lexicon) {
  return a == b || lexicon.look_alike(a, b);
}

std::size_t lost_character(std::u32string_view longer, std::u32string_view shorter,
                           const Lexicon& lexicon) {
  if (longer.size() != shorter.size() + 1) return kNone;
  std::size_t at = 0;
  while (at < shorter.size() && same_character(longer[at], shorter[at], lexicon)) ++at;
  for (std::size_t i = at; i < shorter.size(); ++i) {
    if (!same_character(longer[i + 1], shorter[i], lexicon)) return kNone;
  }
  return at;
}

bool are_turned_round(std::u32string_view a, std::u32string_view b) noexcept {
  if (a.size() != 2 || b.size() != 2 || a[0] == b[0] || a[1] == b[1]) return false;
  return a[0] == b[1] || a[1] == b[0];
}

std::vector<std::u32string_view> enumeration_parts(std::u32string_view text) {
  std::vector<std::u32string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !is_separator(text[i])) continue;
    if (i > begin) parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return parts;
}

Spelling compare_spellings(std::u32string_view a, std::u32string_view b, const Lexicon& lexicon) {
  constexpr std::size_t kShortest = 4;  ///< Shorter names differ by a character and in meaning.
  const std::size_t shorter = std::min(a.size(), b.size());
  if (std::max(a.size(), b.size()) - shorter > 2) return Spelling::Different;
  if (has_separator(a) || has_separator(b)) {
    const std::vector<std::u32string_view> parts_a = enumeration_parts(a);
    const std::vector<std::u32string_view> parts_b = enumeration_parts(b);
    if (parts_a.size() != parts_b.size()) return Spelling::Different;
    return compare_enumerations(parts_a, parts_b, lexicon);
  }
  if (are_same(a, b, lexicon)) return Spelling::Same;
  return shorter >= kShortest && lost_inside(a, b, lexicon) ? Spelling::Variant
                                                            : Spelling::Different;
}

std::vector<RowObject> row_objects(const ProjectFacts& facts, const MeasureWords& measures) {
  constexpr std::size_t kShortest = 6;   ///< Bytes: two Han characters.
  constexpr std::size_t kLongest = 300;  ///< Longer is no name; comparing it would cost too much.
  const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
  std::vector<RowObject> rows;
  rows.reserve(std::min(indicators.size(), kMostComparedRows));
  for (const Indicator& indicator : indicators) {
    if (rows.size() == kMostComparedRows) break;
    const MeasureWord* const measure = measures.find(indicator.name.text);
    const std::string_view words = measures.object_of(indicator.name.text, measure);
    if (words.size() < kShortest || words.size() > kLongest || !is_named_row(indicator)) continue;
    rows.push_back({&indicator, measure, words, folded_characters(words),
                    contains(words, "、") || contains(words, "，")});
  }
  return rows;
}

Spelling compare_objects(const RowObject& a, const RowObject& b, const Lexicon& lexicon) {
  if (a.enumerates != b.enumerates) return Spelling::Different;
  const auto first_character = [](std::string_view words) { return words.substr(0, 3); };
  if (!a.enumerates && first_character(a.words) != first_character(b.words)) {
    return Spelling::Different;
  }
  return compare_spellings(a.characters, b.characters, lexicon);
}

std::vector<CompletionPair> completion_pairs(const std::vector<RowObject>& rows,
                                             const Lexicon& lexicon) {
  std::vector<CompletionPair> pairs;
  for (const RowObject& rate : rows) {
    if (rate.measure == nullptr || !rate.measure->completion) continue;
    for (const RowObject& count : rows) {
      if (count.measure == nullptr || !count.measure->quantity) continue;
      if (compare_objects(rate, count, lexicon) == Spelling::Different) continue;
      pairs.push_back({&rate, &count});
      break;
    }
  }
  return pairs;
}

TextDifference compare_texts(std::string_view a, std::string_view b, const Lexicon& lexicon) {
  TextDifference difference;
  std::size_t at_a = 0;
  std::size_t at_b = 0;
  for (;;) {
    difference.spaces_a += skip_spaces(a, at_a);
    difference.spaces_b += skip_spaces(b, at_b);
    if (at_a >= a.size() || at_b >= b.size()) break;
    const char32_t x = next_character(a, at_a);
    const char32_t y = next_character(b, at_b);
    if (x == y) continue;
    if (fold_character(x) == fold_character(y) || are_full_stops(x, y)) {
      add_once(difference.widths, x, y);
    } else if (lexicon.look_alike(x, y)) {
      add_once(difference.look_alikes, x, y);
    } else {
      return difference;
    }
  }
  difference.same_letters = at_a >= a.size() && at_b >= b.size();
  return difference;
}

}  // namespace jx
