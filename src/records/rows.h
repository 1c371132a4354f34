// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "tables/table.h"

namespace jx {

/// Walks the rows of a table from top to bottom and shows, for each column, the cell that covers
/// it: one that starts in the row, or one that reaches down into it by its rowspan.
class RowCursor {
 public:
  RowCursor(const Table& table, std::uint32_t first_row)
      : table_(table), cells_(table.columns, nullptr), row_(first_row) {
    while (next_ < table.cells.size() && table.cells[next_].row < first_row) ++next_;
  }

  /// Moves to the next row that has a cell of its own; false at the end.
  bool next();
  std::uint32_t row() const noexcept { return row_; }
  /// The covering cell, or null for a blank.
  const Cell* at(std::uint32_t column) const noexcept {
    return column < cells_.size() ? cells_[column] : nullptr;
  }
  /// How many cells start in this row.
  std::size_t own_cells() const noexcept { return own_cells_; }
  const Cell& first_own_cell() const noexcept { return table_.cells[next_ - own_cells_]; }

 private:
  const Table& table_;
  std::vector<const Cell*> cells_;
  std::size_t next_ = 0;
  std::size_t own_cells_ = 0;
  std::uint32_t row_;
};

}  // namespace jx
