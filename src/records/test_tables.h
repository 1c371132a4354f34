// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "lexicon/lexicon.h"
#include "profiles/profile.h"
#include "records/records.h"
#include "tables/table.h"

/// Small makers for the tests and fuzz targets of this folder: tables from rows of words, and the
/// shipped data.
namespace jx::test {

using Row = std::vector<std::string_view>;

/// A table whose first `header_rows` rows are its header; empty words are blank cells.
inline Table table(const std::vector<Row>& rows, std::uint32_t header_rows = 1) {
  Table made;
  made.header_rows = header_rows;
  made.rows = static_cast<std::uint32_t>(rows.size());
  for (std::uint32_t row = 0; row < made.rows; ++row) {
    made.columns = std::max(made.columns, static_cast<std::uint32_t>(rows[row].size()));
    for (std::uint32_t column = 0; column < rows[row].size(); ++column) {
      if (rows[row][column].empty()) continue;
      Cell& cell = made.cells.emplace_back();
      cell.row = row;
      cell.column = column;
      cell.text = rows[row][column];
      cell.origin = {.page = 1, .table = 0, .row = row, .column = column, .line = row + 1};
    }
  }
  return made;
}

inline Table titled(Table made, std::string_view title) {
  made.title = {.text = std::string(title), .origin = {.page = 1, .line = 1}};
  return made;
}

/// Puts tables into a document in order; `continues` marks those that go on from the one before.
inline Tables document(std::vector<Table> tables,
                       std::initializer_list<std::uint32_t> continued = {}) {
  Tables made;
  made.tables = std::move(tables);
  for (std::uint32_t i = 0; i < made.tables.size(); ++i) {
    made.tables[i].index = i;
    for (Cell& cell : made.tables[i].cells) cell.origin.table = i;
  }
  for (const std::uint32_t index : continued) made.tables[index].continues = index - 1;
  return made;
}

/// Lines are rows, tabs part cells; a line "#" begins the next table, of which the first row is the
/// header; a cell "^" reaches down from the row above. What fuzz targets read.
inline Tables tables_of_lines(std::string_view text) {
  Tables made;
  made.tables.emplace_back();
  for (const std::string_view line : split(text, "\n")) {
    if (line == "#") {
      made.tables.emplace_back().index = static_cast<std::uint32_t>(made.tables.size() - 1);
      made.tables.back().header_rows = 1;
      continue;
    }
    Table& table = made.tables.back();
    std::uint32_t column = 0;
    for (const std::string_view words : split(line, "\t")) {
      if (words == "^") {
        for (Cell& cell : table.cells) {
          if (cell.column == column) ++cell.rowspan;
        }
      } else if (!words.empty()) {
        Cell& cell = table.cells.emplace_back();
        cell.row = table.rows;
        cell.column = column;
        cell.text = words;
        cell.origin = {.page = 1, .table = table.index, .row = cell.row, .column = column};
      }
      ++column;
    }
    table.columns = std::max(table.columns, column);
    ++table.rows;
  }
  return made;
}

inline const Lexicon& lexicon() {
  static const Lexicon loaded =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return loaded;
}

inline const ProfileSet& profiles() {
  static const ProfileSet loaded =
      ProfileSet::load(std::filesystem::path(JX_SOURCE_DIR) / "data/profiles").value();
  return loaded;
}

inline Submission read(const Tables& tables, const ReadOptions& options = {}) {
  return extract_submission(tables, options, lexicon(), profiles()).value();
}

}  // namespace jx::test
