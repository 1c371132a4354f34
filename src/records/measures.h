// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/decimal.h"
#include "lexicon/lexicon.h"
#include "lexicon/terms.h"
#include "records/numerals.h"
#include "records/value_words.h"

/// What stands behind a number: its multiplier and its unit.
namespace jx::values {

/// The rhythm of "每季度 2 场" and "2 场/季度".
enum class Period : std::uint8_t { None, Year, HalfYear, Quarter, TwoMonths, Month, Week, Day };

/// "季度", "双月": the word that names a unit such as 场/季度.
std::string_view name_of(Period period) noexcept;
/// The period whose word begins at `position` ("季度", "个月"), and where the word ends.
struct PeriodMatch {
  Period period = Period::None;
  std::size_t end = 0;
};
PeriodMatch match_period(std::string_view text, std::size_t position);

/// Joins "元" and "人" to 元/人, as the lexicon knows it or else with what can be told of it.
void append_denominator(std::string_view words, const Lexicon& lexicon, Unit& unit);

/// The same for a time: 次 and 15天 are a frequency, 次/15天.
void append_time(std::string_view time, const Lexicon& lexicon, Unit& unit);

/// Makes the period part of the unit: 场/季度 is a frequency, 元/月 a price. A year changes only
/// events (次/年): amounts are a year's anyway, and shares and durations have no rhythm.
void apply_period(Period period, const Lexicon& lexicon, Unit& unit);

/// A number with what stands behind it.
struct Measure {
  Decimal value = {};
  Unit unit = {};
  std::size_t end = 0;    ///< Behind number, multiplier and unit.
  Decimal multiplier{1};  ///< What the value was multiplied with: 10000 in 6.6万人次.
  Period period = Period::None;
  bool has_unit = false;     ///< A unit or a counted noun is written.
  bool approximate = false;  ///< 100 余人
  bool too_large = false;    ///< The multiplier leaves the range of exact numbers.
  bool per_each = false;     ///< 元/人, 次/年: a rate
};

/// Where the number stands in the text and what it is.
struct NumberPlace {
  Decimal value;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool chinese = false;
};

/// Reads the unit behind a number. 万元 and the like are units; 万 in front of another unit
/// multiplies (6.6万人次 is 66000 人次); a bare 万 is a unit that says neither money nor count.
Measure read_measure(std::string_view text, const NumberPlace& number, const ValueWords& words);

/// The unit at `position`, spaces before it skipped; `end` is behind it.
struct UnitPlace {
  Unit unit;
  std::size_t end = 0;
};
std::optional<UnitPlace> match_unit(std::string_view text, std::size_t position,
                                    const ValueWords& words);

}  // namespace jx::values
