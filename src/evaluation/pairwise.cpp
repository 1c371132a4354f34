// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/pairwise.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "evaluation/real.h"

namespace jx {
namespace {

Result<void> check_judgement(const Judgement& judgement, const std::vector<std::string>& criteria) {
  const std::size_t last = std::max(judgement.more, judgement.less);
  if (last >= criteria.size()) {
    return malformed(fmt::format("判断里有第 {} 个要素，而要素只有 {} 个。请核对判断矩阵。",
                                 last + 1, criteria.size()));
  }
  const std::string& more = criteria[judgement.more];
  if (judgement.more == judgement.less) {
    return malformed(fmt::format("“{}”与自己比较了。要素与自己的比值恒为 1，请删去这一项。", more));
  }
  if (judgement.times < Decimal(1) || judgement.times > Decimal(9)) {
    return malformed(
        fmt::format("“{}”比“{}”的判断是 {}，不在 1 到 9 之间。不如对方重要时，请把两个要素对调。",
                    more, criteria[judgement.less], judgement.times.to_string()));
  }
  return {};
}

/// The smallest criterion that each one is connected with.
std::vector<std::size_t> groups_of(const PairwiseMatrix& matrix) {
  std::vector<std::size_t> group(matrix.size());
  std::iota(group.begin(), group.end(), 0);
  const auto root = [&](std::size_t at) {
    while (group[at] != at) at = group[at];
    return at;
  };
  for (const Judgement& judgement : matrix.judgements()) {
    const std::size_t a = root(judgement.more);
    const std::size_t b = root(judgement.less);
    group[std::max(a, b)] = std::min(a, b);
  }
  for (std::size_t at = 0; at < group.size(); ++at) group[at] = root(at);
  return group;
}

Result<void> check_connected(const PairwiseMatrix& matrix) {
  const std::vector<std::size_t> group = groups_of(matrix);
  const auto apart =
      std::find_if(group.begin(), group.end(), [](std::size_t each) { return each != 0; });
  if (apart == group.end()) return {};
  const auto index = static_cast<std::size_t>(apart - group.begin());
  return Error{.code = ErrorCode::Conflict,
               .message = fmt::format("“{}”与“{}”之间没有任何判断相连，权重算不出来。请补充判断。",
                                      matrix.criteria()[0], matrix.criteria()[index])};
}

}  // namespace

PairwiseMatrix::PairwiseMatrix(std::vector<std::string> criteria)
    : criteria_(std::move(criteria)), entries_(criteria_.size() * criteria_.size(), 1.0) {
  for (std::size_t row = 0; row < size(); ++row) {
    for (std::size_t column = row + 1; column < size(); ++column) open_.emplace_back(row, column);
  }
}

Result<PairwiseMatrix> PairwiseMatrix::make(std::vector<std::string> criteria,
                                            std::span<const Judgement> judgements) {
  if (criteria.size() < 2) return malformed("判断矩阵至少要有两个要素。");
  if (criteria.size() > kMostCriteria) {
    return Error{.code = ErrorCode::LimitExceeded,
                 .message = fmt::format("判断矩阵有 {} 个要素，最多 {} 个。请分层比较。",
                                        criteria.size(), kMostCriteria)};
  }
  PairwiseMatrix matrix(std::move(criteria));
  for (const Judgement& judgement : judgements) {
    JX_TRY_VOID(check_judgement(judgement, matrix.criteria_));
    const double ratio = to_real(judgement.times);
    if (!matrix.is_open(judgement.more, judgement.less)) {
      if (matrix.at(judgement.more, judgement.less) == ratio) continue;
      return Error{.code = ErrorCode::Conflict,
                   .message = fmt::format("“{}”与“{}”有两个不同的判断。请保留一个。",
                                          matrix.criteria_[judgement.more],
                                          matrix.criteria_[judgement.less])};
    }
    matrix.complete(judgement.more, judgement.less, ratio);
    const std::pair<std::size_t, std::size_t> pair = std::minmax(judgement.more, judgement.less);
    std::erase(matrix.open_, pair);
    matrix.judgements_.push_back(judgement);
  }
  JX_TRY_VOID(check_connected(matrix));
  return matrix;
}

bool PairwiseMatrix::is_open(std::size_t row, std::size_t column) const noexcept {
  const std::pair<std::size_t, std::size_t> pair = std::minmax(row, column);
  return std::find(open_.begin(), open_.end(), pair) != open_.end();
}

void PairwiseMatrix::complete(std::size_t row, std::size_t column, double ratio) noexcept {
  entries_[row * size() + column] = ratio;
  entries_[column * size() + row] = 1 / ratio;
}

Result<PairwiseMatrix> PairwiseMatrix::without(std::size_t judgement) const {
  std::vector<Judgement> others = judgements_;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(judgement));
  return make(criteria_, others);
}

}  // namespace jx
