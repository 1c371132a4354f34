// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/diagnostics.h"
#include "base/origin.h"

/// What every page reader produces, whatever the format: pages of blocks in reading order.
/// A reader says what stands where. It does not know what a header, a title or a project is.
namespace jx {

/// A line of running text.
struct TextLine {
  std::string text;  ///< UTF-8, without line ending.
  Origin origin;     ///< page, line, columns.
  /// The reader ended the page here: the line is a footer with the page's number.
  bool is_footer = false;
};

struct GridCell {
  std::uint32_t row = 0;  ///< Within its grid, from 0.
  std::uint32_t column = 0;
  std::uint16_t rowspan = 1;
  std::uint16_t colspan = 1;
  std::string text;
  Origin origin;  ///< page, line, columns; table, row and column are set by the tables stage.
  float confidence = 1;
};

/// Cells whose rows and columns the file itself states (tabs, delimiters, markup, sheets).
/// Blank cells may be left out; cells are sorted by row, then column.
struct NativeGrid {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::string title;  ///< Only where the format has a place for one (JSON).
  std::vector<GridCell> cells;
  /// How many cells the file wrote in each row, blank ones included; empty where it does not say
  /// (formats whose cells carry coordinates).
  std::vector<std::uint32_t> row_widths;
};

using Block = std::variant<TextLine, NativeGrid>;

struct Page {
  std::uint32_t number = 1;
  std::vector<Block> blocks;
};

struct Pages {
  std::vector<Page> pages;
  Diagnostics diagnostics;
};

}  // namespace jx
