// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/cost_benefit.h"

#include <fmt/format.h>

#include <algorithm>

#include "evaluation/rational.h"

namespace jx {
namespace {

Result<void> check(std::span<const CostBenefitPeriod> periods,
                   const CostBenefitQuestion& question) {
  if (question.rates.empty()) return malformed("没有折现率。请写明一个，如 5（%）。");
  for (const Decimal& rate : question.rates) {
    if (!rate.is_negative() && rate <= Decimal(100)) continue;
    return malformed(fmt::format("折现率 {}% 不在 0% 至 100% 之间。", rate.to_string()));
  }
  if (question.first != 0 && question.first != 1) {
    return malformed(fmt::format("第一期折现 {} 期；只能是 0 或 1。", question.first));
  }
  if (periods.size() > kMostPeriods) {
    return Error{ErrorCode::LimitExceeded,
                 fmt::format("共 {} 期，最多 {} 期。请合并为年。", periods.size(), kMostPeriods)};
  }
  bool costs = false;
  for (const CostBenefitPeriod& period : periods) {
    costs = costs || !period.costs.is_zero();
    if (!period.costs.is_negative() && !period.benefits.is_negative()) continue;
    return malformed(
        fmt::format("“{}”的成本 {}、效益 {} 里有负数。成本、效益都写正数；"
                    "减少的成本写作效益，损失写作成本。",
                    period.name, period.costs.to_string(), period.benefits.to_string()));
  }
  if (!costs) return malformed("各期成本都是 0，没有可比的成本。请检查成本列。");
  return {};
}

int places_of(std::span<const CostBenefitPeriod> periods) {
  constexpr int kFewest = 2;
  constexpr int kMost = 6;
  int places = kFewest;
  for (const CostBenefitPeriod& period : periods) {
    places = std::max({places, period.costs.scale(), period.benefits.scale()});
  }
  return std::min(places, kMost);
}

/// 1 ÷ (1 + rate)^0, ^1, … for as many periods as there are, from the `first` on.
std::vector<Rational> factors_of(const Decimal& rate, int first, std::size_t count) {
  const Rational step = Rational(100) / (Rational(100) + Rational(rate));
  std::vector<Rational> factors;
  Rational factor = first == 0 ? Rational(1) : step;
  for (std::size_t index = 0; index < count; ++index) {
    factors.push_back(factor);
    factor = factor * step;
  }
  return factors;
}

Result<PresentValue> present_value(std::span<const CostBenefitPeriod> periods, const Decimal& rate,
                                   int first, int places) {
  const std::vector<Rational> factors = factors_of(rate, first, periods.size());
  Rational costs;
  Rational benefits;
  for (std::size_t index = 0; index < periods.size(); ++index) {
    costs = costs + Rational(periods[index].costs) * factors[index];
    benefits = benefits + Rational(periods[index].benefits) * factors[index];
  }
  const Rational net = benefits - costs;
  PresentValue value;
  value.rate = rate;
  JX_TRY(value.costs, costs.rounded(places));
  JX_TRY(value.benefits, benefits.rounded(places));
  JX_TRY(value.net, net.rounded(places));
  if (!costs.is_zero()) {
    JX_TRY(value.ratio, (benefits / costs).rounded(4));
    JX_TRY(value.costs_may_rise, (Rational(100) * net / costs).rounded(2));
  }
  if (!benefits.is_zero()) {
    JX_TRY(value.benefits_may_fall, (Rational(100) * net / benefits).rounded(2));
  }
  return value;
}

Result<std::vector<DiscountedPeriod>> discounted(std::span<const CostBenefitPeriod> periods,
                                                 const CostBenefitQuestion& question, int places) {
  const std::vector<Rational> factors =
      factors_of(question.rates.front(), question.first, periods.size());
  std::vector<DiscountedPeriod> all;
  Decimal cumulative;
  Rational discounted_cumulative;
  for (std::size_t index = 0; index < periods.size(); ++index) {
    const CostBenefitPeriod& period = periods[index];
    DiscountedPeriod each;
    each.number = question.first + static_cast<int>(index);
    JX_TRY(each.factor, factors[index].rounded(6));
    JX_TRY(each.net, period.benefits.minus(period.costs));
    JX_TRY(cumulative, cumulative.plus(each.net));
    each.cumulative = cumulative;
    const Rational net = Rational(each.net) * factors[index];
    discounted_cumulative = discounted_cumulative + net;
    JX_TRY(each.discounted_costs, (Rational(period.costs) * factors[index]).rounded(places));
    JX_TRY(each.discounted_benefits, (Rational(period.benefits) * factors[index]).rounded(places));
    JX_TRY(each.discounted_net, net.rounded(places));
    JX_TRY(each.discounted_cumulative, discounted_cumulative.rounded(places));
    all.push_back(each);
  }
  return all;
}

/// Σ net × (1 + rate)^(last − index): of the sign of the net present value, and in whole numbers
/// as long as nets are, so that no fraction has to be reduced. `rate` in thousandths of a percent.
int sign_at(const std::vector<Rational>& nets, std::int64_t rate) {
  constexpr std::int64_t kWhole = 100'000;
  const Rational growth(kWhole + rate);
  const Rational base(kWhole);
  Rational scale(1);
  Rational sum;
  for (const Rational& net : nets) {
    sum = sum * growth + net * scale;
    scale = scale * base;
  }
  return sum.sign();
}

/// Where the net flow turns from loss to gain once, the net present value falls through zero at
/// exactly one rate (Descartes).
std::optional<NoInternalRate> turns_once(const std::vector<Rational>& nets) {
  std::vector<int> signs;
  for (const Rational& net : nets) {
    if (net.is_zero() || (!signs.empty() && signs.back() == net.sign())) continue;
    signs.push_back(net.sign());
  }
  if (signs.size() < 2) return NoInternalRate::NeverTurns;
  if (signs.size() > 2) return NoInternalRate::TurnsRepeatedly;
  if (signs.front() > 0) return NoInternalRate::BenefitsFirst;
  return std::nullopt;
}

Result<void> find_internal_rate(CostBenefit& result) {
  std::vector<Rational> nets;
  for (const DiscountedPeriod& period : result.periods) nets.emplace_back(period.net);
  result.no_rate = turns_once(nets);
  if (result.no_rate) return {};
  // In thousandths of a percent, ends at halves of a hundredth: what lies between is rounded once.
  constexpr std::int64_t kStep = 10;
  std::int64_t low = -99'995;
  std::int64_t high = 1'000'000'005;
  if (sign_at(nets, low) < 0 || sign_at(nets, high) >= 0) {
    result.no_rate = NoInternalRate::OutOfRange;
    return {};
  }
  while (high - low > kStep) {
    const std::int64_t middle = low + (high - low) / kStep / 2 * kStep;
    (sign_at(nets, middle) >= 0 ? low : high) = middle;
  }
  JX_TRY(result.internal_rate, Decimal::make((low + kStep / 2) / kStep, 2));
  return {};
}

/// The number of the last period that ends below zero, and the part of the next one which it takes
/// to come up.
Result<std::optional<Decimal>> payback_of(std::span<const DiscountedPeriod> periods,
                                          Decimal DiscountedPeriod::*cumulative) {
  std::size_t turn = periods.size();
  while (turn > 0 && !(periods[turn - 1].*cumulative).is_negative()) --turn;
  if (turn == periods.size()) return std::optional<Decimal>();
  if (turn == 0) return std::optional(Decimal(0));
  const DiscountedPeriod& below = periods[turn - 1];
  const Rational missing = Rational() - Rational(below.*cumulative);
  const Rational gained = Rational(periods[turn].*cumulative) + missing;
  JX_TRY(const Decimal number, (Rational(below.number) + missing / gained).rounded(2));
  return std::optional(number);
}

}  // namespace

std::string_view chinese_reason(NoInternalRate reason) noexcept {
  switch (reason) {
    case NoInternalRate::NeverTurns: return "各期净现金流同号，没有使净现值为 0 的折现率";
    case NoInternalRate::BenefitsFirst: return "先有净效益、后有净成本，这样算出的折现率不是收益率";
    case NoInternalRate::TurnsRepeatedly: return "净现金流的正负不止变一次，可能有几个收益率";
    case NoInternalRate::OutOfRange: return "不在 -99.99% 至 1000000% 之间";
  }
  return "";
}

Result<CostBenefit> weigh_cost_and_benefit(std::span<const CostBenefitPeriod> periods,
                                           const CostBenefitQuestion& question) {
  JX_TRY_VOID(check(periods, question));
  CostBenefit result;
  result.places = places_of(periods);
  JX_TRY(result.periods, discounted(periods, question, result.places));
  for (const Decimal& rate : question.rates) {
    JX_TRY(const PresentValue value, present_value(periods, rate, question.first, result.places));
    result.values.push_back(value);
  }
  JX_TRY_VOID(find_internal_rate(result));
  JX_TRY(result.payback, payback_of(result.periods, &DiscountedPeriod::cumulative));
  JX_TRY(result.discounted_payback,
         payback_of(result.periods, &DiscountedPeriod::discounted_cumulative));
  return result;
}

}  // namespace jx
