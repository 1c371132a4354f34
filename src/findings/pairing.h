// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lexicon/lexicon.h"

/// Which indicator, goal phrase and task speak of the same thing?
///
/// The texts of one project come in; out come pairs with a score and a reason that a person can
/// judge. What a text is about, its object, is what remains when the project's own name and the
/// words that fit any row (开展, 数量, 完成率) are taken away. Two objects are compared by the
/// neighbouring characters they share; a pair of characters that stands in many of the texts says
/// little. Where no words are shared, a kinship list may still hold two objects together (工坊,
/// 基地): such a pair asks a question, it proves nothing.
///
/// There is no attempt at meaning: 电脑 and 计算机 pair only because the list says so.
namespace jx {

enum class PairingBasis : std::uint8_t {
  None,
  Words,  ///< Shared words.
  Kin,    ///< Different words of one kind, from the list "object-kin".
};

struct Pairing {
  std::size_t left = 0;  ///< As returned by Pairer::add.
  std::size_t right = 0;
  PairingBasis basis = PairingBasis::None;
  double score = 0;  ///< 0 to 1: how much of the shorter object the other one holds.
  /// The last word of one object, what it is a kind of, stands in the other: 线下基地 and 示范基地,
  /// but not 阅读角 and 阅读驿站. Pairs without it are about one subject, not about one thing.
  bool same_head = false;
  std::string reason;  ///< Chinese: "共同词“竞赛”“展洽”", "同类事物：“工坊”与“基地”".
};

class Pairer {
 public:
  /// Below this two objects share words by chance.
  static constexpr double kPaired = 0.4;
  /// What a Kin pair scores: less than any pair by words.
  static constexpr double kKin = 0.3;
  /// Rows and tasks of one project that are compared with each other at most; the rest is left out.
  static constexpr std::size_t kMostTexts = 200;

  /// `own_names` are the names of the project and its brand: they stand everywhere and tell
  /// nothing apart. The lexicon must outlive the pairer.
  Pairer(const Lexicon& lexicon, std::span<const std::string> own_names);

  /// Takes a text in and returns its number. Add everything before asking: rarity is counted over
  /// all texts.
  std::size_t add(std::string_view text);

  /// True when nothing remained of the text: 完成情况 says nothing about what is completed.
  bool has_object(std::size_t text) const noexcept { return !texts_[text].pairs.empty(); }
  /// What remained of it, its parts separated by spaces; for people and tests.
  std::string object_of(std::size_t text) const;

  /// How much of `text`'s object stands in `other`, 0 to 1, rare words counting more.
  double coverage(std::size_t text, std::size_t other) const;
  /// The better of both coverages, or kinship; basis None below kPaired.
  Pairing pair(std::size_t left, std::size_t right) const;
  /// All pairs of the two groups, best first, then in the order of the texts. At most kMostTexts
  /// of each group are compared.
  std::vector<Pairing> pair_all(std::span<const std::size_t> lefts,
                                std::span<const std::size_t> rights) const;

 private:
  using CharacterPair = std::uint64_t;

  struct Text {
    std::u32string object;                                           ///< Parts separated by 0.
    std::vector<CharacterPair> pairs;                                ///< Sorted, distinct.
    std::vector<std::pair<std::string_view, std::string_view>> kin;  ///< Word, kind.
  };

  static CharacterPair pair_at(std::u32string_view object, std::size_t index) noexcept;
  static CharacterPair head_of(const Text& text) noexcept;
  double rarity(CharacterPair pair) const;
  static bool holds(const Text& text, CharacterPair pair) noexcept;
  std::vector<std::string> shared_words(const Text& text, const Text& other) const;
  Pairing pair_by_kin(std::size_t left, std::size_t right) const;
  void cut_object(std::string_view text, Text& into) const;

  const Lexicon& lexicon_;
  WordList own_names_;
  std::vector<Text> texts_;
  std::unordered_map<CharacterPair, std::uint32_t> frequency_;  ///< In how many texts.
};

/// The proper names between quotation marks in a project's or a list's name ("布丝瑰" in
/// “布丝瑰”专项行动), for Pairer's own_names.
std::vector<std::string> quoted_names_in(std::string_view name);

}  // namespace jx
