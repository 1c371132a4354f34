// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 成对比较判断矩阵: what experts say of two criteria at a time, on the scale 1 to 9.
namespace jx {

/// "`more` is `times` as important as `less`." 1/3 is 3 with the two exchanged.
struct Judgement {
  std::size_t more = 0;  ///< Index into the criteria.
  std::size_t less = 0;
  Decimal times = Decimal(1);  ///< 1 to 9; 2.5 is allowed.
};

/// A positive reciprocal matrix. Pairs that nobody judged are open; they may be as many as leave
/// every criterion connected with every other through judgements.
class PairwiseMatrix {
 public:
  static constexpr std::size_t kMostCriteria = 20;

  /// Malformed: fewer than two criteria, an index that is none, a criterion beside itself, `times`
  /// outside 1 to 9. LimitExceeded: more than kMostCriteria. Conflict: two different judgements of
  /// one pair, or criteria that no chain of judgements connects. Messages name the criteria.
  static Result<PairwiseMatrix> make(std::vector<std::string> criteria,
                                     std::span<const Judgement> judgements);

  std::size_t size() const noexcept { return criteria_.size(); }
  const std::vector<std::string>& criteria() const noexcept { return criteria_; }
  const std::vector<Judgement>& judgements() const noexcept { return judgements_; }
  /// Pairs (row < column) that nobody judged.
  const std::vector<std::pair<std::size_t, std::size_t>>& open_pairs() const noexcept {
    return open_;
  }
  bool is_open(std::size_t row, std::size_t column) const noexcept;
  /// How much more important `row` is than `column`; 1 for an open pair.
  double at(std::size_t row, std::size_t column) const noexcept {
    return entries_[row * size() + column];
  }
  void complete(std::size_t row, std::size_t column, double ratio) noexcept;

  /// The same matrix with one judgement left open. Conflict when that leaves criteria unconnected.
  Result<PairwiseMatrix> without(std::size_t judgement) const;

 private:
  explicit PairwiseMatrix(std::vector<std::string> criteria);

  std::vector<std::string> criteria_;
  std::vector<Judgement> judgements_;
  std::vector<double> entries_;
  std::vector<std::pair<std::size_t, std::size_t>> open_;
};

}  // namespace jx
