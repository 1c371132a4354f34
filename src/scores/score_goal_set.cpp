// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "scores/score.h"

namespace jx {
namespace {

constexpr int kPlaces = 2;
const Decimal kFull(100);

/// Parts of 1: no weight above 1, and all of them hardly more than 1.
bool are_fractions(const GoalSet& set) {
  DecimalSum sum;
  bool any = false;
  for (const Indicator& indicator : set.indicators) {
    if (!indicator.weight.has_value()) continue;
    if (*indicator.weight > Decimal(1)) return false;
    any = true;
    sum.add(*indicator.weight);
  }
  const Result<Decimal> total = sum.total();
  const Decimal most = *Decimal::make(1001, 3);
  return any && total.ok() && *total <= most;
}

Decimal sum_of(const DecimalSum& sum) {
  const Result<Decimal> total = sum.total();
  return total.ok() ? *total : Decimal();
}

/// Also weights that make 100 with what the form itself gives to execution: 80 and 20.
bool is_base(const Profile& profile, const GoalSetScore& score) {
  if (score.execution && score.full_marks == kFull) return true;
  const auto equals = [&](const Decimal& base) {
    if (!score.fractions) return base == score.weight_sum;
    const Result<Decimal> points = base.times(kFull);
    return points.ok() && *points == score.weight_sum;
  };
  const std::vector<Decimal>& bases =
      score.fractions ? profile.fraction_bases : profile.weight_bases;
  return std::any_of(bases.begin(), bases.end(), equals);
}

/// The largest total that an execution rate of so many percent allows.
std::optional<TotalCap> cap_for(const ScoringRules& rules, const Decimal& rate) {
  for (const TotalCap& cap : rules.caps) {
    if (rate < cap.below) return cap;
  }
  return std::nullopt;
}

TotalGap gap_of(const GoalSetScore& score, bool known_base, bool lacks_execution) {
  if (score.indicators.empty()) return TotalGap::NoIndicators;
  if (score.missing > 0) return TotalGap::ScoresMissing;
  if (!known_base) return TotalGap::UnknownBase;
  return lacks_execution ? TotalGap::ExecutionMissing : TotalGap::None;
}

}  // namespace

std::optional<Decimal> execution_rate(const FundRow& funds, ExecutionBase which) {
  const Field<Decimal>& base = execution_base(funds, which);
  if (!base.has_value() || !funds.executed.has_value() || base->is_zero()) return std::nullopt;
  const Result<Decimal> percent = funds.executed->times(kFull);
  if (!percent.ok()) return std::nullopt;
  const Result<Decimal> rate = percent->divided_by(*base, Decimal::kMaxScale);
  return rate.ok() ? std::optional(rate->trimmed()) : std::nullopt;
}

const FundRow* total_funds(const SelfEvaluation& evaluation) noexcept {
  for (const FundRow& row : evaluation.funds) {
    if (row.total) return &row;
  }
  return nullptr;
}

ExecutionBase base_in_use(const FundRow& funds, ExecutionBase wanted) noexcept {
  const auto has = [&](const Field<Decimal>& field) {
    return field.has_value() || field.origin.known();
  };
  const bool initial_only = has(funds.initial) && !has(funds.full_year) && !has(funds.adjusted);
  if ((wanted == ExecutionBase::InitialBudget && has(funds.initial)) || initial_only) {
    return ExecutionBase::InitialBudget;
  }
  if (!has(funds.full_year) && !has(funds.adjusted)) return wanted;
  if (!has(funds.adjusted)) return ExecutionBase::FullYearBudget;
  if (!has(funds.full_year)) return ExecutionBase::AdjustedBudget;
  return wanted == ExecutionBase::InitialBudget ? ExecutionBase::FullYearBudget : wanted;
}

const Field<Decimal>& execution_base(const FundRow& funds, ExecutionBase wanted) noexcept {
  switch (base_in_use(funds, wanted)) {
    case ExecutionBase::InitialBudget: return funds.initial;
    case ExecutionBase::FullYearBudget: return funds.full_year;
    case ExecutionBase::AdjustedBudget: return funds.adjusted;
  }
  return funds.full_year;
}

void Scorer::add_up(GoalSetScore& result) const {
  DecimalSum scores;
  DecimalSum weights;
  DecimalSum scored_weights;
  const auto add = [&](const IndicatorScore& score) {
    if (!score.score) return;
    scores.add(*score.score);
    scored_weights.add(score.weight);
  };
  for (const IndicatorScore& score : result.indicators) {
    weights.add(score.weight);
    if (!score.score) ++result.missing;
    add(score);
  }
  result.weight_sum = sum_of(weights).trimmed();
  result.full_marks = result.weight_sum;
  // Sums that already make 100 leave no room for execution.
  const Decimal reserve = result.execution ? result.execution->weight : rules_.execution_weight;
  const Result<Decimal> with_reserve = result.weight_sum.plus(reserve);
  const bool adds_execution = with_reserve.ok() && *with_reserve <= kFull;
  if (adds_execution) {
    result.full_marks = with_reserve->trimmed();
    if (result.execution) add(*result.execution);
  }
  result.scored = sum_of(scores);
  result.scored_weight = sum_of(scored_weights).trimmed();
  const bool lacks_execution = adds_execution && !(result.execution && result.execution->score);
  result.gap = gap_of(result, is_base(profile_, result), lacks_execution);
  if (result.gap != TotalGap::None) return;
  const std::optional<Conclusion> conclusion =
      conclude(result.scored, result.full_marks, result.execution_rate);
  if (!conclusion) {
    result.gap = TotalGap::UnknownBase;
    return;
  }
  result.uncapped = conclusion->uncapped;
  result.cap = conclusion->cap;
  result.total = conclusion->total;
  result.grade = rules_.grades[conclusion->grade].name;
}

std::optional<Conclusion> Scorer::conclude(const Decimal& scored, const Decimal& full_marks,
                                           const std::optional<Decimal>& rate) const {
  if (full_marks.is_zero() || full_marks.is_negative()) return std::nullopt;
  const Result<Decimal> hundredfold = scored.times(kFull);
  if (!hundredfold.ok()) return std::nullopt;
  const Result<Decimal> percent = hundredfold->divided_by(full_marks, kPlaces);
  if (!percent.ok()) return std::nullopt;
  Conclusion conclusion{.uncapped = *percent, .cap = std::nullopt, .total = *percent};
  if (rules_.choice(PolicyGroup::Cap) == PolicyId::CapExecution && rate) {
    const std::optional<TotalCap> cap = cap_for(rules_, *rate);
    if (cap && cap->most < conclusion.total) {
      conclusion.cap = cap;
      conclusion.total = cap->most.with_places(kPlaces).value_or(cap->most);
    }
  }
  conclusion.grade =
      static_cast<std::size_t>(&rules_.grade_of(conclusion.total) - rules_.grades.data());
  return conclusion;
}

GoalSetScore Scorer::score(const GoalSet& set, const FundRow* funds) const {
  GoalSetScore result;
  result.fractions = are_fractions(set);
  result.indicators.reserve(set.indicators.size());
  for (const Indicator& indicator : set.indicators) {
    result.indicators.push_back(score(indicator, result.fractions));
  }
  if (funds != nullptr) {
    result.execution = score_execution(*funds);
    result.execution_rate = jx::execution_rate(*funds, rules_.execution_base);
  }
  add_up(result);
  return result;
}

}  // namespace jx
