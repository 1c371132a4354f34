// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/delphi.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numeric>
#include <utility>

#include "evaluation/real.h"

namespace jx {
namespace {

constexpr std::size_t kEnoughExperts = 10;
constexpr double kSteadyVariation = 0.25;

Result<std::vector<std::vector<double>>> scores_of(const DelphiRound& round) {
  if (round.items.size() < 2 || round.scores.size() < 2) {
    return malformed("德尔菲法至少要有两位专家、两个项目。");
  }
  std::vector<std::vector<double>> all;
  for (std::size_t expert = 0; expert < round.scores.size(); ++expert) {
    if (round.scores[expert].size() != round.items.size()) {
      return malformed(fmt::format("第 {} 位专家给了 {} 个分，应为 {} 个。", expert + 1,
                                   round.scores[expert].size(), round.items.size()));
    }
    std::vector<double>& scores = all.emplace_back();
    for (std::size_t item = 0; item < round.items.size(); ++item) {
      const Decimal& score = round.scores[expert][item];
      if (score.is_negative()) {
        return malformed(fmt::format("第 {} 位专家给“{}”的分是 {}，不能为负数。", expert + 1,
                                     round.items[item], score.to_string()));
      }
      scores.push_back(to_real(score));
    }
  }
  return all;
}

DelphiItem summarise_item(const std::vector<std::vector<double>>& scores, std::size_t item) {
  const auto experts = static_cast<double>(scores.size());
  DelphiItem result;
  for (const std::vector<double>& each : scores) result.mean += each[item] / experts;
  double squares = 0;
  for (const std::vector<double>& each : scores) {
    squares += (each[item] - result.mean) * (each[item] - result.mean);
  }
  result.deviation = std::sqrt(squares / (experts - 1));
  if (result.mean > 0) result.variation = result.deviation / result.mean;
  return result;
}

/// One expert's ranks, equals sharing the mean of theirs, and Σ(t³ − t) over groups of equals.
struct Ranking {
  std::vector<double> ranks;
  double ties = 0;
};

Ranking rank(const std::vector<double>& scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  Ranking ranking{.ranks = std::vector<double>(scores.size()), .ties = 0};
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first;
    while (end < order.size() && scores[order[end]] == scores[order[first]]) ++end;
    const double shared = (static_cast<double>(first + 1) + static_cast<double>(end)) / 2;
    for (std::size_t at = first; at < end; ++at) ranking.ranks[order[at]] = shared;
    const auto equals = static_cast<double>(end - first);
    ranking.ties += equals * equals * equals - equals;
    first = end;
  }
  return ranking;
}

void add_concordance(const std::vector<std::vector<double>>& scores, DelphiResult& result) {
  const auto experts = static_cast<double>(scores.size());
  const auto items = static_cast<double>(scores.front().size());
  std::vector<double> sums(scores.front().size(), 0.0);
  double ties = 0;
  for (const std::vector<double>& each : scores) {
    const Ranking ranking = rank(each);
    ties += ranking.ties;
    for (std::size_t item = 0; item < sums.size(); ++item) sums[item] += ranking.ranks[item];
  }
  const double mean = experts * (items + 1) / 2;
  double squares = 0;
  for (const double sum : sums) squares += (sum - mean) * (sum - mean);
  const double possible = experts * experts * (items * items * items - items) - experts * ties;
  if (possible <= 0) {
    result.diagnostics.warn("no-ranking",
                            "每位专家给各项的分都一样，排不出先后，和谐系数没有意义。");
    return;
  }
  result.concordance = 12 * squares / possible;
  result.chi_square = result.concordance * experts * (items - 1);
  result.p_value = boost::math::gamma_q((items - 1) / 2, result.chi_square / 2);
}

void add_warnings(const DelphiRound& round, DelphiResult& result) {
  if (round.scores.size() < kEnoughExperts) {
    result.diagnostics.warn("few-experts", fmt::format("只有 {} 位专家，一般不少于 {} 位。",
                                                       round.scores.size(), kEnoughExperts));
  }
  for (std::size_t item = 0; item < round.items.size(); ++item) {
    if (result.items[item].variation < kSteadyVariation) continue;
    result.diagnostics.warn(
        "experts-apart",
        fmt::format("专家对“{}”的意见分散（变异系数 {:.2f}，应小于 {:.2f}），"
                    "请再征询一轮。",
                    round.items[item], result.items[item].variation, kSteadyVariation));
  }
}

}  // namespace

Result<DelphiResult> summarise(const DelphiRound& round) {
  JX_TRY(const auto scores, scores_of(round));
  DelphiResult result;
  double sum = 0;
  for (std::size_t item = 0; item < round.items.size(); ++item) {
    result.items.push_back(summarise_item(scores, item));
    sum += result.items.back().mean;
  }
  if (sum <= 0) return malformed("所有的分都是 0，算不出权重。");
  for (const DelphiItem& item : result.items) result.weights.push_back(item.mean / sum);
  add_concordance(scores, result);
  add_warnings(round, result);
  return result;
}

}  // namespace jx
