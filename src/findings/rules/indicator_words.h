// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings/evidence.h"
#include "findings/rule.h"

/// What the words of an indicator say: the measure its name ends with, the object before it, and
/// what the other cells of its row add.
///
/// Names are looked at as written: one word list lookup costs some ten nanoseconds, a folded copy
/// a hundred times that, and there are a hundred thousand rows a second to read.
namespace jx {

/// The word that an indicator's name ends with, and what it says ("name-measure" of the lexicon).
struct MeasureWord {
  std::string_view word;         ///< The lexicon's spelling.
  std::uint32_t dimensions = 0;  ///< A bit for each Dimension that a fitting unit has; 0: any.
  bool capped = false;           ///< A share that cannot pass 100 %.
  bool own = false;              ///< A share that lies in the hands of the unit itself.
  bool completion = false;       ///< How much of a plan is done.
  bool timely = false;           ///< When.
  bool quantity = false;         ///< Counts what is done.
  bool none = false;             ///< Only looks like a measure (制度).
  std::uint8_t kind = 0;         ///< Measures of one kind, not 0, say the same of one object.

  bool allows(Dimension dimension) const noexcept {
    return (dimensions >> static_cast<unsigned>(dimension) & 1U) != 0;
  }
};

/// Finds the words that a text ends with, by the last byte of each.
class SuffixIndex {
 public:
  void add(std::string_view word, std::uint16_t value);
  /// The value of the longest word that the text ends with.
  std::optional<std::uint16_t> find(std::string_view text) const noexcept;

 private:
  struct Entry {
    std::string_view word;
    std::uint16_t value = 0;
  };
  std::array<std::vector<Entry>, 64> by_last_byte_;  ///< Longest first.
};

/// Finds the measure of a name (Prepared).
class MeasureWords {
 public:
  explicit MeasureWords(const Lexicon& lexicon);

  /// The longest measure word at the end of the name, what stands in brackets behind it left out;
  /// null when the name ends with none.
  const MeasureWord* find(std::string_view name) const noexcept;
  /// True when a measure word of two or more characters stands anywhere in the words.
  bool stands_in(std::string_view words) const noexcept;

  /// What the name is about: "手工竞赛、展洽活动次数" → "手工竞赛、展洽". A part of `name`, empty
  /// when nothing but the measure is there ("总成本").
  std::string_view object_of(std::string_view name, const MeasureWord* measure) const noexcept;

 private:
  std::vector<MeasureWord> measures_;
  SuffixIndex by_end_;
  std::vector<std::string_view> tails_;  ///< Words that add nothing to an object (活动).
  SuffixIndex tail_ends_;
};

/// The name without brackets, spaces and punctuation at its end: "培训人次（人）" → "培训人次".
std::string_view without_end_brackets(std::string_view name) noexcept;

/// The level, Unknown when the cell could not be read.
inline Level1 level1_of(const Indicator& indicator) noexcept {
  return indicator.level1.has_value() ? *indicator.level1 : Level1::Unknown;
}
inline Level2 level2_of(const Indicator& indicator) noexcept {
  return indicator.level2.has_value() ? *indicator.level2 : Level2::Unknown;
}

/// A row about satisfaction: under 满意度, or under 效益 as the forms before 2018 have it.
inline bool is_satisfaction_row(const Indicator& indicator) noexcept {
  return level1_of(indicator) == Level1::Satisfaction ||
         level2_of(indicator) == Level2::Satisfaction;
}

/// The words of a further column, such as the explanation; empty when the form has none.
std::string_view words_of(const Indicator& indicator, ColumnRole role) noexcept;
/// True when the name, the value cell or an explaining column holds a word of the list.
bool row_says(const Indicator& indicator, const WordList& words);

/// True when a word of the list stands in the text by itself, not as a part of a compound that
/// means something else: 培训, but not in 培训机构.
bool stands_alone(std::string_view text, const WordList& words, const WordList& compounds);

/// "≥90%", "5 天": the promise as a person would write it.
std::string shown_target(const Indicator& indicator);
/// A decimal without trailing zeros.
std::string plain(const Decimal& value);

/// The level-2s that a map entry names by their keys, as bits.
std::uint32_t level2_bits(std::string_view keys);
inline bool has_level2(std::uint32_t bits, Level2 level2) noexcept {
  return (bits >> static_cast<unsigned>(level2) & 1U) != 0;
}
/// "数量指标或时效指标"
std::string level2_names(std::uint32_t bits);

/// An answer about a project, its subject left to the engine.
Answer answer_about(const ProjectFacts& facts, std::string message);
/// The whole name of the row as evidence, or the part of it that begins at `part`.
EvidenceLine name_evidence(const Indicator& indicator);
EvidenceLine name_evidence(const Indicator& indicator, std::string_view part);

/// What a rule says of a project's rows: the faulty ones gathered in one answer, or a PASS that
/// shows the first row it looked at.
class RowVerdicts {
 public:
  explicit RowVerdicts(const ProjectFacts& facts) : facts_(facts) {}

  void good(const Indicator& indicator) noexcept {
    if (first_good_ == nullptr) first_good_ = &indicator;
    ++good_;
  }
  void bad(const Indicator& indicator, EvidenceLine evidence);

  bool any_bad() const noexcept { return !names_.empty(); }
  std::size_t bad_count() const noexcept { return names_.size(); }
  std::size_t good_count() const noexcept { return good_; }
  /// The faulty rows' names, quoted, 、 between them.
  std::string bad_names() const;
  /// A FAIL answer with the faulty rows as evidence.
  Answer failed(std::string message) const;
  /// Puts a PASS if rows were looked at and none was faulty.
  void pass_if_good(FindingSink& sink, std::string_view what) const;

 private:
  static constexpr std::size_t kMostEvidence = 60;

  const ProjectFacts& facts_;
  const Indicator* first_good_ = nullptr;
  std::size_t good_ = 0;
  std::vector<std::string> names_;
  std::vector<EvidenceLine> evidence_;
};

}  // namespace jx
