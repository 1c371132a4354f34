// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/target.h"
#include "records/value_words.h"

/// The shared grammar of target cells and prose: every number in a text as one phrase, with the
/// operator, the unit and the place that belong to it. One pass from left to right; what a phrase
/// looks back and ahead is bounded, so the time is linear in the text.
namespace jx::values {

/// In a value cell an unknown word behind digits is their unit, 年底 is a date and two dates make a
/// period; in prose none of this is safe to say.
enum class Mode : std::uint8_t { Cell, Prose };

/// What is wrong with a phrase that tries to be a number. Prose passes over it; a value cell is
/// Malformed.
enum class Fault : std::uint8_t {
  None,
  DoubledSign,     ///< ≥≥90
  TooLarge,        ///< more digits than exact arithmetic holds
  NotANumber,      ///< 12a, 1e999, 1.2.3
  ReversedRange,   ///< 50-30
  Contradiction,   ///< 不超过 90% 以上
  SignWithRange,   ///< ≥30-50
  ImpossibleDate,  ///< 2月30日
};

/// A ratio (60/90), a time of day or a code: digits that are no quantity of their own are Ordinal
/// without a value.
struct Phrase {
  QuantityKind kind = QuantityKind::Number;
  Fault fault = Fault::None;
  Comparator comparator = Comparator::Unstated;
  std::optional<Decimal> value = std::nullopt;
  std::optional<Decimal> value_high = std::nullopt;
  std::optional<Date> date = std::nullopt;
  std::optional<Date> date_high = std::nullopt;  ///< The end of "1月1日至12月31日" in a value cell.
  Unit unit = {};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool per_each = false;
  bool approximate = false;
  bool in_chinese = false;  ///< Written in Chinese numerals.
};

std::vector<Phrase> scan_phrases(std::string_view text, Mode mode, const ValueWords& words);

}  // namespace jx::values
