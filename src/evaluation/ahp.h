// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "evaluation/pairwise.h"

/// 层次分析法 (AHP): weights out of judgements, and whether the judgements agree with one another.
/// Statistics, hence binary floating point; weights become points in `to_points`.
namespace jx {

/// How weights are drawn from a matrix. The two differ unless the matrix is consistent, so that the
/// method stands beside every weight.
enum class WeightMethod {
  Eigenvector,    ///< 特征向量法: the principal eigenvector.
  GeometricMean,  ///< 几何平均法 (least squares of the logarithms where pairs are open).
};

/// Whose average inconsistency of random matrices a consistency ratio is measured against.
enum class RandomIndex {
  Saaty,        ///< Saaty 1980: 0, 0, 0.58, 0.90, 1.12 … 1.49; up to 10 criteria.
  DoneganDodd,  ///< Donegan and Dodd 1991: 0, 0, 0.4914, 0.8286 … 1.5371; up to 20.
};

std::string_view to_string(WeightMethod method) noexcept;  ///< "eigenvector", "geometric-mean"
std::string_view chinese_name(WeightMethod method) noexcept;
std::string_view to_string(RandomIndex index) noexcept;  ///< "saaty", "donegan-dodd"
std::string_view chinese_name(RandomIndex index) noexcept;

/// The judgement that fits the others least.
struct WorstJudgement {
  std::size_t judgement = 0;  ///< Index into PairwiseMatrix::judgements.
  /// What the other judgements say in its place (below 1: the other way round), and the ratio that
  /// remains without it. Absent when they no longer connect all criteria.
  std::optional<double> fitting;
  std::optional<double> ratio_without;
};

struct AhpResult {
  WeightMethod method = WeightMethod::Eigenvector;
  RandomIndex random_index = RandomIndex::Saaty;
  std::vector<double> weights;  ///< In the criteria's order; they sum to 1.
  double lambda_max = 0;        ///< Principal eigenvalue of the completed matrix.
  double consistency_index = 0;
  /// CI ÷ RI. 0 for two criteria, which cannot disagree; absent where the index has no value for so
  /// many criteria.
  std::optional<double> consistency_ratio;
  /// The values found for `open_pairs()`, row over column: those with the least λmax.
  std::vector<double> completed;
  std::optional<WorstJudgement> worst;  ///< Absent when every judgement fits exactly.

  /// CR < 0.10, the usual bound.
  bool consistent() const noexcept { return consistency_ratio && *consistency_ratio < 0.1; }
};

/// Weights, consistency and the worst judgement. Open pairs are completed so that the matrix is as
/// consistent as it can be. Malformed when the iteration does not settle (no reciprocal matrix of
/// this size is known to do that).
Result<AhpResult> weigh(PairwiseMatrix matrix, WeightMethod method = WeightMethod::Eigenvector,
                        RandomIndex random_index = RandomIndex::Saaty);

/// Weights of alternatives under several criteria: Σ criterion weight × weight under it.
/// Malformed when the sizes do not fit.
Result<std::vector<double>> combine_levels(const std::vector<double>& criteria,
                                           const std::vector<std::vector<double>>& under_each);

}  // namespace jx
