// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "pages/page.h"
#include "tables/drawn/ruled_grid.h"
#include "tables/drawn/runs.h"

namespace jx {

/// The runs of each region, in the order of RuledGrid::regions. A run that crosses the edge of a
/// cell is cut there, but a word that merely sticks out stays whole in the cell it is mostly in.
std::vector<std::vector<Run>> place_runs(const PageText& text, const RuledGrid& grid,
                                         const std::vector<Run>& runs);

/// The grid with the text of its regions; rows and columns that hold none and are thin are left
/// out.
NativeGrid fill_grid(const PageText& text, const RuledGrid& grid,
                     std::vector<std::vector<Run>> runs_by_region);

}  // namespace jx
