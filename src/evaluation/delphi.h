// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostics.h"
#include "base/result.h"

/// 德尔菲法: rounds of expert scores, until the experts agree.
namespace jx {

/// One round: what each expert gives each item. An expert may leave an item out in none.
struct DelphiRound {
  std::vector<std::string> items;
  std::vector<std::vector<Decimal>> scores;  ///< By expert, then by item.
};

struct DelphiItem {
  double mean = 0;
  double deviation = 0;  ///< Of the sample (n − 1).
  double variation = 0;  ///< 变异系数: deviation ÷ mean; 0 where the mean is 0.
};

struct DelphiResult {
  std::vector<DelphiItem> items;
  std::vector<double> weights;  ///< Means as shares of their sum.
  /// 肯德尔和谐系数 W of the experts' rankings, ties counted in: 0 no agreement, 1 full.
  double concordance = 0;
  double chi_square = 0;  ///< W × experts × (items − 1)
  double p_value = 1;  ///< Of no agreement at all; below 0.05 the experts agree more than chance.
  Diagnostics diagnostics;  ///< Fewer than ten experts; items with a variation of 0.25 and more.
};

/// Malformed: fewer than two experts or two items, an expert with another number of scores, a
/// negative score, scores that are all zero.
Result<DelphiResult> summarise(const DelphiRound& round);

}  // namespace jx
