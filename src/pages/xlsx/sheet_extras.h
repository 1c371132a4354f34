// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "pages/office/package.h"
#include "pages/office/sheet_pages.h"

namespace jx {

/// Reads what hangs on a sheet besides its cells into `pages`, which must stand at that sheet:
/// text boxes, the captions of controls, comments. Notes what of it is not read. Damage in these
/// parts costs what is in them, not the sheet.
void read_sheet_extras(OfficePackage& package, std::string_view sheet_part, SheetPages& pages);

}  // namespace jx
