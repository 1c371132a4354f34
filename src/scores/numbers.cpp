// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scores/numbers.h"

namespace jx {
namespace {

using detail::PolicyNumber;
using detail::Share;
using detail::ten_to;
using detail::Wide;

PolicyNumber fraction_of(const std::optional<Decimal>& number) {
  if (!number) return {};
  const Decimal short_form = number->trimmed();
  return {short_form.mantissa(), ten_to(short_form.scale())};
}

Wide at_scale(const Decimal& value, int scale) noexcept {
  return static_cast<Wide>(value.mantissa()) * ten_to(scale - value.scale());
}

/// 0 and above stays; what went the wrong way is nothing, not less than nothing.
Share not_negative(Wide above, Wide below) noexcept { return {above < 0 ? 0 : above, below}; }

}  // namespace

NumberScorer::NumberScorer(const ScoringRules& rules)
    : quantitative_(rules.choice(PolicyGroup::Quantitative)),
      reverse_(rules.choice(PolicyGroup::Reverse)),
      over_(rules.choice(PolicyGroup::OverAchievement)),
      range_(rules.choice(PolicyGroup::Range)),
      satisfaction_(rules.choice(PolicyGroup::Satisfaction)),
      bands_(rules.satisfaction_bands) {
  const PolicyCard& over = rules.card(over_);
  over_from_ = fraction_of(over.from);
  over_slope_ = fraction_of(over.slope);
  over_floor_ = fraction_of(over.floor);
  if (over.points) over_points_ = over.points->with_places(2).value().mantissa();
  range_slope_ = fraction_of(rules.card(range_).slope);
}

NumberScorer::Aligned NumberScorer::align(const ScoreNumbers& numbers) noexcept {
  int scale = std::max(numbers.target.scale(), numbers.actual.scale());
  if (numbers.formula == ScoreFormula::Range) scale = std::max(scale, numbers.target_high.scale());
  if (numbers.has_baseline) scale = std::max(scale, numbers.baseline.scale());
  Aligned at;
  at.target = at_scale(numbers.target, scale);
  at.actual = at_scale(numbers.actual, scale);
  if (numbers.formula == ScoreFormula::Range) at.target_high = at_scale(numbers.target_high, scale);
  if (numbers.has_baseline) at.baseline = at_scale(numbers.baseline, scale);
  return at;
}

NumberScorer::Part NumberScorer::unmet_at_least(const ScoreNumbers& numbers,
                                                const Aligned& at) const noexcept {
  // A baseline at or above the target leaves no way to go: then the ratio says how much was kept.
  if (quantitative_ == PolicyId::ProgressFromBaseline && numbers.has_baseline &&
      at.baseline < at.target) {
    return {ScoreOutcome::Proportional,
            not_negative(at.actual - at.baseline, at.target - at.baseline), true};
  }
  if (at.target < 0) return {};
  if (at.target == 0) return {ScoreOutcome::Nothing};
  return {ScoreOutcome::Proportional, not_negative(at.actual, at.target)};
}

NumberScorer::Part NumberScorer::unmet_at_most(const ScoreNumbers& numbers,
                                               const Aligned& at) const noexcept {
  if (quantitative_ == PolicyId::ProgressFromBaseline && numbers.has_baseline &&
      at.baseline > at.target) {
    return {ScoreOutcome::Proportional,
            not_negative(at.baseline - at.actual, at.baseline - at.target), true};
  }
  if (reverse_ == PolicyId::RevCliff) return {ScoreOutcome::Nothing};
  if (at.target < 0) return {};
  if (at.target == 0) return {ScoreOutcome::Nothing};
  if (reverse_ == PolicyId::RevRatio) return {ScoreOutcome::Proportional, {at.target, at.actual}};
  return {ScoreOutcome::Proportional, not_negative(2 * at.target - at.actual, at.target)};
}

NumberScorer::Part NumberScorer::outside_range(const Aligned& at) const noexcept {
  if (range_ == PolicyId::RangeCliff) return {ScoreOutcome::Nothing};
  const Wide width = at.target_high - at.target;
  if (width == 0) return {};
  const Wide distance = at.actual < at.target ? at.target - at.actual : at.actual - at.target_high;
  return {ScoreOutcome::Proportional,
          not_negative(width * range_slope_.below - 2 * range_slope_.above * distance,
                       width * range_slope_.below)};
}

NumberScorer::Part NumberScorer::in_bands(const ScoreNumbers& numbers) const noexcept {
  for (const SatisfactionBand& band : bands_) {
    if (numbers.actual < band.from) continue;
    return {ScoreOutcome::Proportional, {band.share.mantissa(), ten_to(band.share.scale())}};
  }
  return {ScoreOutcome::Nothing};
}

NumberScorer::Part NumberScorer::execution(const Aligned& at) noexcept {
  if (at.target < 0 || at.actual < 0) return {ScoreOutcome::Impossible};
  if (at.target == 0) {
    return {at.actual == 0 ? ScoreOutcome::Inapplicable : ScoreOutcome::Impossible};
  }
  if (at.actual >= at.target) return {ScoreOutcome::Met, {1, 1}};
  return {ScoreOutcome::Proportional, {at.actual, at.target}};
}

NumberScorer::Part NumberScorer::share_of(const ScoreNumbers& numbers,
                                          const Aligned& at) const noexcept {
  // A formula in proportion still gives all of the weight to what only equals a strict target.
  const bool equals = at.actual == at.target && !numbers.strict;
  switch (numbers.formula) {
    case ScoreFormula::AtLeast:
      if (at.actual > at.target || equals) return {ScoreOutcome::Met, {1, 1}};
      return unmet_at_least(numbers, at);
    case ScoreFormula::AtMost:
      if (at.actual < at.target || equals) return {ScoreOutcome::Met, {1, 1}};
      return unmet_at_most(numbers, at);
    case ScoreFormula::Range:
      if (at.target > at.target_high) return {ScoreOutcome::Impossible};
      if (at.actual >= at.target && at.actual <= at.target_high) return {ScoreOutcome::Met, {1, 1}};
      return outside_range(at);
    case ScoreFormula::Satisfaction:
      if (satisfaction_ == PolicyId::SatBands) return in_bands(numbers);
      if (at.actual > at.target || equals) return {ScoreOutcome::Met, {1, 1}};
      return unmet_at_least(numbers, at);
    case ScoreFormula::Execution: return execution(at);
  }
  return {};
}

/// Shares of a deviation make no sense from zero or below; percentages with a ceiling do not
/// deviate.
bool NumberScorer::overshoots(const ScoreNumbers& numbers, const Aligned& at) const noexcept {
  if (over_ == PolicyId::OvNone || !numbers.open_ended || at.target <= 0) return false;
  const bool positive = numbers.formula == ScoreFormula::AtLeast;
  if (!positive && numbers.formula != ScoreFormula::AtMost) return false;
  const Wide deviation = positive ? at.actual - at.target : at.target - at.actual;
  const Wide left = deviation * over_from_.below;
  const Wide right = at.target * over_from_.above;
  // OV-PROP and OV-MANUAL look at what is beyond the deviation, the others begin with it.
  const bool beyond = over_ == PolicyId::OvProp || over_ == PolicyId::OvManual;
  return beyond ? left > right : left >= right;
}

/// 1 − k × (d − d0) with d = deviation ÷ t, over one denominator; no less than the floor.
NumberScorer::Part NumberScorer::reduced_share(const Aligned& at, bool positive) const noexcept {
  const Wide deviation = positive ? at.actual - at.target : at.target - at.actual;
  const Wide beyond = deviation * over_from_.below - at.target * over_from_.above;
  Share share;
  Wide lost = 0;
  Wide left = 0;
  Wide right = 0;
  if (__builtin_mul_overflow(at.target, Wide{over_slope_.below} * over_from_.below, &share.below) ||
      __builtin_mul_overflow(beyond, Wide{over_slope_.above}, &lost) ||
      __builtin_sub_overflow(share.below, lost, &share.above) ||
      __builtin_mul_overflow(share.above, Wide{over_floor_.below}, &left) ||
      __builtin_mul_overflow(share.below, Wide{over_floor_.above}, &right)) {
    return {ScoreOutcome::Overflow};
  }
  if (left < right) share = {over_floor_.above, over_floor_.below};
  return {ScoreOutcome::Reduced, share};
}

NumberScore NumberScorer::deduct(const Aligned& at, bool positive,
                                 const detail::WeightUnits& weight,
                                 NumberScore result) const noexcept {
  result.overshot = true;
  if (over_ == PolicyId::Ov302) {
    result.hundredths = std::max<std::int64_t>(0, result.hundredths - over_points_);
    result.outcome = ScoreOutcome::Reduced;
  } else if (over_ == PolicyId::OvManual) {
    result.hundredths = 0;
    result.outcome = ScoreOutcome::Judgement;
  } else if (over_ == PolicyId::OvProp) {
    const Part part = reduced_share(at, positive);
    result.outcome = part.outcome;
    result.hundredths = has_score(part.outcome) ? detail::points(weight, part.share) : 0;
    if (result.hundredths < 0) result = {.outcome = ScoreOutcome::Overflow, .overshot = true};
  }
  return result;
}

NumberScore NumberScorer::score_aligned(const ScoreNumbers& numbers,
                                        const Aligned& at) const noexcept {
  const Part part = share_of(numbers, at);
  NumberScore result{.outcome = part.outcome, .from_baseline = part.from_baseline};
  if (!has_score(part.outcome)) return result;
  const detail::WeightUnits weight = detail::weight_units(numbers.weight);
  result.hundredths = weight.fits ? detail::points(weight, part.share) : -1;
  if (result.hundredths < 0) return {.outcome = ScoreOutcome::Overflow};
  if (part.outcome == ScoreOutcome::Proportional && part.share.above == 0) {
    result.outcome = ScoreOutcome::Nothing;
  }
  if (part.outcome == ScoreOutcome::Met && overshoots(numbers, at)) {
    return deduct(at, numbers.formula == ScoreFormula::AtLeast, weight, result);
  }
  return result;
}

NumberScore NumberScorer::score(const ScoreNumbers& numbers) const noexcept {
  if (numbers.weight.is_negative()) return {.outcome = ScoreOutcome::Impossible};
  return score_aligned(numbers, align(numbers));
}

void NumberScorer::score_columns(const ScoreColumns& columns, std::span<std::int64_t> hundredths,
                                 std::span<ScoreOutcome> outcomes) const noexcept {
  const bool ranges = !columns.target_high.empty();
  const bool baselines = !columns.baseline.empty();
  const bool open = !columns.open_ended.empty();
  const bool strict = !columns.strict.empty();
  for (std::size_t i = 0; i < columns.formula.size(); ++i) {
    const ScoreNumbers numbers{.formula = columns.formula[i],
                               .open_ended = open && columns.open_ended[i] != 0,
                               .strict = strict && columns.strict[i] != 0,
                               .has_baseline = baselines,
                               .target = columns.target[i],
                               .target_high = ranges ? columns.target_high[i] : columns.target[i],
                               .actual = columns.actual[i],
                               .baseline = baselines ? columns.baseline[i] : Decimal(),
                               .weight = columns.weight[i]};
    const NumberScore result = score(numbers);
    hundredths[i] = result.hundredths;
    outcomes[i] = result.outcome;
  }
}

}  // namespace jx
