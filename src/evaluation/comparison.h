// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 比较法 (财预〔2020〕10号 art. 17): what was reached beside the goal, earlier years, other
/// places. Exact.
namespace jx {

struct ComparedIndicator {
  std::string name;
  bool less_is_better = false;         ///< 反向指标
  std::string unit = {};               ///< "%" where the values are percentages; else empty.
  std::optional<Decimal> actual = {};  ///< Absent: not known.
  std::vector<std::optional<Decimal>> bases = {};  ///< What it is compared with; absent: not known.
};

enum class ComparisonVerdict { Better, Same, Worse };

/// One indicator beside one base. All are absent when either value is not known.
struct ComparisonFigure {
  std::optional<Decimal> difference;  ///< actual − base; of percentages, in percentage points.
  std::optional<Decimal> percent;     ///< difference ÷ base, 2 places; absent for a base ≤ 0.
  std::optional<ComparisonVerdict> verdict;
};

/// By indicator, then by base. Malformed, naming the indicator: no indicator, none to compare with,
/// different numbers of bases. Overflow: differences that no decimal holds.
Result<std::vector<std::vector<ComparisonFigure>>> compare_with_bases(
    std::span<const ComparedIndicator> indicators);

}  // namespace jx
