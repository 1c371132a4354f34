// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "findings/rule.h"

/// Sums of weights by level-1, for the rules about weights.
namespace jx {

struct LevelWeights {
  Level1 level1 = Level1::Unknown;
  Decimal sum;
  std::size_t rows = 0;  ///< With a weight.
};

/// One entry a level-1 that has weights, in the profile's official order.
std::vector<LevelWeights> weights_by_level(std::span<const RowFacts> rows, const Profile& profile);

/// "产出指标 10+5+10 = 25、效益指标 15+15 = 30", of these rows; without the terms when there are
/// too many to read.
std::string in_words(const std::vector<LevelWeights>& levels, std::span<const RowFacts> rows);

/// The sum of the weights that level-1 has among `levels`; 0 when none.
Decimal sum_of(const std::vector<LevelWeights>& levels, Level1 level1);

/// Points of the level-1s that a project with these rows should have, on its own scale (50 or
/// 0.5); empty when the profile sets none that add up to what the project distributes.
struct ExpectedShares {
  std::vector<std::pair<Level1, Decimal>> points;
  const WeightShares* source = nullptr;
};
std::optional<ExpectedShares> find_expected_shares(const ProjectFacts& facts,
                                                   const std::vector<LevelWeights>& levels,
                                                   const Profile& profile);

/// The cells of all weights, at most `most` of them.
std::vector<EvidenceLine> weight_evidence(const std::vector<Indicator>& indicators,
                                          std::size_t most = 60);

}  // namespace jx
