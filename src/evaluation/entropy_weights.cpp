// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/entropy_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "evaluation/real.h"

namespace jx {
namespace {

Result<void> check(std::span<const EntropyColumn> columns) {
  if (columns.empty()) return malformed("熵权法至少要有一个指标。");
  const std::size_t rows = columns.front().values.size();
  if (rows < 2) return malformed("熵权法至少要有两个被评价对象。");
  for (const EntropyColumn& column : columns) {
    if (column.values.size() == rows) continue;
    return malformed(fmt::format("“{}”有 {} 个数，“{}”有 {} 个，对不上。", column.name,
                                 column.values.size(), columns.front().name, rows));
  }
  return {};
}

/// 0 for the worst, 1 for the best; empty when all are equal.
std::vector<double> scaled(const EntropyColumn& column) {
  std::vector<double> values;
  for (const Decimal& value : column.values) {
    values.push_back(to_real(value));
  }
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const double least = *low;
  const double most = *high;
  if (least == most) return {};
  for (double& value : values) {
    value = (column.less_is_better ? most - value : value - least) / (most - least);
  }
  return values;
}

double entropy_of(const EntropyColumn& column) {
  const std::vector<double> values = scaled(column);
  if (values.empty()) return 1;
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  double total = 0;
  for (const double value : values) {
    if (value > 0) total -= value / sum * std::log(value / sum);
  }
  return total / std::log(static_cast<double>(values.size()));
}

}  // namespace

Result<std::vector<EntropyWeight>> weigh_by_entropy(std::span<const EntropyColumn> columns) {
  JX_TRY_VOID(check(columns));
  std::vector<EntropyWeight> weights;
  double sum = 0;
  for (const EntropyColumn& column : columns) {
    weights.push_back({.entropy = entropy_of(column), .weight = 0});
    sum += 1 - weights.back().entropy;
  }
  if (sum <= 0) return malformed("各指标的数都没有差异，熵权法分不出权重。");
  for (EntropyWeight& each : weights) each.weight = (1 - each.entropy) / sum;
  return weights;
}

}  // namespace jx
