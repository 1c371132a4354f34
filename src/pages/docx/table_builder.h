// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pages/page.h"

namespace jx {

/// What a cell says of its place.
struct WordCell {
  enum class Merge : std::uint8_t { None, Begins, GoesOn };

  std::uint32_t span = 1;  ///< Columns of the table's grid.
  Merge vertical = Merge::None;
  Merge horizontal = Merge::None;  ///< As old files say it, cell by cell.
  std::string text = {};
  Origin origin = {};
};

/// Puts the cells of a Word table into a grid, row by row.
class WordTableBuilder {
 public:
  void begin_row() noexcept;
  /// Grid columns that the row leaves free: before its first cell, or where it is now.
  void skip_columns(std::uint32_t count) noexcept { column_ += count; }
  void add_cell(WordCell cell);
  void end_row() noexcept;
  /// The row just begun is no row: it was deleted.
  void drop_row();

  /// Where the row stands: the column behind its last cell.
  std::uint32_t column() const noexcept { return column_; }

  /// The nested tables of the cells, which stand behind this one.
  std::vector<NativeGrid> nested;

  /// Blank cells are left out.
  NativeGrid take() &&;

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<GridCell> cells_;
  std::vector<std::size_t> open_;  ///< By column: the cell that a vertical merge goes on from.
  std::size_t row_begin_ = 0;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
};

}  // namespace jx
