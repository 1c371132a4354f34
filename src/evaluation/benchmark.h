// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 标杆管理法 (财预〔2020〕10号 art. 17): how far each unit is from the best, or from a model that
/// is named, indicator by indicator. Exact.
namespace jx {

/// What was measured of all units.
struct BenchmarkIndicator {
  std::string name;
  bool less_is_better = false;  ///< 反向指标
  std::string unit = {};        ///< "%" where the values are percentages; else empty.
  std::vector<std::optional<Decimal>> values;  ///< By unit; absent: not known.
};

struct BenchmarkFigure {
  /// 差距: how much is missing to the benchmark, whichever way is better; negative when ahead of
  /// it.
  std::optional<Decimal> gap;
  /// 达标程度, percent with 2 places: value ÷ benchmark, or benchmark ÷ value where less is better.
  /// Absent unless both are above zero.
  std::optional<Decimal> attainment;
  /// 1 is best, equals share the better place; 0 for a model that was named and for unknown values.
  std::size_t rank = 0;
};

struct BenchmarkResult {
  std::optional<Decimal> benchmark;  ///< 标杆值; absent when the model's value is not known.
  std::vector<std::size_t> holders;  ///< Units that have it.
  /// 中位数 of all but a named model, one place more than the values at most.
  std::optional<Decimal> median;
  std::vector<BenchmarkFigure> figures;  ///< By unit.
};

/// Against the unit `model`, or the best value of each indicator when none is named. In the order
/// of the indicators. Malformed, naming the indicator: none at all, values of fewer than two units,
/// different numbers of values. Overflow: gaps that no decimal holds.
Result<std::vector<BenchmarkResult>> compare_with_benchmark(
    std::span<const BenchmarkIndicator> indicators, std::optional<std::size_t> model);

}  // namespace jx
