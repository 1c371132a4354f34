// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/ranking.h"

#include <fmt/format.h>

#include <algorithm>

namespace jx {
namespace {

/// How many of the sorted values are greater.
std::size_t above(const std::vector<Decimal>& sorted, const Decimal& value) {
  return static_cast<std::size_t>(sorted.end() -
                                  std::upper_bound(sorted.begin(), sorted.end(), value));
}

/// How many of the sorted values are not smaller.
std::size_t at_least(const std::vector<Decimal>& sorted, const Decimal& value) {
  return static_cast<std::size_t>(sorted.end() -
                                  std::lower_bound(sorted.begin(), sorted.end(), value));
}

}  // namespace

Result<std::vector<Rank>> rank_scores(std::span<const RankedScore> scores) {
  std::vector<Decimal> exact;
  std::vector<Decimal> lowest;
  std::vector<Decimal> highest;
  for (const RankedScore& each : scores) {
    if (each.leeway.is_negative()) {
      return Error{.code = ErrorCode::Malformed,
                   .message = fmt::format("“{}”的得分浮动是 {}，不能为负数。", each.name,
                                          each.leeway.to_string())};
    }
    exact.push_back(each.score);
    JX_TRY(const Decimal low, each.score.minus(each.leeway));
    JX_TRY(const Decimal high, each.score.plus(each.leeway));
    lowest.push_back(low);
    highest.push_back(high);
  }
  std::vector<Rank> ranks;
  std::vector<Decimal> sorted = exact;
  std::vector<Decimal> sorted_lowest = lowest;
  std::vector<Decimal> sorted_highest = highest;
  std::sort(sorted.begin(), sorted.end());
  std::sort(sorted_lowest.begin(), sorted_lowest.end());
  std::sort(sorted_highest.begin(), sorted_highest.end());
  for (std::size_t index = 0; index < scores.size(); ++index) {
    const std::size_t better = above(sorted, exact[index]);
    const bool above_itself = highest[index] > lowest[index];
    ranks.push_back({.rank = better + 1,
                     .equals = at_least(sorted, exact[index]) - better,
                     .best = above(sorted_lowest, highest[index]) + 1,
                     .worst = above(sorted_highest, lowest[index]) + (above_itself ? 0 : 1)});
  }
  return ranks;
}

}  // namespace jx
