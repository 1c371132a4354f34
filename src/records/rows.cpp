// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/rows.h"

namespace jx {

bool RowCursor::next() {
  if (next_ >= table_.cells.size()) return false;
  row_ = table_.cells[next_].row;
  for (const Cell*& cell : cells_) {
    if (cell != nullptr && cell->row + cell->rowspan <= row_) cell = nullptr;
  }
  own_cells_ = 0;
  for (; next_ < table_.cells.size() && table_.cells[next_].row == row_; ++next_, ++own_cells_) {
    const Cell& cell = table_.cells[next_];
    if (cell.column < cells_.size()) cells_[cell.column] = &cell;
  }
  return true;
}

}  // namespace jx
