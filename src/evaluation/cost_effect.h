// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 成本效果分析: what each unit of an effect costs that is not counted in money, and what one more
/// unit of it costs when an option is taken instead of the next cheaper one. Exact.
namespace jx {

/// 方案: one of several ways to the same effect.
struct CostEffectOption {
  std::string name;
  Decimal cost;
  std::optional<Decimal> effect;  ///< More is better; absent: not known.
};

enum class CostEffectStanding {
  Frontier,   ///< No other option, nor any two mixed, give as much for less.
  Dominated,  ///< 被占优: another one gives no less, costs no more, and is better in one of them.
  OutMixed,   ///< 弱占优: two others, mixed, give as much for less.
  Unknown,    ///< Its effect is not known.
};

struct CostEffectFigure {
  /// 成本效果比 cost ÷ effect, kCostEffectPlaces; absent where the effect is not known or not above
  /// zero.
  std::optional<Decimal> ratio;
  std::size_t rank = 0;  ///< By ratio, 1 is least, equals share the better place; 0 without one.
  CostEffectStanding standing = CostEffectStanding::Unknown;
  /// Whom it is measured against: the one that dominates it; the two that do when mixed; the next
  /// cheaper one on the frontier. None for the cheapest one there.
  std::vector<std::size_t> against;
  /// On the frontier, over the next cheaper one: 增量成本, 增量效果 and 增量成本效果比.
  std::optional<Decimal> more_cost;
  std::optional<Decimal> more_effect;
  std::optional<Decimal> incremental_ratio;
};

/// In the order of the options. Malformed, naming the option: fewer than two options, a negative
/// cost, no effect known at all. Overflow: differences that no decimal holds.
Result<std::vector<CostEffectFigure>> compare_cost_effect(
    std::span<const CostEffectOption> options);

/// Of ratios: a unit of effect may cost little of a large unit of money.
inline constexpr int kCostEffectPlaces = 6;

}  // namespace jx
