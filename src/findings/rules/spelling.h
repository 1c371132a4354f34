// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/rule.h"
#include "findings/rules/indicator_words.h"

/// Are two texts spellings of one thing? Look-alike characters always count as equal here: telling
/// them apart is TT01's business.
namespace jx {

/// A text in characters, folded and without spaces, with the way back to its bytes.
struct FoldedText {
  std::u32string characters;
  std::vector<std::uint32_t> offsets;  ///< Of each character in the source, and its end.
};
FoldedText fold_with_offsets(std::string_view text);
/// The same without the offsets.
std::u32string folded_characters(std::string_view text);

bool same_character(char32_t a, char32_t b, const Lexicon& lexicon);

/// How two short names relate.
enum class Spelling {
  Different,
  Same,
  /// Parts of an enumeration that differ by a lost character or by turned-round words
  /// (手工艺竞赛、洽谈 and 手工竞赛、展洽), or one name with a character lost inside
  /// (手工艺品 and 手工品 with more around them).
  Variant,
};
Spelling compare_spellings(std::u32string_view a, std::u32string_view b, const Lexicon& lexicon);

/// The index of the one character that `longer` has and `shorter` lacks, or npos.
std::size_t lost_character(std::u32string_view longer, std::u32string_view shorter,
                           const Lexicon& lexicon);
/// 展洽 and 洽谈: two words of two characters that share one in different places.
bool are_turned_round(std::u32string_view a, std::u32string_view b) noexcept;
/// The parts of an enumeration: 手工艺竞赛、展洽.
std::vector<std::u32string_view> enumeration_parts(std::u32string_view text);

/// A row with its name taken apart.
struct RowObject {
  const Indicator* indicator = nullptr;
  const MeasureWord* measure = nullptr;
  std::string_view words;     ///< The object as it stands in the name.
  std::u32string characters;  ///< The same folded.
  bool enumerates = false;    ///< It has parts: 手工竞赛、展洽.
};
/// The rows of a project that have an object of at least two characters. Comparing each with each
/// is quadratic, so no more than the first kMostComparedRows are given.
constexpr std::size_t kMostComparedRows = 200;
std::vector<RowObject> row_objects(const ProjectFacts& facts, const MeasureWords& measures);

/// compare_spellings of the objects.
Spelling compare_objects(const RowObject& a, const RowObject& b, const Lexicon& lexicon);

/// A completion rate beside the count of the same thing: 竞赛完成率 ≥90%, 竞赛次数 ≥5 次.
struct CompletionPair {
  const RowObject* rate = nullptr;
  const RowObject* count = nullptr;
};
std::vector<CompletionPair> completion_pairs(const std::vector<RowObject>& rows,
                                             const Lexicon& lexicon);

/// What keeps two texts of the same letters from being equal.
struct TextDifference {
  bool same_letters = false;  ///< Equal after folding, spaces and look-alikes left aside.
  std::size_t spaces_a = 0;
  std::size_t spaces_b = 0;
  /// Signs that differ in width only, as they stand: {"：", ":"}; each pair once.
  std::vector<std::pair<std::string, std::string>> widths;
  /// Look-alike characters in the same place, each pair once.
  std::vector<std::pair<std::string, std::string>> look_alikes;
};
TextDifference compare_texts(std::string_view a, std::string_view b, const Lexicon& lexicon);

}  // namespace jx
