// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "records/measures.h"
#include "records/phrases.h"
#include "records/value_words.h"

/// What the words around a number say about it: whether it names or numbers a thing, and what it
/// is counted for.
namespace jx::values {

/// 目标1, 表15, 〔2021〕, "1、", "(3)", 12345热线: digits that name. The begin of the label, or
/// nothing when the number measures. `measure_end` is behind its unit.
struct NamePlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::optional<NamePlace> find_name(std::string_view text, std::size_t floor,
                                   const NumberPlace& number, const Measure& measure, Mode mode,
                                   const ValueWords& words);

/// 15 日前: a day of the month, not fifteen days. The end of 日前, or nothing.
std::optional<std::size_t> match_day_deadline(std::string_view text, const NumberPlace& number);

/// Digits joined by points, colons, slashes or dashes that are no number: 1.2.3, 1:2, 60/90, 8:30,
/// 0471-1234567. Empty when the digits at `position` are none of these.
struct Chain {
  std::size_t end = 0;
  bool dotted = false;
};
std::optional<Chain> scan_chain(std::string_view text, std::size_t position);

/// 每 in front of a number, in the same clause: 每个班级 60 人, 每季度 2 场, 每人每月 500 元.
struct EachPlace {
  std::size_t begin = 0;  ///< Of the first 每.
  /// What stands behind 每, outermost first; a period has no words.
  struct Part {
    Period period = Period::None;
    std::string_view words;
    bool time = false;  ///< 学期: a time, if no period of the year.
  };
  std::array<Part, 2> parts;
  std::size_t count = 0;
};
std::optional<EachPlace> find_each(std::string_view text, std::size_t floor, std::size_t begin,
                                   const ValueWords& words);

/// Joins the parts to the unit where the result has a name: 2 场 each 季度 are 2 场/季度, 500 元
/// each 人 are 500 元/人. Other units stay as they are.
void apply_each(const EachPlace& each, const Lexicon& lexicon, Unit& unit);

/// The bytes of the minus sign (or 零下) directly before the number; 0 when there is none, or when
/// the sign is a dash.
std::size_t minus_before(std::string_view text, std::size_t floor, const NumberPlace& number,
                         const Unit& unit);

}  // namespace jx::values
