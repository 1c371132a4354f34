// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// Weights of different origin put together, and turned into points.
namespace jx {

/// How subjective (AHP, Delphi) and objective (entropy) weights are put together.
enum class Combination {
  Product,  ///< w ∝ subjective × objective
  Mean,     ///< α × subjective + (1 − α) × objective
};

/// Sums to 1. Malformed: different sizes, a negative weight, `share` (α, for Mean) outside 0 to 1,
/// products that are all zero.
Result<std::vector<double>> combine_weights(std::span<const double> subjective,
                                            std::span<const double> objective,
                                            Combination combination, double share = 0.5);

/// Points that sum to `base` exactly: each weight's part cut to `places`, the rest given where most
/// was cut off (最大余数法), of equals to the first. Malformed: a weight that is negative or no
/// number, all of them zero, a base that is not positive or has more places than `places`.
Result<std::vector<Decimal>> to_points(std::span<const double> weights, const Decimal& base,
                                       int places);

}  // namespace jx
