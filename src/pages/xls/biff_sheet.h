// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "pages/office/cell_styles.h"
#include "pages/office/sheet_pages.h"
#include "pages/xls/biff_records.h"

namespace jx {

/// What the cells of a sheet refer to.
struct BiffContext {
  std::string_view stream;
  BiffWords words;
  std::span<const std::string> strings;
  std::span<const CellStyle> styles;
};

/// Reads the cells of the sheet whose records begin at `position` into `pages`, which must stand
/// at that sheet.
Result<void> read_biff_sheet(const BiffContext& context, std::size_t position, SheetPages& pages);

}  // namespace jx
