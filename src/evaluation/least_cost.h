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

/// 最低成本法 (财预〔2020〕10号 art. 17): of the options that reach a goal set beforehand, the one
/// that costs least is the best.
namespace jx {

enum class CostGoalBound { AtLeast, AtMost };

/// What an option has to reach to be compared.
struct CostGoal {
  std::string name;
  CostGoalBound bound = CostGoalBound::AtLeast;
  Decimal value;
  std::string unit = {};  ///< "%" for a percentage; else empty.
};

/// "覆盖人数≥500", "合格率≥95%", "投诉≤3", or with >= and <=. Malformed for other words.
Result<CostGoal> parse_cost_goal(std::string_view words);

struct LeastCostOption {
  std::string name;
  Decimal cost;
  std::vector<std::optional<Decimal>> reached;  ///< By goal; absent: not known.
};

struct LeastCostFigure {
  std::vector<std::size_t> missed;   ///< Goals it does not reach.
  std::vector<std::size_t> unknown;  ///< Goals of which that is not known.
  std::size_t rank = 0;  ///< By cost among those that reach all; equals share the better place.
  /// How much more it costs than the first one, and in percent of that one (2 places).
  std::optional<Decimal> more;
  std::optional<Decimal> more_percent;

  bool reaches_all() const noexcept { return missed.empty() && unknown.empty(); }
};

/// In the order of the options. Malformed, naming the option: no option, no goal, a negative cost,
/// an option with another number of values than there are goals.
Result<std::vector<LeastCostFigure>> find_least_cost(std::span<const CostGoal> goals,
                                                     std::span<const LeastCostOption> options);

}  // namespace jx
