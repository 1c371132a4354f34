// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/least_cost.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "evaluation/rational.h"
#include "records/values.h"

namespace jx {
namespace {

constexpr std::array<std::pair<std::string_view, CostGoalBound>, 4> kBounds{
    {{"≥", CostGoalBound::AtLeast},
     {"≤", CostGoalBound::AtMost},
     {">=", CostGoalBound::AtLeast},
     {"<=", CostGoalBound::AtMost}}};

Result<void> check(std::span<const CostGoal> goals, std::span<const LeastCostOption> options) {
  if (options.empty()) return malformed("没有方案。请至少写一个。");
  if (goals.empty()) {
    return malformed(
        "没有写明要达到的目标。最低成本法在目标相同时才可比，请写 覆盖人数≥500 这样。");
  }
  for (const LeastCostOption& option : options) {
    if (option.cost.is_negative()) {
      return malformed(
          fmt::format("“{}”的成本是 {}，不能为负数。", option.name, option.cost.to_string()));
    }
    if (option.reached.size() != goals.size()) {
      return malformed(fmt::format("“{}”有 {} 个数，目标有 {} 个。", option.name,
                                   option.reached.size(), goals.size()));
    }
  }
  return {};
}

bool reaches(const CostGoal& goal, const Decimal& value) {
  return goal.bound == CostGoalBound::AtLeast ? value >= goal.value : value <= goal.value;
}

LeastCostFigure judge(std::span<const CostGoal> goals, const LeastCostOption& option) {
  LeastCostFigure figure;
  for (std::size_t index = 0; index < goals.size(); ++index) {
    const std::optional<Decimal>& value = option.reached[index];
    if (!value) {
      figure.unknown.push_back(index);
    } else if (!reaches(goals[index], *value)) {
      figure.missed.push_back(index);
    }
  }
  return figure;
}

}  // namespace

Result<CostGoal> parse_cost_goal(std::string_view words) {
  for (const auto& [sign, bound] : kBounds) {
    const std::size_t at = words.find(sign);
    if (at == std::string_view::npos) continue;
    const std::string_view name = trimmed(words.substr(0, at));
    const std::string rest = fold(trimmed(words.substr(at + sign.size())));
    const bool percent = rest.ends_with('%');
    const auto value = parse_number(percent ? rest.substr(0, rest.size() - 1) : rest);
    if (name.empty() || !value.ok()) break;
    return CostGoal{
        .name = std::string(name), .bound = bound, .value = *value, .unit = percent ? "%" : ""};
  }
  return malformed(fmt::format("目标“{}”看不懂；请写 覆盖人数≥500 或 投诉≤3 这样。", words));
}

Result<std::vector<LeastCostFigure>> find_least_cost(std::span<const CostGoal> goals,
                                                     std::span<const LeastCostOption> options) {
  JX_TRY_VOID(check(goals, options));
  std::vector<LeastCostFigure> figures;
  std::vector<Decimal> costs;
  for (const LeastCostOption& option : options) {
    figures.push_back(judge(goals, option));
    if (figures.back().reaches_all()) costs.push_back(option.cost);
  }
  if (costs.empty()) return figures;
  std::sort(costs.begin(), costs.end());
  for (std::size_t index = 0; index < options.size(); ++index) {
    LeastCostFigure& figure = figures[index];
    if (!figure.reaches_all()) continue;
    const Decimal& cost = options[index].cost;
    figure.rank = 1 + static_cast<std::size_t>(std::lower_bound(costs.begin(), costs.end(), cost) -
                                               costs.begin());
    JX_TRY(figure.more, cost.minus(costs.front()));
    if (costs.front().is_zero()) continue;
    JX_TRY(figure.more_percent,
           (Rational(100) * Rational(*figure.more) / Rational(costs.front())).rounded(2));
  }
  return figures;
}

}  // namespace jx
