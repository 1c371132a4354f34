// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>

#include "base/check.h"
#include "base/text.h"
#include "tables/tables.h"

/// What holds for tables of any input whatever; the fuzz targets check it.
namespace jx {

inline void check_table(const Table& table, std::size_t index) {
  JX_CHECK(table.index == index, "tables are numbered in order");
  JX_CHECK(!table.continues || *table.continues < table.index, "a table continues an earlier one");
  JX_CHECK(table.header_rows <= table.rows, "header rows are rows");
  JX_CHECK(!table.cells.empty(), "a table has words");
  const auto place = [](const Cell& cell) { return std::tuple(cell.row, cell.column); };
  JX_CHECK(std::is_sorted(table.cells.begin(), table.cells.end(),
                          [&](const Cell& a, const Cell& b) { return place(a) < place(b); }),
           "cells are sorted");
  for (const Cell& cell : table.cells) {
    JX_CHECK(cell.row + cell.rowspan <= table.rows, "a cell lies within the rows");
    JX_CHECK(cell.column + cell.colspan <= table.columns, "a cell lies within the columns");
    JX_CHECK(!cell.text.empty() && is_valid_utf8(cell.text), "a cell holds words");
    JX_CHECK(cell.origin.table == index && cell.origin.row == cell.row, "a cell knows its place");
  }
}

inline void check_tables(const Tables& tables) {
  for (std::size_t i = 0; i < tables.tables.size(); ++i) check_table(tables.tables[i], i);
  for (const OutsideLine& line : tables.lines) {
    JX_CHECK(line.before_table <= tables.tables.size(), "a line stands before a table or the end");
    JX_CHECK(!line.text.empty(), "a line holds words");
  }
}

/// How many bytes of letters all the words of the tables have: never fewer than the document has.
inline std::size_t count_letters(const Tables& tables) {
  std::size_t count = 0;
  const auto add = [&](std::string_view text) { count += letters_only(text).size(); };
  for (const Table& table : tables.tables) {
    add(table.title.text);
    add(table.label.text);
    add(table.unit.text);
    for (const Cell& cell : table.cells) add(cell.text);
  }
  for (const OutsideLine& line : tables.lines) add(line.text);
  return count;
}

}  // namespace jx
