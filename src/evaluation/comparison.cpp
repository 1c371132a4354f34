// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/comparison.h"

#include <fmt/format.h>

#include "evaluation/rational.h"

namespace jx {
namespace {

Result<void> check(std::span<const ComparedIndicator> indicators) {
  if (indicators.empty()) return malformed("没有指标。请至少写一行。");
  const std::size_t bases = indicators.front().bases.size();
  if (bases == 0) return malformed("没有写明与什么比较。");
  for (const ComparedIndicator& each : indicators) {
    if (each.bases.size() == bases) continue;
    return malformed(fmt::format("“{}”有 {} 个比较的值，别的指标有 {} 个。", each.name,
                                 each.bases.size(), bases));
  }
  return {};
}

ComparisonVerdict verdict_of(const Decimal& difference, bool less_is_better) {
  if (difference.is_zero()) return ComparisonVerdict::Same;
  return difference.is_negative() == less_is_better ? ComparisonVerdict::Better
                                                    : ComparisonVerdict::Worse;
}

Result<ComparisonFigure> compare_one(const ComparedIndicator& indicator,
                                     const std::optional<Decimal>& base) {
  ComparisonFigure figure;
  if (!indicator.actual || !base) return figure;
  JX_TRY(figure.difference, indicator.actual->minus(*base));
  figure.verdict = verdict_of(*figure.difference, indicator.less_is_better);
  if (*base > Decimal(0)) {
    JX_TRY(figure.percent,
           (Rational(100) * Rational(*figure.difference) / Rational(*base)).rounded(2));
  }
  return figure;
}

}  // namespace

Result<std::vector<std::vector<ComparisonFigure>>> compare_with_bases(
    std::span<const ComparedIndicator> indicators) {
  JX_TRY_VOID(check(indicators));
  std::vector<std::vector<ComparisonFigure>> all;
  for (const ComparedIndicator& indicator : indicators) {
    std::vector<ComparisonFigure>& figures = all.emplace_back();
    for (const std::optional<Decimal>& base : indicator.bases) {
      JX_TRY(const ComparisonFigure figure, compare_one(indicator, base));
      figures.push_back(figure);
    }
  }
  return all;
}

}  // namespace jx
