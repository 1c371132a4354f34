// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "marking/xml_walk.h"
#include "pages/office/sheet_pages.h"

namespace jx {

/// Columns that the sheet says something of.
struct SheetColumns {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t style = 0;
  bool hidden = false;
};

/// What has to be known of a whole sheet before one of its cells is touched.
struct SheetFacts {
  std::string prefix;             ///< Of its elements: "x:", or nothing.
  std::vector<CellRange> merged;  ///< Those that touch the rows that were asked for.
  std::vector<SheetColumns> columns;
  TagPlace dimension;  ///< With end == 0 when there is none.
  TagPlace rows;       ///< The start tag of <sheetData>.
  std::size_t rows_close = 0;
  /// Where a <legacyDrawing> may be put.
  std::size_t drawing_place = 0;
  std::string drawing_id;                   ///< Of the relationship, where there is such a drawing.
  std::uint32_t first_column = 0xffffffff;  ///< Of the cells with content.
  std::uint32_t last_column = 0;
  /// The first column with content in the rows that were asked for.
  std::map<std::uint32_t, std::uint32_t> first_in_row;

  bool has_content() const noexcept { return first_column <= last_column; }
  std::uint32_t style_of_column(std::uint32_t column) const noexcept;
  bool is_hidden(std::uint32_t column) const noexcept;
  const CellRange* merged_over(std::uint32_t row, std::uint32_t column) const noexcept;
};

/// Unsupported for a sheet whose rows or cells do not stand in their order: nothing could be put
/// between them.
Result<SheetFacts> gather_sheet_facts(std::string_view xml, const std::set<std::uint32_t>& rows);

}  // namespace jx
