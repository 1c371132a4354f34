// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 因素分析法 (财预〔2020〕10号 art. 17) by chain substitution (连环替代法): how much of a change
/// each factor of a product brought about. Exact.
namespace jx {

/// A factor of the result: people, days, price of a day.
struct Factor {
  std::string name;
  bool divides = false;  ///< The result is divided by it.
  Decimal base;          ///< 基期, or planned.
  Decimal actual;
};

/// What one factor did to the result. The parts of all factors add up to the change.
struct FactorPart {
  Decimal after;  ///< The result once this and all earlier factors have their actual values.
  Decimal part;   ///< `after` less what it was before.
  /// The part depends on the order of substitution: over all orders the smallest, the largest and
  /// the mean. Each is rounded for itself.
  Decimal least;
  Decimal most;
  Decimal mean;
};

struct FactorAnalysis {
  Decimal base;  ///< The product of base values, kFactorPlaces places as all results.
  Decimal actual;
  Decimal change;  ///< actual − base, as shown.
  std::vector<FactorPart> parts;
};

/// Factors are substituted in the order given. Malformed, naming the factor: fewer than two, a
/// divisor of zero. LimitExceeded: more than kMostFactors. Overflow: products no decimal holds.
Result<FactorAnalysis> analyse_factors(std::span<const Factor> factors);

inline constexpr std::size_t kMostFactors = 8;
inline constexpr int kFactorPlaces = 4;

}  // namespace jx
