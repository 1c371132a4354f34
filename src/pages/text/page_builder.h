// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/document.h"
#include "pages/block_limit.h"
#include "pages/page.h"
#include "pages/text/line_scanner.h"

namespace jx {

/// Puts lines and grids on pages, in order, within the limits.
///
/// A page-number line ends its page; a form feed ends a page too, but not once more when only the
/// page number stands before it (as PDF converters print it).
class PageBuilder {
 public:
  explicit PageBuilder(const ReadLimits& limits) : limits_(limits), limit_(limits) {}

  /// The page that the next block will stand on.
  std::uint32_t page() const noexcept { return number_ + (numbered_ ? 1 : 0); }
  const ReadLimits& limits() const noexcept { return limits_; }
  Diagnostics& diagnostics() noexcept { return pages_.diagnostics; }

  /// A line of running text; blank lines are left out.
  Result<void> add_line(const FileLine& line);
  /// A page-number line. It ends the page, unless it stands at the top of a page that a form feed
  /// began.
  Result<void> add_page_number(const FileLine& line);
  void add_form_feed();
  /// Takes the rows gathered so far; a grid without any words is left out.
  void add_grid(NativeGrid grid);
  /// Counts stored cells and lines against the limit of the document.
  Result<void> count_blocks(std::uint64_t added, std::uint32_t line);

  Pages take() && { return std::move(pages_); }

 private:
  Page& current_page();

  const ReadLimits& limits_;
  Pages pages_;
  BlockLimit limit_;
  std::uint32_t number_ = 1;
  bool numbered_ = false;    ///< A page-number line ended the page; no block has followed yet.
  bool after_feed_ = false;  ///< A form feed began the page; no block has followed yet.
};

/// Gathers one grid row by row. Blank cells are counted, not stored.
class GridBuilder {
 public:
  explicit GridBuilder(PageBuilder& pages) : pages_(pages) {}

  bool has_rows() const noexcept { return !grid_.row_widths.empty(); }
  void reserve(std::size_t cells, std::size_t rows);

  void begin_row(std::uint32_t line) noexcept;
  /// The next cell of the row. `first_column` is where `text` begins in its line; the spaces
  /// around the words are left out.
  void add_cell(std::string_view text, std::uint32_t line, std::uint32_t first_column) {
    add_cell(text, text, line, first_column);
  }
  /// A cell whose words were `written` otherwise in the file: with doubled quotes, escaped bars.
  void add_cell(std::string_view text, std::string_view written, std::uint32_t line,
                std::uint32_t first_column);
  /// LimitExceeded for too many columns in the row, or cells in the document.
  Result<void> end_row();

  /// The words of the row just ended when they stand in one cell alone.
  const GridCell* only_cell_of_row() const noexcept;
  void drop_row();

  /// Puts the grid on the current page and starts anew.
  void flush();

 private:
  PageBuilder& pages_;
  NativeGrid grid_;
  std::uint32_t line_ = 0;
  std::uint32_t width_ = 0;
  std::size_t row_begin_ = 0;
};

}  // namespace jx
