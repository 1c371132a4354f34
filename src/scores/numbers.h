// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/decimal.h"
#include "profiles/scoring.h"

/// The arithmetic of one row of numbers: exact, without allocation, the same for a single
/// indicator with its derivation and for columns of millions.
///
/// A score is weight × above ÷ below, rounded half-up to two places once, at the end. Target,
/// actual and baseline are brought to one scale first, so that `above` and `below` are whole
/// numbers.
namespace jx {

/// Which formula a row asks for.
enum class ScoreFormula : std::uint8_t {
  AtLeast,       ///< 正向, ＝
  AtMost,        ///< 反向, and ＝ 0
  Range,         ///< 区间: full from `target` to `target_high`
  Satisfaction,  ///< 满意度, by ratio or by bands
  Execution,     ///< 预算执行率: `target` is the budget, `actual` what was executed
};

/// What came of it. Without a score: Undefined, Inapplicable, Impossible, Judgement, Overflow.
enum class ScoreOutcome : std::uint8_t {
  Met,           ///< Full weight.
  Proportional,  ///< By the formula, between nothing and the full weight.
  Nothing,       ///< The formula gives 0.
  Reduced,       ///< Met, with a deduction for over-achievement.
  Undefined,     ///< No formula holds: a share of a target below zero, a range without width.
  Inapplicable,  ///< 0 executed of a budget of 0.
  Impossible,    ///< Money executed without a budget, amounts below zero, a weight below zero.
  Judgement,     ///< OV-MANUAL: a person has to enter the score.
  Overflow,      ///< Exact arithmetic left its range.
};

constexpr bool has_score(ScoreOutcome outcome) noexcept {
  return outcome < ScoreOutcome::Undefined;
}

/// The numbers of one indicator.
struct ScoreNumbers {
  ScoreFormula formula = ScoreFormula::AtLeast;
  bool open_ended = false;  ///< No natural ceiling: over-achievement policies look only at these.
  bool strict = false;      ///< ＞ and ＜: the target itself is not enough.
  bool has_baseline = false;
  Decimal target;
  Decimal target_high = {};
  Decimal actual;
  Decimal baseline = {};
  Decimal weight;
};

struct NumberScore {
  std::int64_t hundredths = 0;  ///< The score in 0.01 points.
  ScoreOutcome outcome = ScoreOutcome::Undefined;
  bool overshot = false;       ///< At or beyond the deviation of the chosen policy.
  bool from_baseline = false;  ///< Scored by progress; otherwise by ratio.
};

/// Many indicators, one span a number; empty `target_high`, `baseline`, `open_ended` and `strict`
/// where no row has such a thing. A row without a baseline repeats its target there.
struct ScoreColumns {
  std::span<const ScoreFormula> formula;
  std::span<const Decimal> target;
  std::span<const Decimal> actual;
  std::span<const Decimal> weight;
  std::span<const Decimal> target_high = {};
  std::span<const Decimal> baseline = {};
  std::span<const std::uint8_t> open_ended = {};
  std::span<const std::uint8_t> strict = {};
};

namespace detail {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

constexpr std::array<std::int64_t, 19> kTens = [] {
  std::array<std::int64_t, 19> tens{};
  std::int64_t power = 1;
  for (std::size_t i = 0; i < tens.size(); ++i) {
    tens[i] = power;
    if (i + 1 < tens.size()) power *= 10;
  }
  return tens;
}();

constexpr std::int64_t ten_to(int exponent) noexcept {
  return kTens[static_cast<std::size_t>(exponent)];
}

/// A share of the weight; `below` is above zero.
struct Share {
  Wide above = 0;
  Wide below = 1;
};

/// A number of a policy as a fraction.
struct PolicyNumber {
  std::int64_t above = 0;
  std::int64_t below = 1;
};

/// above ÷ below, halves up; both are not negative.
inline std::uint64_t quotient_half_up(std::uint64_t above, std::uint64_t below) noexcept {
  const std::uint64_t quotient = above / below;
  const std::uint64_t rest = above % below;
  return quotient + static_cast<std::uint64_t>(rest >= below - rest);
}

/// The weight in hundredths when it has no more places, which nearly all have; else as it is, with
/// the places that are left to divide by.
struct WeightUnits {
  std::int64_t units = 0;
  std::int64_t divisor = 1;
  bool fits = true;
};

inline WeightUnits weight_units(const Decimal& weight) noexcept {
  if (weight.scale() > 2) return {weight.mantissa(), ten_to(weight.scale() - 2), true};
  WeightUnits result;
  result.fits =
      !__builtin_mul_overflow(weight.mantissa(), ten_to(2 - weight.scale()), &result.units);
  return result;
}

/// weight × share in hundredths, half-up, never more than the weight; below zero on overflow.
inline std::int64_t points(const WeightUnits& weight, const Share& share) noexcept {
  constexpr std::int64_t kFastWeight = std::int64_t{1} << 21;
  constexpr Wide kFastShare = Wide{1} << 41;
  if (weight.divisor == 1 && weight.units < kFastWeight && share.above < kFastShare &&
      share.below < kFastShare) {
    const auto above = static_cast<std::uint64_t>(share.above);
    return static_cast<std::int64_t>(quotient_half_up(
        static_cast<std::uint64_t>(weight.units) * above, static_cast<std::uint64_t>(share.below)));
  }
  Wide above = 0;
  Wide below = 0;
  if (__builtin_mul_overflow(share.above, static_cast<Wide>(weight.units), &above) ||
      __builtin_mul_overflow(share.below, static_cast<Wide>(weight.divisor), &below)) {
    return -1;
  }
  Wide quotient = above / below;
  const Wide rest = above % below;
  if (rest >= below - rest) ++quotient;
  // A weight of more than two places may be less than its own rounding.
  quotient = std::min<Wide>(quotient, weight.units / weight.divisor);
  return quotient > std::numeric_limits<std::int64_t>::max() ? -1
                                                             : static_cast<std::int64_t>(quotient);
}

}  // namespace detail

/// The choices of a profile and their numbers, made ready once.
class NumberScorer {
 public:
  explicit NumberScorer(const ScoringRules& rules);

