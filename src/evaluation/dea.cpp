// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/dea.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "evaluation/linear_program.h"
#include "evaluation/real.h"

namespace jx {
namespace {

using Amounts = std::vector<Decimal> DecisionUnit::*;
using Table = std::vector<std::vector<double>>;  ///< By amount, then by unit.

constexpr double kZero = 1e-7;

Result<void> check_sizes(std::span<const DecisionUnit> units) {
  if (units.size() < 2) return malformed("效率比较至少要有两个决策单元。");
  const DecisionUnit& first = units.front();
  if (first.inputs.empty() || first.outputs.empty()) {
    return malformed("效率比较至少要有一个投入和一个产出。");
  }
  if (units.size() > kMostDecisionUnits || first.inputs.size() > kMostAmounts ||
      first.outputs.size() > kMostAmounts) {
    return Error{.code = ErrorCode::LimitExceeded,
                 .message = fmt::format("决策单元最多 {} 个，投入和产出各最多 {} 个。请分批比较。",
                                        kMostDecisionUnits, kMostAmounts)};
  }
  for (const DecisionUnit& unit : units) {
    if (unit.inputs.size() == first.inputs.size() && unit.outputs.size() == first.outputs.size()) {
      continue;
    }
    return malformed(fmt::format("“{}”有 {} 个投入、{} 个产出，“{}”有 {} 个、{} 个，不能比较。",
                                 unit.name, unit.inputs.size(), unit.outputs.size(), first.name,
                                 first.inputs.size(), first.outputs.size()));
  }
  return {};
}

Result<void> check_amounts(std::span<const DecisionUnit> units, Amounts amounts,
                           std::string_view what) {
  const std::size_t count = (units.front().*amounts).size();
  std::vector<bool> used(count, false);
  for (const DecisionUnit& unit : units) {
    bool any = false;
    for (std::size_t index = 0; index < count; ++index) {
      const Decimal& amount = (unit.*amounts)[index];
      if (amount.is_negative()) {
        return malformed(fmt::format("“{}”的第 {} 个{}是 {}，不能为负数。", unit.name, index + 1,
                                     what, amount.to_string()));
      }
      any = any || !amount.is_zero();
      used[index] = used[index] || !amount.is_zero();
    }
    if (!any) return malformed(fmt::format("“{}”的{}全部为 0，不能比较效率。", unit.name, what));
  }
  const auto unused = std::find(used.begin(), used.end(), false);
  if (unused == used.end()) return {};
  return malformed(
      fmt::format("第 {} 个{}对所有单元都是 0，请删去这一列。", unused - used.begin() + 1, what));
}

/// Every amount as a share of the largest one: scores do not depend on units of measure, and the
/// solver likes numbers of one size.
Table scaled(std::span<const DecisionUnit> units, Amounts amounts, std::vector<double>& scale) {
  Table table((units.front().*amounts).size());
  for (std::size_t index = 0; index < table.size(); ++index) {
    for (const DecisionUnit& unit : units) {
      table[index].push_back(to_real((unit.*amounts)[index]));
    }
    scale.push_back(*std::max_element(table[index].begin(), table[index].end()));
    for (double& value : table[index]) value /= scale.back();
  }
  return table;
}

/// The frontier that all units span, and how far one of them is from it. Variables of each program:
/// a share a unit, then the factor (or the slacks).
class Frontier {
 public:
  Frontier(std::span<const DecisionUnit> units, ReturnsToScale returns, Orientation orientation)
      : units_(static_cast<int>(units.size())),
        returns_(returns),
        orientation_(orientation),
        inputs_(scaled(units, &DecisionUnit::inputs, input_scale_)),
        outputs_(scaled(units, &DecisionUnit::outputs, output_scale_)) {}

  Result<DeaScore> measure(std::size_t unit) const {
    DeaScore score;
    JX_TRY(score.factor, factor_of(unit));
    score.efficiency = by_input() ? score.factor : 1 / score.factor;
    // The solver's last digits must not turn a unit of the frontier into one beside it.
    score.efficiency = std::clamp(score.efficiency, 0.0, 1.0);
    JX_TRY_VOID(add_slacks(unit, score));
    return score;
  }

 private:
  using Terms = std::vector<std::pair<int, double>>;

  bool by_input() const noexcept { return orientation_ == Orientation::Input; }

  Terms shares(const std::vector<double>& amounts) const {
    Terms terms;
    for (int unit = 0; unit < units_; ++unit) {
      const double amount = amounts[static_cast<std::size_t>(unit)];
      if (amount != 0) terms.emplace_back(unit, amount);
    }
    return terms;
  }

  void add_size(LinearProgram& program) const {
    if (returns_ == ReturnsToScale::Constant) return;
    Terms terms;
    for (int unit = 0; unit < units_; ++unit) terms.emplace_back(unit, 1.0);
    program.equal(terms, 1.0);
  }

