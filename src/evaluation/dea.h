// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostics.h"
#include "base/result.h"

/// 数据包络分析 (DEA): which units get the most out of what they are given, measured against the
/// best among them. One linear program a unit, solved by GLPK in binary floating point.
namespace jx {

/// 决策单元: a project, a unit or a year, with amounts that mean the same for all.
struct DecisionUnit {
  std::string name;
  std::vector<Decimal> inputs;   ///< Less is better: money, people, area.
  std::vector<Decimal> outputs;  ///< More is better.
};

enum class ReturnsToScale {
  Constant,  ///< CCR: a unit may be scaled up and down at will.
  Variable,  ///< BCC: compared with units of its own size only.
};

enum class Orientation {
  Input,   ///< With how much less could the same be reached?
  Output,  ///< How much more could be reached with the same?
};

std::string_view to_string(ReturnsToScale returns) noexcept;   ///< "ccr", "bcc"
std::string_view to_string(Orientation orientation) noexcept;  ///< "input", "output"

/// A unit that another one is measured against, and with what share.
struct Peer {
  std::size_t unit = 0;
  double share = 0;
};

struct DeaScore {
  /// 0 to 1; 1 is on the frontier. The input factor θ, or 1 ÷ φ of the output factor.
  double efficiency = 0;
  /// θ, which inputs could be multiplied with; or φ, which outputs could be.
  double factor = 0;
  std::vector<Peer> peers;            ///< With shares above zero, in the order of the units.
  std::vector<double> input_slacks;   ///< What could be saved beyond the factor, by input.
  std::vector<double> output_slacks;  ///< What could be added beyond the factor, by output.
  /// On the frontier and without slack: nothing could be saved or added at all.
  bool efficient = false;
};

struct DeaResult {
  std::vector<DeaScore> scores;  ///< In the order of the units.
  Diagnostics diagnostics;       ///< Too few units for so many amounts.
};

/// Malformed, naming unit and amount: fewer than two units, different numbers of inputs or outputs,
/// none of them, a negative amount, a unit whose inputs or outputs are all zero, an amount that is
/// zero for all units. LimitExceeded: more than kMostDecisionUnits units or kMostAmounts amounts.
Result<DeaResult> measure_efficiency(std::span<const DecisionUnit> units, ReturnsToScale returns,
                                     Orientation orientation);

inline constexpr std::size_t kMostDecisionUnits = 2000;
inline constexpr std::size_t kMostAmounts = 50;

}  // namespace jx