  NumberScore score(const ScoreNumbers& numbers) const noexcept;

  /// All rows of the columns, which are equally long; the scores in 0.01 points, 0 where the
  /// outcome has no score. Numbers only: words and derivations are for single indicators.
  void score_columns(const ScoreColumns& columns, std::span<std::int64_t> hundredths,
                     std::span<ScoreOutcome> outcomes) const noexcept;

 private:
  using Wide = detail::Wide;
  using Share = detail::Share;

  /// Everything at one scale.
  struct Aligned {
    Wide target = 0;
    Wide target_high = 0;
    Wide actual = 0;
    Wide baseline = 0;
  };
  /// A share, and whether there is one.
  struct Part {
    ScoreOutcome outcome = ScoreOutcome::Undefined;
    Share share = {};
    bool from_baseline = false;
  };

  static Aligned align(const ScoreNumbers& numbers) noexcept;
  Part unmet_at_least(const ScoreNumbers& numbers, const Aligned& at) const noexcept;
  Part unmet_at_most(const ScoreNumbers& numbers, const Aligned& at) const noexcept;
  Part outside_range(const Aligned& at) const noexcept;
  Part in_bands(const ScoreNumbers& numbers) const noexcept;
  static Part execution(const Aligned& at) noexcept;
  Part share_of(const ScoreNumbers& numbers, const Aligned& at) const noexcept;
  bool overshoots(const ScoreNumbers& numbers, const Aligned& at) const noexcept;
  NumberScore score_aligned(const ScoreNumbers& numbers, const Aligned& at) const noexcept;
  Part reduced_share(const Aligned& at, bool positive) const noexcept;
  NumberScore deduct(const Aligned& at, bool positive, const detail::WeightUnits& weight,
                     NumberScore result) const noexcept;

  PolicyId quantitative_;
  PolicyId reverse_;
  PolicyId over_;
  PolicyId range_;
  PolicyId satisfaction_;
  detail::PolicyNumber over_from_;
  detail::PolicyNumber over_slope_;
  detail::PolicyNumber over_floor_;
  std::int64_t over_points_ = 0;  ///< In hundredths.
  detail::PolicyNumber range_slope_;
  std::vector<SatisfactionBand> bands_;
};

}  // namespace jx
