// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "lexicon/lexicon.h"
#include "pages/page.h"
#include "tables/header_row.h"
#include "tables/line_look.h"
#include "tables/line_memory.h"

namespace jx {

/// A run of a grid's rows that belong together. Rows are counted among those that have words.
struct GridPart {
  enum class Kind : std::uint8_t { Lines, Table };
  Kind kind = Kind::Lines;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t header_rows = 0;
};

/// What the cutter has to know about the document before this grid.
struct CutContext {
  const Lexicon& lexicon;
  const LineMemory& titles;  ///< Titles of earlier tables.
  /// Width of the table before, when only page numbers stand between it and this grid: the grid
  /// may be its next part, without a header of its own.
  std::optional<std::uint32_t> open_columns;
};

/// Cuts a grid into tables and the lines between them: a header begins a table, single words
/// above it are captions, page numbers and notes are lines. Every row lands in exactly one part.
class GridCutter {
 public:
  GridCutter(const NativeGrid& grid, const CutContext& context);

  std::vector<GridPart> cut();

  std::size_t rows() const noexcept { return rows_.size(); }
  /// The cells of a row with words.
  GridRow row(std::size_t index) const noexcept;
  std::size_t first_cell(std::size_t index) const noexcept { return rows_[index].first_cell; }
  /// Its number in the grid, blank rows counted.
  std::uint32_t row_number(std::size_t index) const noexcept { return rows_[index].number; }

 private:
  struct Row {
    std::uint32_t number = 0;
    std::uint32_t count = 0;
    std::size_t first_cell = 0;
  };
  struct Header {
    std::size_t begin = 0;
    std::uint32_t rows = 1;
  };

  std::vector<Header> find_known_headers() const;
  bool is_next_row(std::size_t upper) const noexcept;
  void cut_headless(std::size_t begin, std::size_t end, bool open);
  void cut_unknown(std::size_t begin, std::size_t end);
  void cut_body(Header header, std::size_t end);
  std::size_t find_next_form(Header header, std::size_t end) const;
  void add_table(std::size_t begin, std::size_t end, std::uint32_t header_rows);
  void add_lines(std::size_t begin, std::size_t end);
  /// What stands above a run of rows: a word right below cells is likely one of them.
  enum class Above : std::uint8_t { Nothing, Cells };
  std::size_t find_trailing_lines(std::size_t begin, std::size_t end, Above above) const;
  bool is_line_row(std::size_t index) const;
  bool has_cells_left_of(std::uint32_t column, std::size_t index) const;
  bool is_caption_row(std::size_t index) const;
  bool is_sentence_row(std::size_t index) const;
  bool is_plain_cell(std::size_t index) const;
  bool is_page_number(std::size_t index) const;
  bool has_unknown_header(std::size_t begin, std::size_t end) const;
  bool contrasts(std::size_t begin, std::size_t end) const;
  bool continues_open_table() const noexcept;

  const NativeGrid& grid_;
  const CutContext& context_;
  std::vector<Row> rows_;
  std::vector<GridPart> parts_;
};

}  // namespace jx
