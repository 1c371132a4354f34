// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/ahp.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

namespace jx {
namespace {

constexpr double kSettled = 1e-13;
constexpr int kMostRounds = 20'000;

using Vector = std::vector<double>;

void normalise(Vector& values) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  for (double& value : values) value /= sum;
}

enum class Side { Right, Left };

/// The principal eigenvector by repeated multiplication, which settles for every positive matrix.
Result<Vector> eigenvector(const PairwiseMatrix& matrix, Side side) {
  const std::size_t n = matrix.size();
  Vector current(n, 1.0 / static_cast<double>(n));
  for (int round = 0; round < kMostRounds; ++round) {
    Vector next(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        next[i] += (side == Side::Right ? matrix.at(i, j) : matrix.at(j, i)) * current[j];
      }
    }
    normalise(next);
    double change = 0;
    for (std::size_t i = 0; i < n; ++i) change = std::max(change, std::fabs(next[i] - current[i]));
    current = std::move(next);
    if (change < kSettled) return current;
  }
  return Error{.code = ErrorCode::Malformed,
               .message = "判断矩阵的特征向量没有收敛。请检查判断是否互相矛盾。"};
}

double eigenvalue_of(const PairwiseMatrix& matrix, const Vector& vector) {
  double sum = 0;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < matrix.size(); ++j) sum += matrix.at(i, j) * vector[j];
  }
  return sum / std::accumulate(vector.begin(), vector.end(), 0.0);
}

/// Fills the open pairs so that λmax is least. At the least, the derivative by the logarithm of an
/// entry is zero: a²·v_row·w_column = v_column·w_row, with v and w the left and right eigenvectors;
/// that equation is solved by putting its solution in until nothing moves (λmax is convex in the
/// logarithms, so there is only one; Bozóki, Fülöp and Rónyai 2010).
Result<void> complete_for_consistency(PairwiseMatrix& matrix) {
  if (matrix.open_pairs().empty()) return {};
  constexpr double kSteady = 1e-10;
  for (int round = 0; round < kMostRounds; ++round) {
    JX_TRY(const Vector right, eigenvector(matrix, Side::Right));
    JX_TRY(const Vector left, eigenvector(matrix, Side::Left));
    double change = 0;
    for (const auto& [row, column] : matrix.open_pairs()) {
      const double ratio = std::sqrt(left[column] * right[row] / (left[row] * right[column]));
      change = std::max(change, std::fabs(std::log(ratio / matrix.at(row, column))));
      matrix.complete(row, column, ratio);
    }
    if (change < kSteady) return {};
  }
  return Error{.code = ErrorCode::Malformed,
               .message = "缺少的判断太多，补全没有收敛。请再补充几个判断。"};
}

/// Least squares of the logarithms over the judged pairs: Σ over judged j of (w_i − w_j) =
/// Σ of log a_ij. With no pair open this is the mean of each row.
Vector geometric_mean(const PairwiseMatrix& matrix) {
  const std::size_t n = matrix.size();
  std::vector<Vector> rows(n, Vector(n + 1, 0.0));
  for (const Judgement& judgement : matrix.judgements()) {
    const std::size_t i = judgement.more;
    const std::size_t j = judgement.less;
    const double ratio = std::log(matrix.at(i, j));
    rows[i][i] += 1;
    rows[j][j] += 1;
    rows[i][j] -= 1;
    rows[j][i] -= 1;
    rows[i][n] += ratio;
    rows[j][n] -= ratio;
  }
  // One equation follows from the others; the last logarithm is set to 0 in its place.
  for (std::size_t pivot = 0; pivot + 1 < n; ++pivot) {
    for (std::size_t row = 0; row + 1 < n; ++row) {
      if (row == pivot) continue;
      const double factor = rows[row][pivot] / rows[pivot][pivot];
      for (std::size_t column = pivot; column <= n; ++column) {
        rows[row][column] -= factor * rows[pivot][column];
      }
    }
  }
  Vector weights(n, 1.0);
  for (std::size_t row = 0; row + 1 < n; ++row)
    weights[row] = std::exp(rows[row][n] / rows[row][row]);
  normalise(weights);
  return weights;
}

std::optional<double> random_index_for(RandomIndex index, std::size_t size) {
  static constexpr std::array kSaaty = {0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49};
  static constexpr std::array kDoneganDodd = {
      0.0,    0.0,    0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055,
      1.4213, 1.4497, 1.4643, 1.4822, 1.4969, 1.5078, 1.5153, 1.5262, 1.5313, 1.5371};
  const std::span<const double> values =
      index == RandomIndex::Saaty ? std::span<const double>(kSaaty) : kDoneganDodd;
  if (size > values.size()) return std::nullopt;
  return values[size - 1];
}

