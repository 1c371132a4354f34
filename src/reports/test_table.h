// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "tables/table.h"

namespace jx {

/// Makes tables for tests.
class TestTable {
 public:
  TestTable(std::uint32_t rows, std::uint32_t columns) {
    table_.rows = rows;
    table_.columns = columns;
  }

  TestTable& header(std::uint32_t rows) {
    table_.header_rows = rows;
    return *this;
  }

  TestTable& title(std::string_view words) {
    table_.title.text = words;
    return *this;
  }

  /// Cells in the order of rows, then columns.
  TestTable& cell(std::uint32_t row, std::uint32_t column, std::string_view text,
                  std::uint16_t rowspan = 1, std::uint16_t colspan = 1) {
    table_.cells.push_back({.row = row,
                            .column = column,
                            .rowspan = rowspan,
                            .colspan = colspan,
                            .text = std::string(text),
                            .origin = {.page = 1, .table = 0, .row = row, .column = column}});
    return *this;
  }

  TestTable& unsure(float confidence) {
    table_.cells.back().confidence = confidence;
    return *this;
  }

  /// Of the cell before.
  TestTable& reading(std::string_view text) {
    const Cell& cell = table_.cells.back();
    table_.other_readings.push_back({cell.row, cell.column, std::string(text)});
    return *this;
  }

  Table make() const { return table_; }
  Tables alone() const {
    Tables tables;
    tables.tables.push_back(table_);
    return tables;
  }

 private:
  Table table_;
};

}  // namespace jx
