// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>

#include "pages/office/cell_styles.h"
#include "pages/office/package.h"
#include "pages/office/sheet_pages.h"
#include "pages/xlsx/packed_words.h"

namespace jx {

/// What the cells of a sheet refer to.
struct SheetContext {
  PackedWords& strings;
  std::span<const CellStyle> styles;
};

/// Reads the cells of one sheet, as they come, into `pages`, which must stand at that sheet.
Result<void> read_worksheet(OfficePackage& package, std::string_view part,
                            const SheetContext& context, SheetPages& pages);

}  // namespace jx
