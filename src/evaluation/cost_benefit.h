// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 成本效益分析法 (财预〔2020〕10号 art. 17): what benefits in money are worth beside what they
/// cost, over years and discounted. Exact; each figure is rounded once, at its end.
namespace jx {

/// A year, as a rule.
struct CostBenefitPeriod {
  std::string name;
  Decimal costs;
  Decimal benefits;
};

struct CostBenefitQuestion {
  std::vector<Decimal>
      rates;      ///< 折现率, percent a period; the periods are shown at the first one.
  int first = 0;  ///< How many periods the first one is discounted by: 0 (its beginning) or 1.
};

/// A period at the first rate. Money has CostBenefit::places places.
struct DiscountedPeriod {
  int number = 0;  ///< Of periods it is discounted by: the year in which something is paid back.
  Decimal factor;  ///< 折现系数 1 ÷ (1 + rate)^number, 6 places; shown only, never computed with.
  Decimal net;     ///< 净现金流 benefits − costs
  Decimal cumulative;
  Decimal discounted_costs;
  Decimal discounted_benefits;
  Decimal discounted_net;
  Decimal discounted_cumulative;
};

/// All periods at one rate.
struct PresentValue {
  Decimal rate;      ///< Percent.
  Decimal costs;     ///< 成本现值
  Decimal benefits;  ///< 效益现值
  Decimal net;       ///< 净现值 (NPV)
  /// 效益成本比 (BCR), 4 places; absent without costs.
  std::optional<Decimal> ratio;
  /// By how many percent benefits could be lower, or costs higher, until the net present value is
  /// zero; negative where it is below zero already. 2 places; absent without benefits, or costs.
  std::optional<Decimal> benefits_may_fall;
  std::optional<Decimal> costs_may_rise;
};

/// Why there is no internal rate of return.
enum class NoInternalRate {
  NeverTurns,       ///< The net flow has one sign throughout.
  BenefitsFirst,    ///< It turns from gain to loss: a rate would not be a return.
  TurnsRepeatedly,  ///< It turns more than once, so that several rates may fit.
  OutOfRange,       ///< Not between −99.99 % and 1,000,000 %.
};
std::string_view chinese_reason(NoInternalRate reason) noexcept;

struct CostBenefit {
  int places = 2;  ///< Of money: those of the amounts given, two at least and six at most.
  std::vector<DiscountedPeriod> periods;
  std::vector<PresentValue> values;       ///< In the order of the rates asked for.
  std::optional<Decimal> internal_rate;   ///< 内部收益率, percent, 2 places.
  std::optional<NoInternalRate> no_rate;  ///< Set when it is absent.
  /// 投资回收期 in periods, 2 places: after which the sum of net flows, or of discounted ones as
  /// shown, stays at or above zero. Absent when that is never so.
  std::optional<Decimal> payback;
  std::optional<Decimal> discounted_payback;
};

/// Malformed, naming the period: a negative cost or benefit; no costs at all; no rate, a rate below
/// 0 or above 100; `first` other than 0 and 1. LimitExceeded: more than kMostPeriods. Overflow:
/// amounts that sum to more than a decimal holds.
Result<CostBenefit> weigh_cost_and_benefit(std::span<const CostBenefitPeriod> periods,
                                           const CostBenefitQuestion& question);

inline constexpr std::size_t kMostPeriods = 100;

}  // namespace jx
