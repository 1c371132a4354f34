// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/benchmark.h"

#include <fmt/format.h>

#include <algorithm>

#include "evaluation/rational.h"

namespace jx {
namespace {

Result<void> check(std::span<const BenchmarkIndicator> indicators,
                   std::optional<std::size_t> model) {
  if (indicators.empty()) return malformed("没有指标。请至少写一列。");
  for (const BenchmarkIndicator& each : indicators) {
    if (each.values.size() != indicators.front().values.size()) {
      return malformed(fmt::format("“{}”有 {} 个值，“{}”有 {} 个；各指标要对同样的单位。",
                                   indicators.front().name, indicators.front().values.size(),
                                   each.name, each.values.size()));
    }
    if (each.values.size() < 2) {
      return malformed(
          fmt::format("“{}”只有 {} 个单位的值，无从比较。", each.name, each.values.size()));
    }
  }
  if (model && *model >= indicators.front().values.size()) {
    return malformed(fmt::format("没有第 {} 个单位可作标杆。", *model + 1));
  }
  return {};
}

bool is_better(const BenchmarkIndicator& indicator, const Decimal& value, const Decimal& other) {
  return indicator.less_is_better ? value < other : value > other;
}

/// What is known of units that are compared, the best first.
std::vector<Decimal> ranked(const BenchmarkIndicator& indicator, std::optional<std::size_t> model) {
  std::vector<Decimal> values;
  for (std::size_t unit = 0; unit < indicator.values.size(); ++unit) {
    if (indicator.values[unit] && unit != model) values.push_back(*indicator.values[unit]);
  }
  std::sort(values.begin(), values.end(),
            [&](const Decimal& a, const Decimal& b) { return is_better(indicator, a, b); });
  return values;
}

Result<std::optional<Decimal>> median_of(const std::vector<Decimal>& sorted) {
  if (sorted.empty()) return std::optional<Decimal>();
  const Decimal& upper = sorted[sorted.size() / 2];
  if (sorted.size() % 2 == 1) return std::optional(upper);
  const Decimal& lower = sorted[sorted.size() / 2 - 1];
  const int places = std::min(std::max(upper.scale(), lower.scale()) + 1, Decimal::kMaxScale);
  JX_TRY(const Decimal median, ((Rational(lower) + Rational(upper)) / Rational(2)).rounded(places));
  return std::optional(median.trimmed());
}

Result<BenchmarkFigure> measure(const BenchmarkIndicator& indicator, const Decimal& value,
                                const Decimal& benchmark) {
  BenchmarkFigure figure;
  const bool less = indicator.less_is_better;
  JX_TRY(figure.gap, less ? value.minus(benchmark) : benchmark.minus(value));
  if (value > Decimal(0) && benchmark > Decimal(0)) {
    const Rational part(less ? benchmark : value);
    const Rational whole(less ? value : benchmark);
    JX_TRY(figure.attainment, (Rational(100) * part / whole).rounded(2));
  }
  return figure;
}

Result<BenchmarkResult> compare_one(const BenchmarkIndicator& indicator,
                                    std::optional<std::size_t> model) {
  BenchmarkResult result;
  const std::vector<Decimal> sorted = ranked(indicator, model);
  JX_TRY(result.median, median_of(sorted));
  if (model) {
    result.benchmark = indicator.values[*model];
  } else if (!sorted.empty()) {
    result.benchmark = sorted.front();
  }
  for (std::size_t unit = 0; unit < indicator.values.size(); ++unit) {
    BenchmarkFigure figure;
    const std::optional<Decimal>& value = indicator.values[unit];
    if (value && result.benchmark) {
      JX_TRY(figure, measure(indicator, *value, *result.benchmark));
      if (*value == *result.benchmark) result.holders.push_back(unit);
    }
    if (value && unit != model) {
      figure.rank = 1 + static_cast<std::size_t>(
                            std::count_if(sorted.begin(), sorted.end(), [&](const Decimal& other) {
                              return is_better(indicator, other, *value);
                            }));
    }
    result.figures.push_back(figure);
  }
  return result;
}

}  // namespace

Result<std::vector<BenchmarkResult>> compare_with_benchmark(
    std::span<const BenchmarkIndicator> indicators, std::optional<std::size_t> model) {
  JX_TRY_VOID(check(indicators, model));
  std::vector<BenchmarkResult> results;
  for (const BenchmarkIndicator& indicator : indicators) {
    JX_TRY(BenchmarkResult result, compare_one(indicator, model));
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace jx
