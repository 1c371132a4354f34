// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/factor_analysis.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <optional>

#include "evaluation/rational.h"

namespace jx {
namespace {

/// Factors that have their actual values, a bit each.
using Substituted = std::size_t;

Result<void> check(std::span<const Factor> factors) {
  if (factors.size() < 2) return malformed("只有一个因素，用不着分析。请至少写两个。");
  if (factors.size() > kMostFactors) {
    return Error{ErrorCode::LimitExceeded, fmt::format("共 {} 个因素，最多 {} 个。请合并次要的。",
                                                       factors.size(), kMostFactors)};
  }
  for (const Factor& factor : factors) {
    if (factor.divides && (factor.base.is_zero() || factor.actual.is_zero())) {
      return malformed(fmt::format("“{}”是除数，不能为 0。", factor.name));
    }
  }
  return {};
}

/// The result for each set of substituted factors.
std::vector<Rational> results_of(std::span<const Factor> factors) {
  std::vector<Rational> results;
  for (Substituted set = 0; set < std::size_t{1} << factors.size(); ++set) {
    Rational product(1);
    for (std::size_t index = 0; index < factors.size(); ++index) {
      const Factor& factor = factors[index];
      const Rational value((set >> index & 1) != 0 ? factor.actual : factor.base);
      product = factor.divides ? product / value : product * value;
    }
    results.push_back(product);
  }
  return results;
}

/// In how many of all orders of `count` factors exactly these `before` come before one: as a part
/// of all orders.
Rational share_of_orders(std::size_t before, std::size_t count) {
  Rational share(1);
  // before! (count − 1 − before)! ÷ count!
  for (std::size_t each = 1; each <= before; ++each) {
    share = share * Rational(static_cast<std::int64_t>(each)) /
            Rational(static_cast<std::int64_t>(count - each));
  }
  return share / Rational(static_cast<std::int64_t>(count));
}

/// Adds what a factor does over all orders of substitution.
Result<void> vary_order(const std::vector<Rational>& results, std::size_t index, std::size_t count,
                        FactorPart& part) {
  const Substituted own = std::size_t{1} << index;
  std::optional<Rational> least;
  std::optional<Rational> most;
  Rational mean;
  for (Substituted set = 0; set < results.size(); ++set) {
    if ((set & own) != 0) continue;
    const Rational change = results[set | own] - results[set];
    if (!least || change < *least) least = change;
    if (!most || change > *most) most = change;
    const auto before = static_cast<std::size_t>(std::popcount(set));
    mean = mean + change * share_of_orders(before, count);
  }
  JX_TRY(part.least, least->rounded(kFactorPlaces));
  JX_TRY(part.most, most->rounded(kFactorPlaces));
  JX_TRY(part.mean, mean.rounded(kFactorPlaces));
  return {};
}

}  // namespace

Result<FactorAnalysis> analyse_factors(std::span<const Factor> factors) {
  JX_TRY_VOID(check(factors));
  const std::vector<Rational> results = results_of(factors);
  FactorAnalysis analysis;
  JX_TRY(analysis.base, results.front().rounded(kFactorPlaces));
  JX_TRY(analysis.actual, results.back().rounded(kFactorPlaces));
  JX_TRY(analysis.change, analysis.actual.minus(analysis.base));
  Decimal before = analysis.base;
  for (std::size_t index = 0; index < factors.size(); ++index) {
    FactorPart part;
    JX_TRY(part.after, results[(std::size_t{2} << index) - 1].rounded(kFactorPlaces));
    JX_TRY(part.part, part.after.minus(before));
    JX_TRY_VOID(vary_order(results, index, factors.size(), part));
    before = part.after;
    analysis.parts.push_back(part);
  }
  return analysis;
}

}  // namespace jx
