// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/origin.h"
#include "pages/page.h"

namespace jx {

/// A cell as it stands in the document, counted within its table. Blank cells are not stored. It is
/// the reader's own cell: a large document moves its cells through the stages instead of holding
/// them twice.
using Cell = GridCell;

/// Words attached to a table from outside its grid.
struct Caption {
  std::string text;
  Origin origin;
  float confidence = 1;                          ///< As of a cell.
  std::vector<std::string> other_readings = {};  ///< Of the whole line it stood in.
};

/// The readings of one place, of readings sorted like cells.
std::span<const CellReading> readings_at(std::span<const CellReading> readings, std::uint32_t row,
                                         std::uint32_t column) noexcept;

/// A table as it stands on its page, repeated headers included, captions taken off.
struct Table {
  std::uint32_t index = 0;  ///< In the document, from 0.
  std::uint32_t page = 1;
  std::string printed_page;  ///< "147" where a footer of that page says so.
  Box box;
  Caption title;           ///< 项目支出绩效表
  Caption label;           ///< 表15
  Caption unit;            ///< 单位：万元 (the whole line)
  std::string unit_words;  ///< 万元
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::uint32_t header_rows = 0;                 ///< 0 when no row could be taken for a header.
  std::optional<std::uint32_t> continues;        ///< Index of the table this one goes on from.
  std::vector<Cell> cells;                       ///< Sorted by row, then column.
  std::vector<CellReading> other_readings = {};  ///< Of its cells, sorted like them.

  /// The stored cells of a row, by column. Logarithmic.
  std::span<const Cell> row(std::uint32_t row) const noexcept;
  /// The cell that starts at this place, or null. Cells that only reach in by a span are not found.
  const Cell* find(std::uint32_t row, std::uint32_t column) const noexcept;
  /// The other readings of the cell that starts at this place. Logarithmic.
  std::span<const CellReading> readings(std::uint32_t row, std::uint32_t column) const noexcept;
};

enum class LineKind : std::uint8_t { Heading, Statement, PageNumber };

/// A line outside all tables.
struct OutsideLine {
  LineKind kind = LineKind::Statement;
  std::string text;
  Origin origin;
  std::string number;              ///< The page number of a PageNumber line.
  std::uint32_t before_table = 0;  ///< Index of the first table that follows.
  float confidence = 1;            ///< As of a cell.
  std::vector<std::string> other_readings = {};
};

struct Tables {
  std::vector<Table> tables;
  std::vector<OutsideLine> lines;
  Diagnostics diagnostics;
};

}  // namespace jx
