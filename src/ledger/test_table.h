// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "tables/table.h"

/// Tables for tests.
namespace jx::testing {

/// Lines are rows, `separator` parts cells; blank cells are left out, as readers do.
inline Table table_of(std::string_view text, std::string_view separator = ",") {
  Table table;
  for (const std::string_view line : split(text, "\n")) {
    if (line.empty()) continue;
    std::uint32_t column = 0;
    for (const std::string_view words : split(line, separator)) {
      if (!words.empty()) {
        Cell& cell = table.cells.emplace_back();
        cell.row = table.rows;
        cell.column = column;
        cell.text = words;
      }
      ++column;
    }
    table.columns = std::max(table.columns, column);
    ++table.rows;
  }
  return table;
}

/// Merges a cell with those below it.
inline void merge_down(Table& table, std::uint32_t row, std::uint32_t column, std::uint16_t rows) {
  for (Cell& cell : table.cells) {
    if (cell.row == row && cell.column == column) cell.rowspan = rows;
  }
}

}  // namespace jx::testing
