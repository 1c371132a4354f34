// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// Projects in the order of their scores, and how far that order can be relied on.
namespace jx {

struct RankedScore {
  std::string name;
  Decimal score;
  /// How much the score may be off either way: what the reviewers differ by, or what was left to
  /// judgement. 0 when nothing was.
  Decimal leeway = Decimal(0);
};

struct Rank {
  std::size_t rank = 1;    ///< 1 is best; equals share the better place (1, 2, 2, 4).
  std::size_t equals = 1;  ///< How many share it.
  std::size_t best = 1;    ///< Its place if every doubt went its way,
  std::size_t worst = 1;   ///< and if every doubt went against it.
};

/// In the order of `scores`. Malformed for a negative leeway; Overflow for scores out of range.
Result<std::vector<Rank>> rank_scores(std::span<const RankedScore> scores);

}  // namespace jx
