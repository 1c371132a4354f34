// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/cost_effect.h"

#include <fmt/format.h>

#include <algorithm>

#include "evaluation/rational.h"

namespace jx {
namespace {

using Options = std::span<const CostEffectOption>;
using Figures = std::vector<CostEffectFigure>;

Result<void> check(Options options) {
  if (options.size() < 2) return malformed("只有一个方案，无从比较。请至少写两个。");
  bool known = false;
  for (const CostEffectOption& option : options) {
    known = known || option.effect.has_value();
    if (!option.cost.is_negative()) continue;
    return malformed(
        fmt::format("“{}”的成本是 {}，不能为负数。", option.name, option.cost.to_string()));
  }
  if (!known) return malformed("各方案的效果都是空白。请填写效果列。");
  return {};
}

bool dominates(const CostEffectOption& better, const CostEffectOption& other) {
  return better.cost <= other.cost && *better.effect >= *other.effect &&
         (better.cost < other.cost || *better.effect > *other.effect);
}

/// The cheapest of those that dominate it, the most effective of equally cheap ones.
std::optional<std::size_t> dominator_of(Options options, std::size_t index) {
  std::optional<std::size_t> best;
  for (std::size_t other = 0; other < options.size(); ++other) {
    if (!options[other].effect || !dominates(options[other], options[index])) continue;
    if (!best || dominates(options[other], options[*best]) ||
        options[other].cost < options[*best].cost) {
      best = other;
    }
  }
  return best;
}

Rational slope(const CostEffectOption& from, const CostEffectOption& to) {
  return (Rational(to.cost) - Rational(from.cost)) /
         (Rational(*to.effect) - Rational(*from.effect));
}

/// Those that nothing dominates, by cost; of equal ones the first. Cost and effect both rise.
std::vector<std::size_t> undominated(Options options, const Figures& figures) {
  std::vector<std::size_t> order;
  for (std::size_t index = 0; index < options.size(); ++index) {
    if (figures[index].standing == CostEffectStanding::Frontier) order.push_back(index);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return options[a].cost < options[b].cost; });
  const auto equal = [&](std::size_t a, std::size_t b) {
    return options[a].cost == options[b].cost;
  };
  order.erase(std::unique(order.begin(), order.end(), equal), order.end());
  return order;
}

/// The lower hull: each step costs more a unit than the one before it.
std::vector<std::size_t> hull_of(Options options, const std::vector<std::size_t>& order) {
  std::vector<std::size_t> hull;
  for (const std::size_t index : order) {
    while (hull.size() >= 2 && slope(options[hull.back()], options[index]) <
                                   slope(options[hull[hull.size() - 2]], options[hull.back()])) {
      hull.pop_back();
    }
    hull.push_back(index);
  }
  return hull;
}

void mark_dominated(Options options, Figures& figures) {
  for (std::size_t index = 0; index < options.size(); ++index) {
    if (!options[index].effect) continue;
    const std::optional<std::size_t> better = dominator_of(options, index);
    figures[index].standing = better ? CostEffectStanding::Dominated : CostEffectStanding::Frontier;
    if (better) figures[index].against = {*better};
  }
}

Result<void> compare_with(Options options, std::size_t cheaper, CostEffectFigure& figure,
                          const CostEffectOption& option) {
  figure.against = {cheaper};
  JX_TRY(figure.more_cost, option.cost.minus(options[cheaper].cost));
  JX_TRY(figure.more_effect, option.effect->minus(*options[cheaper].effect));
  JX_TRY(figure.incremental_ratio, slope(options[cheaper], option).rounded(kCostEffectPlaces));
  return {};
}

/// Places an undominated option on the hull or above it.
Result<void> place(Options options, const std::vector<std::size_t>& hull, std::size_t index,
                   Figures& figures) {
  const CostEffectOption& option = options[index];
  const auto next = std::find_if(hull.begin(), hull.end(), [&](std::size_t each) {
    return options[each].cost >= option.cost;
  });
  // The dearest undominated option is the most effective one and always on the hull.
  if (options[*next].cost == option.cost) {
    if (next == hull.begin()) return {};
    return compare_with(options, *(next - 1), figures[index], option);
  }
  figures[index].standing = CostEffectStanding::OutMixed;
  figures[index].against = {*(next - 1), *next};
  return {};
}

Result<void> rank_ratios(Options options, Figures& figures) {
  std::vector<std::pair<Rational, std::size_t>> ratios;
  for (std::size_t index = 0; index < options.size(); ++index) {
    const std::optional<Decimal>& effect = options[index].effect;
    if (!effect || *effect <= Decimal(0)) continue;
    ratios.emplace_back(Rational(options[index].cost) / Rational(*effect), index);
    JX_TRY(figures[index].ratio, ratios.back().first.rounded(kCostEffectPlaces));
  }
  for (const auto& ranked : ratios) {
    figures[ranked.second].rank = 1 + static_cast<std::size_t>(std::count_if(
                                          ratios.begin(), ratios.end(), [&](const auto& other) {
                                            return other.first < ranked.first;
                                          }));
  }
  return {};
}

}  // namespace

Result<std::vector<CostEffectFigure>> compare_cost_effect(
    std::span<const CostEffectOption> options) {
  JX_TRY_VOID(check(options));
  Figures figures(options.size());
  JX_TRY_VOID(rank_ratios(options, figures));
  mark_dominated(options, figures);
  const std::vector<std::size_t> hull = hull_of(options, undominated(options, figures));
  for (std::size_t index = 0; index < options.size(); ++index) {
    if (figures[index].standing != CostEffectStanding::Frontier) continue;
    JX_TRY_VOID(place(options, hull, index, figures));
  }
  return figures;
}

}  // namespace jx
