// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "pages/office/cell_styles.h"
#include "pages/office/package.h"

namespace jx {

/// What the styles part of a workbook says.
Result<StyleTable> read_styles(OfficePackage& package, std::string_view part);

}  // namespace jx
