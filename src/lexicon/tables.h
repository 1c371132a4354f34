// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "codecs/toml.h"
#include "lexicon/lexicon.h"

/// The lookup tables behind Lexicon, and the forms of words they are keyed by. Part of lexicon.h,
/// not for other folders.
namespace jx {

struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const noexcept {
    return std::hash<std::string_view>()(word);
  }
};
template <typename Value>
using WordTable = std::unordered_map<std::string, Value, WordHash, std::equal_to<>>;

/// Words of a closed vocabulary, each by its own spelling and by its form (folded and stripped).
template <typename Term>
class AliasTable {
 public:
  /// Fails when the word was given before.
  Result<void> add(std::string_view word, Term term, const std::string& place) {
    const auto [entry, is_new] = entries_.try_emplace(std::string(word), Entry{term, place, true});
    if (is_new) return {};
    if (entry->second.given || entry->second.term != term) return conflict(word, entry->second);
    entry->second.given = true;
    return {};
  }

  /// Adds what a word becomes when it is folded; fails when that means something else already.
  Result<void> add_form(std::string_view form, Term term, const std::string& place) {
    const auto [entry, is_new] = entries_.try_emplace(std::string(form), Entry{term, place, false});
    if (!is_new && entry->second.term != term) return conflict(form, entry->second);
    return {};
  }

  const Term* find(std::string_view word) const noexcept {
    const auto found = entries_.find(word);
    return found == entries_.end() ? nullptr : &found->second.term;
  }

 private:
  struct Entry {
    Term term;
    std::string place;
    bool given = false;  ///< Spelt so in a file; otherwise it is the form of a spelling.
  };

  static Error conflict(std::string_view word, const Entry& earlier) {
    return {ErrorCode::Conflict, "“" + std::string(word) + "”已在 " + earlier.place + " 给出。"};
  }

  WordTable<Entry> entries_;
};

/// A word at the beginning of a text.
template <typename Term>
struct AffixMatch {
  const Term* term = nullptr;
  std::size_t length = 0;  ///< In bytes of the text.
};

/// ASCII in lower case besides what fold_character does: characters stay one to one.
inline char32_t fold_one(char32_t character) noexcept {
  const char32_t folded = fold_character(character);
  return folded >= U'A' && folded <= U'Z' ? folded - U'A' + U'a' : folded;
}

/// Words that a text may begin with, compared character by character in folded form.
template <typename Term>
class AffixTable {
 public:
  /// The first word of a form stays.
  void add(std::string_view word, const Term& term) {
    std::u32string folded = to_utf32(fold(word));
    if (folded.empty() || folded.size() > kMostCharacters) return;
    std::vector<std::size_t>& lengths = lengths_[folded.front()];
    const auto place =
        std::lower_bound(lengths.begin(), lengths.end(), folded.size(), std::greater<>());
    if (place == lengths.end() || *place != folded.size()) lengths.insert(place, folded.size());
    words_.try_emplace(std::move(folded), term);
  }

  /// The longest one.
  AffixMatch<Term> match(std::string_view text) const noexcept {
    if (text.empty()) return {};
    std::array<char32_t, kMostCharacters> folded;
    std::array<std::size_t, kMostCharacters> ends;
    std::size_t position = 0;
    folded[0] = fold_one(next_character(text, position));
    ends[0] = position;
    const auto lengths = lengths_.find(folded[0]);
    if (lengths == lengths_.end()) return {};
    std::size_t count = 1;
    for (; count < lengths->second.front() && position < text.size(); ++count) {
      folded[count] = fold_one(next_character(text, position));
      ends[count] = position;
    }
    for (const std::size_t length : lengths->second) {
      if (length > count) continue;
      const auto word = words_.find(std::u32string_view(folded.data(), length));
      if (word != words_.end()) return {&word->second, ends[length - 1]};
    }
    return {};
  }

 private:
  /// Longer words are no operators and no units.
  static constexpr std::size_t kMostCharacters = 16;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::u32string_view word) const noexcept {
      return std::hash<std::u32string_view>()(word);
    }
  };

  std::unordered_map<std::u32string, Term, Hash, std::equal_to<>> words_;
  /// How long the words with this first character are, the longest first. A list of the words
  /// themselves would be slow: hundreds of units begin with 万.
  std::unordered_map<char32_t, std::vector<std::size_t>> lengths_;
};

/// "产出指标(50分)" → "产出"; "一、产出指标" → "产出": what is left to compare levels by.
std::string level_form(std::string_view words);
/// "*预算数（万元）:" → "预算数".
std::string column_form(std::string_view header);

/// A suffix such as 内 is none when another word begins with it (内容).
struct SuffixMeaning {
  Comparator comparator = Comparator::Unstated;
  std::u32string not_before;
};

/// A word that makes a level-2 of every text containing it.
struct LevelWithin {
  std::string form;
  Level1 under = Level1::Unknown;  ///< Unknown: under any.
  Level2 level2 = Level2::Unknown;
};

constexpr std::size_t kLevel1Tables = static_cast<std::size_t>(Level1::Execution) + 1;

struct LexiconTables {
  AliasTable<ColumnRole> columns;
  AliasTable<Level1> level1;
  /// By the level-1 they stand under; those of Level1::Unknown stand under any.
  std::array<AliasTable<Level2>, kLevel1Tables> level2;
  std::vector<LevelWithin> level2_within;
  AliasTable<Comparator> comparators;
  AffixTable<Comparator> comparator_prefixes;
  AffixTable<SuffixMeaning> comparator_suffixes;
  AliasTable<Direction> directions;
  std::vector<Unit> units;
  AliasTable<std::size_t> unit_words;  ///< Indexes into `units`.
  AffixTable<std::size_t> unit_prefixes;
  std::unordered_set<std::uint64_t> look_alikes;
  std::unordered_set<char32_t> look_alike_characters;  ///< All that occur in look_alikes.
  WordTable<WordList> lists;
  WordTable<WordMap> maps;

  static std::uint64_t look_alike_key(char32_t a, char32_t b) noexcept {
    return std::uint64_t{a} << 32 | b;
  }
};

/// Adds every entry of a document; fails at the first fault.
class LexiconLoader {
 public:
  Result<void> add(const TomlDocument& document);
  /// Works out the composed units and hands the tables over.
  LexiconTables finish() &&;

 private:
  LexiconTables tables_;
  WordTable<std::string> places_;  ///< Where each list and map was named.
};

}  // namespace jx
