// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "tables/table.h"

namespace jx::fuzz {

/// A table of a fuzz input, its first row the header: lines are rows, tabs part cells.
inline Table table_in(std::string_view text) {
  Table table;
  table.header_rows = 1;
  for (const std::string_view line : split(text, "\n")) {
    std::uint32_t column = 0;
    for (const std::string_view words : split(line, "\t")) {
      if (!words.empty()) {
        Cell& cell = table.cells.emplace_back();
        cell.row = table.rows;
        cell.column = column;
        cell.text = words;
        cell.origin = {.page = 1, .table = 0, .row = cell.row, .column = column};
      }
      ++column;
    }
    table.columns = std::max(table.columns, column);
    ++table.rows;
  }
  return table;
}

}  // namespace jx::fuzz
