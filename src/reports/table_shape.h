// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "tables/table.h"

namespace jx {

/// How many places of rows × columns a written table may have: each takes some bytes, though it be
/// blank.
constexpr std::uint64_t kMostWrittenPlaces = 50'000'000;

/// LimitExceeded for a table whose few cells stand so far apart that writing all its blank places
/// would fill the disk.
Result<void> check_extent(const Table& table);

/// The cells of a table as a grid with spans in which no two lie over each other: cells that would
/// stay where they begin, without their spans. No cell is lost.
class TableShape {
 public:
  struct Span {
    std::uint32_t rows = 1;
    std::uint32_t columns = 1;

    bool one_cell() const noexcept { return rows == 1 && columns == 1; }
  };

  /// Borrows the table.
  explicit TableShape(const Table& table);

  /// Of table.cells[index], cut at the edges of the table.
  Span span_of(std::size_t index) const;

  /// Takes each place of a row that no span from elsewhere covers: its column, and the cell that
  /// begins there or null.
  using PlaceFunction = std::function<void(std::uint32_t column, const Cell* cell, Span span)>;
  /// Rows from the first to the last, each once.
  void visit_row(std::uint32_t row, const PlaceFunction& take);

 private:
  void find_conflicts();

  const Table& table_;
  std::vector<bool> alone_;  ///< By index of the cell: its span lies over another cell.
  std::vector<std::uint32_t> covered_until_;  ///< By column, while rows are visited.
  std::size_t next_ = 0;
};

/// "1. 表15 项目支出绩效表": the number of the table in the document, from 1, then label and title
/// as they are printed; "第1张表" when it has neither.
std::string heading_of(const Table& table);

/// "识别把握 42%，也可能是“魂”“塊”，请与原图核对"; nothing for a cell that is not doubtful.
std::string doubt_words_of(const Table& table, const Cell& cell);

/// "第3页（印作147）".
std::string page_words_of(const Table& table);

}  // namespace jx