  Result<double> factor_of(std::size_t unit) const {
    LinearProgram program(by_input() ? LinearProgram::Goal::Least : LinearProgram::Goal::Most,
                          units_ + 1);
    program.set_goal(units_, 1.0);
    for (const std::vector<double>& input : inputs_) {
      Terms terms = shares(input);
      if (by_input()) terms.emplace_back(units_, -input[unit]);
      program.at_most(terms, by_input() ? 0.0 : input[unit]);
    }
    for (const std::vector<double>& output : outputs_) {
      Terms terms = shares(output);
      if (!by_input()) terms.emplace_back(units_, -output[unit]);
      program.at_least(terms, by_input() ? output[unit] : 0.0);
    }
    add_size(program);
    JX_TRY(const std::vector<double> values, program.solve());
    return values.back();
  }

  /// With the factor settled, the most that can be saved and added besides. Slacks are shares of
  /// the largest amount while the program is solved, so that none of them outweighs the others.
  Result<void> add_slacks(std::size_t unit, DeaScore& score) const {
    const auto slacks = static_cast<int>(inputs_.size() + outputs_.size());
    LinearProgram program(LinearProgram::Goal::Most, units_ + slacks);
    for (int slack = 0; slack < slacks; ++slack) program.set_goal(units_ + slack, 1.0);
    // A hair's breadth of room: the factor was found to so many digits only.
    constexpr double kRoom = 1e-9;
    int slack = units_;
    for (const std::vector<double>& input : inputs_) {
      Terms terms = shares(input);
      terms.emplace_back(slack++, 1.0);
      program.at_most(terms, (by_input() ? score.factor : 1.0) * input[unit] + kRoom);
    }
    for (const std::vector<double>& output : outputs_) {
      Terms terms = shares(output);
      terms.emplace_back(slack++, -1.0);
      program.at_least(terms, (by_input() ? 1.0 : score.factor) * output[unit] - kRoom);
    }
    add_size(program);
    JX_TRY(const std::vector<double> values, program.solve());
    take_solution(values, score);
    return {};
  }

  void take_solution(const std::vector<double>& values, DeaScore& score) const {
    const auto units = static_cast<std::size_t>(units_);
    for (std::size_t unit = 0; unit < units; ++unit) {
      if (values[unit] > kZero) score.peers.push_back({.unit = unit, .share = values[unit]});
    }
    score.efficient = score.efficiency > 1 - kZero;
    for (std::size_t index = 0; index < inputs_.size() + outputs_.size(); ++index) {
      const bool is_input = index < inputs_.size();
      const double share = values[units + index];
      const double slack = share > kZero ? share : 0.0;
      score.efficient = score.efficient && slack == 0;
      if (is_input) {
        score.input_slacks.push_back(slack * input_scale_[index]);
      } else {
        score.output_slacks.push_back(slack * output_scale_[index - inputs_.size()]);
      }
    }
  }

  int units_;
  ReturnsToScale returns_;
  Orientation orientation_;
  std::vector<double> input_scale_;
  std::vector<double> output_scale_;
  Table inputs_;
  Table outputs_;
};

/// With fewer units than this, nearly all of them come out efficient.
std::size_t enough_units(const DecisionUnit& unit) {
  const std::size_t inputs = unit.inputs.size();
  const std::size_t outputs = unit.outputs.size();
  return std::max(inputs * outputs, 3 * (inputs + outputs));
}

}  // namespace

std::string_view to_string(ReturnsToScale returns) noexcept {
  return returns == ReturnsToScale::Constant ? "ccr" : "bcc";
}

std::string_view to_string(Orientation orientation) noexcept {
  return orientation == Orientation::Input ? "input" : "output";
}

Result<DeaResult> measure_efficiency(std::span<const DecisionUnit> units, ReturnsToScale returns,
                                     Orientation orientation) {
  JX_TRY_VOID(check_sizes(units));
  JX_TRY_VOID(check_amounts(units, &DecisionUnit::inputs, "投入"));
  JX_TRY_VOID(check_amounts(units, &DecisionUnit::outputs, "产出"));
  DeaResult result;
  const std::size_t enough = enough_units(units.front());
  if (units.size() < enough) {
    result.diagnostics.warn(
        "few-decision-units",
        fmt::format("只有 {} 个决策单元，按投入和产出的个数至少要 {} 个，否则多数单元都会显得有效。"
                    "请增加单元或减少指标。",
                    units.size(), enough));
  }
  const Frontier frontier(units, returns, orientation);
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    auto score = frontier.measure(unit);
    if (!score.ok()) {
      return malformed(fmt::format("“{}”：{}", units[unit].name, score.error().message));
    }
    result.scores.push_back(*std::move(score));
  }
  return result;
}

}  // namespace jx
