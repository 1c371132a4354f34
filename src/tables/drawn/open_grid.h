// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "pages/page.h"
#include "tables/drawn/cell_text.h"
#include "tables/drawn/runs.h"

namespace jx {

/// A grid found in the alignment of text, where no rulings bound its cells.
struct OpenGrid {
  std::size_t begin = 0;  ///< The lines it is made of.
  std::size_t end = 0;
  Box box;
  NativeGrid grid;
};

/// Finds tables among the lines of a page: runs of lines whose parts stand below each other, with
/// figures or between horizontal rules. Running text in columns, lists, and tables of contents are
/// none. `rules` are horizontal rulings that belong to no frame.
std::vector<OpenGrid> find_open_grids(const PageText& text, std::span<const Line> lines,
                                      std::span<const Ruling> rules);

}  // namespace jx
