// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/weight_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>

namespace jx {
namespace {

Result<double> sum_of(std::span<const double> weights) {
  double sum = 0;
  for (std::size_t index = 0; index < weights.size(); ++index) {
    if (!(weights[index] >= 0) || std::isinf(weights[index])) {
      return malformed(
          fmt::format("第 {} 个权重是 {}，应是不小于 0 的数。", index + 1, weights[index]));
    }
    sum += weights[index];
  }
  if (sum <= 0) return malformed("权重全部为 0，无法分配。");
  return sum;
}

}  // namespace

Result<std::vector<double>> combine_weights(std::span<const double> subjective,
                                            std::span<const double> objective,
                                            Combination combination, double share) {
  if (subjective.size() != objective.size()) {
    return malformed(fmt::format("主观权重有 {} 个，客观权重有 {} 个，对不上。", subjective.size(),
                                 objective.size()));
  }
  if (!(share >= 0 && share <= 1)) {
    return malformed(fmt::format("主观权重的比例是 {}，应在 0 到 1 之间。", share));
  }
  JX_TRY(const double of_subjective, sum_of(subjective));
  JX_TRY(const double of_objective, sum_of(objective));
  std::vector<double> combined;
  for (std::size_t index = 0; index < subjective.size(); ++index) {
    const double a = subjective[index] / of_subjective;
    const double b = objective[index] / of_objective;
    combined.push_back(combination == Combination::Product ? a * b : share * a + (1 - share) * b);
  }
  const double sum = std::accumulate(combined.begin(), combined.end(), 0.0);
  if (sum <= 0) return malformed("主观权重与客观权重的乘积全部为 0，请改用加权平均。");
  for (double& weight : combined) weight /= sum;
  return combined;
}

Result<std::vector<Decimal>> to_points(std::span<const double> weights, const Decimal& base,
                                       int places) {
  JX_TRY(const double sum, sum_of(weights));
  const Result<Decimal> whole = base.with_places(places);
  if (!whole.ok() || *whole != base || base <= Decimal(0)) {
    return malformed(
        fmt::format("权重基数是 {}，应大于 0，且小数不超过 {} 位。", base.to_string(), places));
  }
  const std::int64_t units = whole->mantissa();
  std::vector<std::int64_t> parts;
  std::vector<double> cut_off;
  for (const double weight : weights) {
    const double exact = weight / sum * static_cast<double>(units);
    parts.push_back(std::min(units, static_cast<std::int64_t>(std::floor(exact))));
    cut_off.push_back(exact - std::floor(exact));
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return cut_off[a] > cut_off[b]; });
  std::int64_t rest = units - std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
  for (std::size_t at = 0; rest > 0; at = (at + 1) % order.size(), --rest) ++parts[order[at]];
  // Sums of binary fractions can lie above the whole by their last digit.
  for (std::size_t at = order.size(); rest < 0; ++rest) {
    do at = (at == 0 ? order.size() : at) - 1;
    while (parts[order[at]] == 0);
    --parts[order[at]];
  }
  std::vector<Decimal> points;
  for (const std::int64_t part : parts) {
    JX_TRY(const Decimal each, Decimal::make(part, places));
    points.push_back(each);
  }
  return points;
}

}  // namespace jx
