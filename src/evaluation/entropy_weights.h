// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 熵权法: indicators on which the evaluated differ more weigh more.
namespace jx {

struct EntropyColumn {
  std::string name;
  bool less_is_better = false;  ///< 反向指标
  std::vector<Decimal> values;  ///< One of each evaluated project or unit.
};

struct EntropyWeight {
  double entropy = 1;  ///< e, 0 to 1; 1 for a column without differences.
  double weight = 0;   ///< (1 − e) ÷ Σ(1 − e); 0 for a column without differences.
};

/// Values are scaled by direction to 0…1 first, (x − min) ÷ (max − min) or (max − x) ÷ (max − min);
/// a share of zero adds nothing to the entropy. Malformed: no column, fewer than two evaluated,
/// columns of different lengths, columns that are all without differences.
Result<std::vector<EntropyWeight>> weigh_by_entropy(std::span<const EntropyColumn> columns);

}  // namespace jx
