// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "lexicon/unit_conversion.h"
#include "scores/score.h"

namespace jx {
namespace {

constexpr int kPlaces = 2;

ScoreGap gap_of(Absence absence) noexcept {
  switch (absence) {
    case Absence::Blank: return ScoreGap::ActualBlank;
    case Absence::NotApplicable: return ScoreGap::ActualNotApplicable;
    case Absence::NotDue: return ScoreGap::ActualNotDue;
    case Absence::NotObtainable: return ScoreGap::ActualNotObtainable;
    case Absence::Unread: return ScoreGap::ActualUnread;
  }
  return ScoreGap::ActualUnread;
}

ScoreGap target_gap(Absence absence) noexcept {
  if (absence == Absence::NotApplicable) return ScoreGap::TargetNotApplicable;
  return absence == Absence::Unread ? ScoreGap::TargetUnread : ScoreGap::TargetMissing;
}

ScoreGap gap_of(ScoreOutcome outcome) noexcept {
  switch (outcome) {
    case ScoreOutcome::Undefined: return ScoreGap::NoFormula;
    case ScoreOutcome::Inapplicable: return ScoreGap::NoBudget;
    case ScoreOutcome::Impossible: return ScoreGap::Impossible;
    case ScoreOutcome::Judgement: return ScoreGap::NeedsJudgement;
    case ScoreOutcome::Overflow: return ScoreGap::Overflow;
    case ScoreOutcome::Met:
    case ScoreOutcome::Proportional:
    case ScoreOutcome::Nothing:
    case ScoreOutcome::Reduced: break;
  }
  return ScoreGap::None;
}

bool is_cost(const Indicator& indicator) noexcept {
  if (indicator.level1.has_value() && *indicator.level1 == Level1::Cost) return true;
  if (!indicator.level2.has_value()) return false;
  switch (*indicator.level2) {
    case Level2::Cost:
    case Level2::EconomicCost:
    case Level2::SocialCost:
    case Level2::EcologicalCost: return true;
    default: return false;
  }
}

bool is_satisfaction(const Indicator& indicator) noexcept {
  return (indicator.level1.has_value() && *indicator.level1 == Level1::Satisfaction) ||
         (indicator.level2.has_value() && *indicator.level2 == Level2::Satisfaction);
}

struct Bearing {
  bool reverse = false;
  DirectionGround ground = DirectionGround::Sign;
};

/// A sign decides; ＝ and no sign leave it to the column, then to the level.
Bearing bearing_of(const Indicator& indicator, const Target& target) {
  switch (target.comparator) {
    case Comparator::AtLeast:
    case Comparator::GreaterThan: return {false, DirectionGround::Sign};
    case Comparator::AtMost:
    case Comparator::LessThan: return {true, DirectionGround::Sign};
    default: break;
  }
  if (indicator.direction.has_value() && *indicator.direction != Direction::Unstated &&
      *indicator.direction != Direction::Moderate) {
    return {*indicator.direction == Direction::Reverse, DirectionGround::Column};
  }
  if (is_cost(indicator)) return {true, DirectionGround::CostLevel};
  return {false, DirectionGround::Unsaid};
}

ScoreFormula formula_of(const Indicator& indicator, const Target& target, const Bearing& bearing) {
  const bool moderate =
      indicator.direction.has_value() && *indicator.direction == Direction::Moderate;
  if (target.value_high || (moderate && bearing.ground != DirectionGround::Sign)) {
    return ScoreFormula::Range;
  }
  // ＝ 0 can only be exceeded.
  const bool exactly_zero = target.comparator == Comparator::Equal && target.value->is_zero();
  if (bearing.reverse || exactly_zero) return ScoreFormula::AtMost;
  const bool in_percent =
      target.unit.dimension == Dimension::Ratio || target.unit.dimension == Dimension::Unknown;
  return is_satisfaction(indicator) && in_percent ? ScoreFormula::Satisfaction
                                                  : ScoreFormula::AtLeast;
}

/// A rate up to 100 % has a ceiling: it cannot show that the target was set too low.
bool is_open_ended(const Target& target) {
  switch (target.unit.dimension) {
    case Dimension::Ratio: return target.value && *target.value > Decimal(100);
    case Dimension::PercentPoint:
    case Dimension::Points:
    case Dimension::Level: return false;
    default: return true;
  }
}

/// A unit that only one side prints is taken for both.
bool in_one_unit(const Target& target, const Target& actual) {
  return actual.unit.name.empty() || target.unit.name.empty() ||
         actual.unit.name == target.unit.name;
}

/// The actual in the target's unit.
std::optional<Decimal> in_unit_of(const Target& target, const Target& actual) {
  if (in_one_unit(target, actual)) return actual.value;
  return convert_exactly(*actual.value, actual.unit, target.unit);
}

/// How in_unit_of() came to its number; empty where nothing was converted.
std::string conversion_of(const Target& target, const Target& actual) {
  if (in_one_unit(target, actual)) return {};
  std::string words = "填报 " + actual.value->trimmed().to_string() + " " + actual.unit.name;
  if (actual.unit.factor != Decimal(1)) words += "，× " + actual.unit.factor.to_string();
  if (target.unit.factor != Decimal(1)) words += "，÷ " + target.unit.factor.to_string();
  return words;
}

struct LevelMatch {
  std::size_t scale = 0;
  std::size_t level = 0;
};

bool is_same(std::string_view folded, std::string_view word) {
  return folded == letters_only(fold(word));
}

/// The level whose name or spelling these words are; a target that names a scale limits the search.
std::optional<LevelMatch> find_level(const std::vector<LevelScale>& scales, std::string_view target,
                                     std::string_view actual) {
  const std::string promised = letters_only(fold(target));
  const std::string reported = letters_only(fold(actual));
  for (std::size_t s = 0; s < scales.size(); ++s) {
    const LevelScale& scale = scales[s];
    const bool named = std::any_of(scale.targets.begin(), scale.targets.end(),
                                   [&](const auto& words) { return is_same(promised, words); });
    // 良好 promised and 良好 reported is a promise kept, not a second-best level.
    if (!named && !scale.targets.empty()) continue;
    for (std::size_t l = 0; l < scale.levels.size(); ++l) {
      const ScaleLevel& level = scale.levels[l];
      const bool same = is_same(reported, level.name) ||
                        std::any_of(level.words.begin(), level.words.end(),
                                    [&](const auto& words) { return is_same(reported, words); });
      if (same) return LevelMatch{s, l};
    }
  }
  // The promised words come back: the best level of the first scale.
  if (!promised.empty() && promised == reported && !scales.empty()) return LevelMatch{0, 0};
  return std::nullopt;
}

/// weight × share half-up, and never more than the weight.
Decimal part_of(const Decimal& share, const Decimal& weight) {
  const detail::WeightUnits units = detail::weight_units(weight);
  const std::int64_t hundredths =
      units.fits ? detail::points(units, {share.mantissa(), detail::ten_to(share.scale())}) : -1;
  return hundredths < 0 ? weight : Decimal::make(hundredths, kPlaces).value();
}

PointBand band_of(const ScaleLevel& level, const Decimal& weight) {
  return {.low = part_of(level.low, weight),
          .high = part_of(level.high, weight),
          .includes_low = level.includes_low,
          .includes_high = level.includes_high};
}

/// The printed weight in points; a gap when there is none.
ScoreGap take_weight(const Field<Decimal>& weight, bool fractions, Decimal& points) {
  if (!weight.has_value()) return ScoreGap::WeightMissing;
  if (weight->is_negative()) return ScoreGap::WeightInvalid;
  points = *weight;
  if (!fractions) return ScoreGap::None;
  const Result<Decimal> scaled = weight->times(Decimal(100));
  if (!scaled.ok()) return ScoreGap::Overflow;
  points = scaled->trimmed();
  return ScoreGap::None;
}

std::optional<Decimal> entered_points(const Actual& actual, bool fractions) {
  Decimal points;
  if (take_weight(actual.score, fractions, points) != ScoreGap::None) {
    return actual.score.has_value() ? std::optional(*actual.score) : std::nullopt;
  }
  return points;
}

void set_points(IndicatorScore& result, std::int64_t hundredths) {
  result.score = Decimal::make(hundredths, kPlaces).value();
  result.gap = ScoreGap::None;
}

void give_full(IndicatorScore& result) {
  result.score = part_of(Decimal(1), result.weight);
  result.gap = ScoreGap::None;
}

PolicyId policy_of(const ScoreNumbers& numbers, const NumberScore& outcome,
                   const ScoringRules& rules) {
  if (outcome.from_baseline) return PolicyId::ProgressFromBaseline;
  switch (numbers.formula) {
    case ScoreFormula::AtLeast: return PolicyId::QuantRatio;
    case ScoreFormula::AtMost: return rules.choice(PolicyGroup::Reverse);
    case ScoreFormula::Range: return rules.choice(PolicyGroup::Range);
    case ScoreFormula::Satisfaction: return rules.choice(PolicyGroup::Satisfaction);
    case ScoreFormula::Execution: return PolicyId::ExecRatio;
  }
  return PolicyId::QuantRatio;
}

/// Whether it was done by the deadline, as far as both are stated: a month lasts to its end, a
/// year that only one side states is the same year. Absent when the report is too coarse to tell.
std::optional<bool> in_time(const Date& done, const Date& deadline) {
  if (done.year != 0 && deadline.year != 0 && done.year != deadline.year) {
    return done.year < deadline.year;
  }
  if (deadline.month == 0) return true;
  if (done.month == 0) return std::nullopt;
  if (done.month != deadline.month) return done.month < deadline.month;
  if (deadline.day == 0) return true;
  if (done.day == 0) return std::nullopt;
  return done.day <= deadline.day;
}

/// What a person entered counts when it lies in the band; it is never moved into it.
void judge(IndicatorScore& result) {
  if (!result.entered) {
    result.gap = ScoreGap::NeedsJudgement;
  } else if (!result.band->holds(*result.entered)) {
    result.gap = ScoreGap::OutsideBand;
  } else {
    result.score = result.entered->rounded(kPlaces).with_places(kPlaces).value_or(*result.entered);
    result.gap = ScoreGap::None;
  }
}

void score_date(const Indicator& indicator, IndicatorScore& result) {
  result.kind = ScoreKind::Date;
  const Target& target = *indicator.target;
  const Target& actual = *indicator.actual->value;
  if (!actual.date) {
    result.gap = ScoreGap::KindsDiffer;
    return;
  }
  const Date deadline = target.date_high ? *target.date_high : *target.date;
  const Date done = actual.date_high ? *actual.date_high : *actual.date;
  const std::optional<bool> kept = in_time(done, deadline);
  if (kept == true) {
    give_full(result);
    return;
  }
  result.gap = kept ? ScoreGap::LateDate : ScoreGap::KindsDiffer;
  if (!kept) return;
  // No regulation says how much a late end costs; that it costs something is certain.
  result.band = PointBand{.low = Decimal::make(0, kPlaces).value(),
                          .high = part_of(Decimal(1), result.weight),
                          .includes_high = false};
  if (result.entered) judge(result);
}

}  // namespace

bool PointBand::holds(const Decimal& points) const noexcept {
  const bool above = includes_low ? points >= low : points > low;
  const bool below = includes_high ? points <= high : points < high;
  return above && below;
}

std::string PointBand::to_string() const {
  return (includes_low ? "[" : "(") + low.to_string() + ", " + high.to_string() +
         (includes_high ? "]" : ")");
}

void Scorer::score_numbers(const Indicator& indicator, IndicatorScore& result) const {
  const Target& target = *indicator.target;
  const Target& actual = *indicator.actual->value;
  if (!actual.value || actual.value_high) {
    result.gap = ScoreGap::KindsDiffer;
    return;
  }
  std::optional<Decimal> converted = in_unit_of(target, actual);
  if (!converted) {
    result.gap = ScoreGap::UnitsDiffer;
    return;
  }
  const Bearing bearing = bearing_of(indicator, target);
  result.conversion = conversion_of(target, actual);
  const auto percent = bearing.reverse ? std::nullopt
                                       : percent_from_part(*converted, indicator.actual->value.raw,
                                                           *target.value, target.unit);
  if (percent) {
    result.conversion = "填报 " + converted->to_string() + "，没有写 %，× 100";
    converted = percent;
  }
  result.kind = ScoreKind::Numbers;
  result.comparator = target.comparator;
  result.ground = bearing.ground;
  result.unit = target.unit.name.empty() ? actual.unit.name : target.unit.name;
  result.numbers = {.formula = formula_of(indicator, target, bearing),
                    .open_ended = is_open_ended(target),
                    .strict = target.comparator == Comparator::GreaterThan ||
                              target.comparator == Comparator::LessThan,
                    .has_baseline = target.baseline.has_value(),
                    .target = *target.value,
                    .target_high = target.value_high.value_or(*target.value),
                    .actual = *converted,
                    .baseline = target.baseline.value_or(Decimal()),
                    .weight = result.weight};
  result.outcome = numbers_.score(result.numbers);
  result.policy = policy_of(result.numbers, result.outcome, rules_);
  if (result.outcome.overshot) result.over_policy = rules_.choice(PolicyGroup::OverAchievement);
  if (has_score(result.outcome.outcome)) {
    set_points(result, result.outcome.hundredths);
    return;
  }
  result.gap = gap_of(result.outcome.outcome);
  if (result.gap != ScoreGap::NeedsJudgement) return;
  result.band = PointBand{.low = Decimal::make(0, kPlaces).value(),
                          .high = part_of(Decimal(1), result.weight)};
  if (trimmed(indicator.actual->reason.text).empty()) {
    result.gap = ScoreGap::NeedsReason;
  } else {
    judge(result);
  }
}

void Scorer::score_levels(const Indicator& indicator, IndicatorScore& result) const {
  result.kind = ScoreKind::Level;
  result.policy = rules_.choice(PolicyGroup::Qualitative);
  const std::optional<LevelMatch> match =
      find_level(rules_.scales, indicator.target.raw, indicator.actual->value.raw);
  if (!match) {
    result.gap = ScoreGap::UnknownLevel;
    return;
  }
  result.scale = match->scale;
  result.level = match->level;
  const ScaleLevel& level = rules_.scales[match->scale].levels[match->level];
  result.band = band_of(level, result.weight);
  if (!result.entered && level.share) {
    result.score = part_of(*level.share, result.weight);
    return;
  }
  judge(result);
}

IndicatorScore Scorer::score(const Indicator& indicator, bool fractions) const {
  IndicatorScore result;
  result.target_words = indicator.target.raw;
  if (indicator.actual) result.actual_words = indicator.actual->value.raw;
  result.gap = take_weight(indicator.weight, fractions, result.weight);
  if (result.gap != ScoreGap::None) return result;
  if (!indicator.target.has_value()) {
    result.gap = target_gap(indicator.target.absence);
    return result;
  }
  if (!indicator.actual) {
    result.gap = ScoreGap::ActualBlank;
    return result;
  }
  const Actual& actual = *indicator.actual;
  result.entered = entered_points(actual, fractions);
  const Target& target = *indicator.target;
  if (target.kind == TargetKind::NotApplicable) {
    result.gap = ScoreGap::TargetNotApplicable;
  } else if (!actual.value.has_value()) {
    result.gap = gap_of(actual.value.absence);
  } else if (actual.value->kind == TargetKind::NotApplicable) {
    result.gap = ScoreGap::ActualNotApplicable;
  } else if (target.value) {
    score_numbers(indicator, result);
  } else if (target.date) {
    score_date(indicator, result);
  } else {
    score_levels(indicator, result);
  }
  return result;
}

IndicatorScore Scorer::score_execution(const FundRow& funds) const {
  IndicatorScore result;
  result.policy = PolicyId::ExecRatio;
  result.weight = funds.weight.has_value() ? *funds.weight : rules_.execution_weight;
  result.base = base_in_use(funds, rules_.execution_base);
  const Field<Decimal>& base = execution_base(funds, rules_.execution_base);
  result.target_words = base.raw;
  result.actual_words = funds.executed.raw;
  if (!base.has_value()) {
    result.gap = target_gap(base.absence);
  } else if (!funds.executed.has_value()) {
    result.gap = gap_of(funds.executed.absence);
  } else {
    result.kind = ScoreKind::Numbers;
    result.numbers = {.formula = ScoreFormula::Execution,
                      .target = *base,
                      .actual = *funds.executed,
                      .weight = result.weight};
    result.outcome = numbers_.score(result.numbers);
    result.gap = gap_of(result.outcome.outcome);
    if (has_score(result.outcome.outcome)) set_points(result, result.outcome.hundredths);
  }
  return result;
}

}  // namespace jx
