// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "lexicon/terms.h"
#include "lexicon/word_trie.h"

/// The words of the field, from data/lexicon/*.toml: header aliases, level names, operators,
/// units, directions, look-alike characters, and the word lists that rules consult.
///
/// In: a folder of TOML. Out: an immutable Lexicon; every lookup is `const`, thread-safe, and
/// works on the words as written (it folds them itself). Every list carries its basis and whether
/// that basis was verified. Unknown keys, twice-given aliases and broken TOML are errors with
/// file, line and column.
namespace jx {

/// Words found in a text: which word, and where (bytes).
struct WordMatch {
  std::string_view word;  ///< The list's own spelling; lives as long as the lexicon.
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A named list of words with its basis ("slogan", "measure-noun").
class WordList {
 public:
  WordList(std::string name, std::string basis, bool verified, std::vector<std::string> words);

  const std::string& name() const noexcept { return name_; }
  const std::string& basis() const noexcept { return basis_; }
  bool verified() const noexcept { return verified_; }
  std::span<const std::string> words() const noexcept { return words_; }

  /// The leftmost, then longest word in the text; words are matched as written, not folded.
  std::optional<WordMatch> find_in(std::string_view text) const;
  /// All matches from left to right, not overlapping, the longest at each place.
  std::vector<WordMatch> find_all_in(std::string_view text) const;
  /// The longest word that the text begins or ends with.
  std::optional<std::string_view> find_prefix_of(std::string_view text) const;
  std::optional<std::string_view> find_suffix_of(std::string_view text) const;
  bool contains(std::string_view word) const noexcept;

 private:
  std::string name_;
  std::string basis_;
  bool verified_ = false;
  std::vector<std::string> words_;
  WordTrie trie_;

  WordMatch shown(const WordTrie::Match& match) const noexcept;
};

/// A named map from words to words ("wrong-character": 增涨 → 增长), in the file's order. A word
/// may lead to several.
struct WordMap {
  std::string name;
  std::string basis;
  bool verified = false;
  std::vector<std::pair<std::string, std::string>> entries;
};

/// A unit at the beginning of a text.
struct UnitMatch {
  Unit unit;
  std::size_t length = 0;  ///< In bytes of the text.
};

/// An operator at the beginning or end of a text ("不少于 3 场", "90%以上").
struct ComparatorMatch {
  Comparator comparator = Comparator::Unstated;
  std::size_t length = 0;  ///< In bytes of the text.
};

class Lexicon {
 public:
  /// Loads every TOML file of `folder` (data/lexicon); NotFound when there is none.
  static Result<Lexicon> load(const std::filesystem::path& folder);
  /// Loads one text instead of a folder; `name` stands for the file in messages. What it does not
  /// mention is empty.
  static Result<Lexicon> load_text(std::string_view text, std::string name);

  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  /// Also without what stands in brackets behind it: "预算数（万元）", "权重(分)".
  std::optional<ColumnRole> find_column(std::string_view header) const;
  /// Accepts "产出", "产出指标", "产出指标(50分)".
  std::optional<Level1> find_level1(std::string_view words) const;
  /// `under` decides words that mean different things under different level-1s (成本指标). A word
  /// under a level-1 where it does not belong is found all the same: rules report that.
  std::optional<Level2> find_level2(std::string_view words, Level1 under) const;
  /// The whole cell must be the operator ("≥", "大于等于", "定性指标").
  std::optional<Comparator> find_comparator(std::string_view words) const;
  std::optional<Direction> find_direction(std::string_view words) const;
  /// The whole cell must be the unit. Composed ones are worked out: 万人次, 元/人·天, 次/年.
  std::optional<Unit> find_unit(std::string_view words) const;

  /// The longest operator that the text begins with; both half and full width signs. 》 counts as
  /// the misprint of ＞ that it is in target cells: in prose, look for the 《 before it first.
  std::optional<ComparatorMatch> match_comparator_prefix(std::string_view text) const;
  /// The longest one that stands behind a number: 以上, 以内, 以下.
  std::optional<ComparatorMatch> match_comparator_suffix_at(std::string_view text) const;
  /// The longest unit that the text begins with (万元 before 万).
  std::optional<UnitMatch> match_unit_prefix(std::string_view text) const;

  /// True when OCR is known to take one of the two characters for the other (瑰/魂); false for
  /// equal ones.
  bool look_alike(char32_t a, char32_t b) const;
  /// True when OCR is known to take it for another character, whichever that is.
  bool has_look_alike(char32_t character) const;

  /// Whether a file defines a list or a map of that name.
  bool defines(std::string_view name) const noexcept;
  /// The list or map of that name. A name that no file defines is a bug of ours (JX_CHECK): tests
  /// load the shipped data, and load_reference() refuses other data that lacks one.
  const WordList& words(std::string_view name) const;
  const WordMap& map(std::string_view name) const;

 private:
  Lexicon();
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace jx
