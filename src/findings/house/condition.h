// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings/house/columns.h"

/// One condition of a house rule on one column: "权重 ≥ 10", "三级指标含“满意度”之一".
namespace jx {

/// What a condition says of a cell. Unknown: the cell holds words that could not be read, or none
/// where there should be some. NotApplicable: the form has no such column, the row says 不适用, or
/// the value is no number.
enum class Truth : std::uint8_t { No, Yes, Unknown, NotApplicable };

/// A number compared with bounds, each of which may be missing.
struct NumberTest {
  std::optional<Decimal> above;
  std::optional<Decimal> at_least;
  std::optional<Decimal> below;
  std::optional<Decimal> at_most;
  std::vector<Decimal> equals;  ///< Any of them; empty: not asked.

  bool empty() const noexcept {
    return !above && !at_least && !below && !at_most && equals.empty();
  }
  /// For a range: both of its ends.
  bool holds_for(const Decimal& low, const Decimal& high) const noexcept;
  /// True when only larger numbers would do: "at-least", "above".
  bool wants_more(const Decimal& number) const noexcept;
  /// "≥ 10 且 ≤ 20"
  std::string shown() const;
};

/// Words, folded when they were read. Each list is asked only when it is not empty.
struct TextTest {
  std::vector<std::string> equals;        ///< Any of them is the whole text.
  std::vector<std::string> differs;       ///< None of them is.
  std::vector<std::string> contains;      ///< Any of them stands in the text.
  std::vector<std::string> contains_all;  ///< All of them do.
  std::vector<std::string> lacks;         ///< None of them does.
  std::vector<std::string> like;          ///< Any pattern fits: * any characters, ? one.
  std::vector<std::string> unlike;        ///< No pattern fits.
  std::optional<std::size_t> longest;     ///< In characters of the text as written, spaces apart.
  std::optional<std::size_t> shortest;

  bool empty() const noexcept {
    return equals.empty() && differs.empty() && contains.empty() && contains_all.empty() &&
           lacks.empty() && like.empty() && unlike.empty() && !longest && !shortest;
  }
  /// Of the spellings of one cell: what is asked for may stand in any, what is forbidden in none.
  bool holds_for(const std::vector<std::string_view>& texts) const;
  std::string shown() const;
};

struct Condition {
  HouseColumn column = HouseColumn::Name;
  std::string place;                 ///< "house.toml:12:3"
  std::optional<bool> present = {};  ///< Whether anything must, or must not, stand there.
  NumberTest number = {};
  /// What the bounds are measured in; Unknown: as the cell writes it.
  Unit unit = {};
  TextTest text = {};
  std::uint32_t terms = 0;      ///< Bits of the terms that will do; 0: not asked.
  std::uint32_t not_terms = 0;  ///< Bits of the terms that will not.

  Truth holds_for(const HouseCell& cell) const;
  /// "权重 ≥ 10"
  std::string shown() const;
};

/// True when the pattern fits the whole text: * stands for any characters, also none, ? for one.
/// Takes at most the product of the two lengths.
bool fits_pattern(std::u32string_view text, std::u32string_view pattern) noexcept;

/// The number in the other unit; absent when the two do not compare.
std::optional<Decimal> converted(const Decimal& number, const Unit& from, const Unit& to);

/// The words of a term: chinese_name of the column's vocabulary.
std::string_view term_name(HouseColumn column, std::uint8_t term) noexcept;
/// Which term of the column's vocabulary the words are: its key, its Chinese name, with or without
/// 指标 behind it.
std::optional<std::uint8_t> find_term(HouseColumn column, std::string_view words) noexcept;
/// All terms of the column's vocabulary, for messages: "成本指标、产出指标、…".
std::string term_names(HouseColumn column);

}  // namespace jx
