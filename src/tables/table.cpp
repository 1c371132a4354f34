// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/table.h"

#include <algorithm>

namespace jx {
namespace {

struct ByRow {
  bool operator()(const Cell& cell, std::uint32_t row) const noexcept { return cell.row < row; }
  bool operator()(std::uint32_t row, const Cell& cell) const noexcept { return row < cell.row; }
};

}  // namespace

std::span<const Cell> Table::row(std::uint32_t row) const noexcept {
  const auto [begin, end] = std::equal_range(cells.begin(), cells.end(), row, ByRow{});
  return {begin, end};
}

const Cell* Table::find(std::uint32_t row, std::uint32_t column) const noexcept {
  const std::span<const Cell> cells_of_row = this->row(row);
  const auto found =
      std::lower_bound(cells_of_row.begin(), cells_of_row.end(), column,
                       [](const Cell& cell, std::uint32_t wanted) { return cell.column < wanted; });
  return found != cells_of_row.end() && found->column == column ? &*found : nullptr;
}

}  // namespace jx