std::optional<double> ratio_of(double consistency_index, RandomIndex index, std::size_t size) {
  if (size <= 2) return 0.0;
  const std::optional<double> random = random_index_for(index, size);
  if (!random) return std::nullopt;
  return std::max(0.0, consistency_index) / *random;
}

double consistency_index_of(double lambda_max, std::size_t size) {
  const auto n = static_cast<double>(size);
  return (lambda_max - n) / (n - 1);
}

/// What the others say of a judgement that is left open.
void add_others(PairwiseMatrix others, const Judgement& left_open, RandomIndex index,
                WorstJudgement& worst) {
  if (!complete_for_consistency(others).ok()) return;
  const Result<Vector> vector = eigenvector(others, Side::Right);
  if (!vector.ok()) return;
  worst.fitting = others.at(left_open.more, left_open.less);
  const double lambda_max = eigenvalue_of(others, *vector);
  worst.ratio_without =
      ratio_of(consistency_index_of(lambda_max, others.size()), index, others.size());
}

std::optional<WorstJudgement> find_worst(const PairwiseMatrix& matrix, const AhpResult& result) {
  constexpr double kFits = 1e-9;
  std::optional<WorstJudgement> worst;
  double farthest = kFits;
  for (std::size_t index = 0; index < matrix.judgements().size(); ++index) {
    const auto& [more, less, times] = matrix.judgements()[index];
    const double fitting = result.weights[more] / result.weights[less];
    const double distance = std::fabs(std::log(matrix.at(more, less) / fitting));
    if (distance <= farthest) continue;
    farthest = distance;
    worst = WorstJudgement{.judgement = index, .fitting = {}, .ratio_without = {}};
  }
  if (!worst) return worst;
  if (auto others = matrix.without(worst->judgement); others.ok()) {
    add_others(*std::move(others), matrix.judgements()[worst->judgement], result.random_index,
               *worst);
  }
  return worst;
}

}  // namespace

std::string_view to_string(WeightMethod method) noexcept {
  return method == WeightMethod::Eigenvector ? "eigenvector" : "geometric-mean";
}

std::string_view chinese_name(WeightMethod method) noexcept {
  return method == WeightMethod::Eigenvector ? "特征向量法" : "几何平均法";
}

std::string_view to_string(RandomIndex index) noexcept {
  return index == RandomIndex::Saaty ? "saaty" : "donegan-dodd";
}

std::string_view chinese_name(RandomIndex index) noexcept {
  return index == RandomIndex::Saaty ? "Saaty 1980 随机一致性指标"
                                     : "Donegan–Dodd 1991 随机一致性指标";
}

Result<AhpResult> weigh(PairwiseMatrix matrix, WeightMethod method, RandomIndex random_index) {
  AhpResult result;
  result.method = method;
  result.random_index = random_index;
  JX_TRY_VOID(complete_for_consistency(matrix));
  JX_TRY(Vector principal, eigenvector(matrix, Side::Right));
  result.lambda_max = eigenvalue_of(matrix, principal);
  result.consistency_index = consistency_index_of(result.lambda_max, matrix.size());
  result.consistency_ratio = ratio_of(result.consistency_index, random_index, matrix.size());
  result.weights =
      method == WeightMethod::Eigenvector ? std::move(principal) : geometric_mean(matrix);
  for (const auto& [row, column] : matrix.open_pairs()) {
    result.completed.push_back(matrix.at(row, column));
  }
  result.worst = find_worst(matrix, result);
  return result;
}

Result<std::vector<double>> combine_levels(const std::vector<double>& criteria,
                                           const std::vector<std::vector<double>>& under_each) {
  const auto refuse = [](std::string message) {
    return Error{.code = ErrorCode::Malformed, .message = std::move(message)};
  };
  if (criteria.empty() || criteria.size() != under_each.size()) {
    return refuse(fmt::format("准则有 {} 个，各准则下的权重有 {} 组，对不上。", criteria.size(),
                              under_each.size()));
  }
  std::vector<double> combined(under_each.front().size(), 0.0);
  for (std::size_t index = 0; index < criteria.size(); ++index) {
    if (under_each[index].size() != combined.size()) {
      return refuse(fmt::format("第 {} 个准则下有 {} 个方案，第 1 个准则下有 {} 个，对不上。",
                                index + 1, under_each[index].size(), combined.size()));
    }
    for (std::size_t at = 0; at < combined.size(); ++at) {
      combined[at] += criteria[index] * under_each[index][at];
    }
  }
  return combined;
}

}  // namespace jx
