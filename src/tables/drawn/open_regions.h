// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "tables/drawn/ruled_grid.h"
#include "tables/drawn/runs.h"

namespace jx {

/// Cuts the regions of a grid that the rulings left open although the text in them stands in
/// columns or rows: bodies whose columns are parted only in the header, and bodies whose rows are
/// not parted at all. Cells that really span, and cells with lines of running text, stay whole.
RuledGrid cut_open_regions(const PageText& text, RuledGrid grid, const std::vector<Run>& runs);

}  // namespace jx
