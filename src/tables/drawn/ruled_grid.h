// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pages/page.h"
#include "tables/drawn/rulings.h"
#include "tables/drawn/runs.h"

namespace jx {

/// A cell of a frame: the rectangle of bands it covers.
struct Region {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
};

/// What the rulings of a frame bound.
struct RuledGrid {
  std::vector<float> xs;  ///< Edges of the columns, left to right: one more than columns.
  std::vector<float> ys;
  std::vector<Region> regions;           ///< Sorted by row, then column; they tile the grid.
  std::vector<std::uint32_t> region_at;  ///< By row × columns + column: index into regions.

  std::uint32_t columns() const noexcept { return static_cast<std::uint32_t>(xs.size()) - 1; }
  std::uint32_t rows() const noexcept { return static_cast<std::uint32_t>(ys.size()) - 1; }
  Box box_of(const Region& region) const noexcept;
  /// The region at a place on the page; the nearest one for a place just outside.
  std::uint32_t find(float x, float y) const noexcept;
};

/// Nothing when the frame bounds fewer than two cells. Sides that were left open are closed at the
/// ends of the other lines.
std::optional<RuledGrid> make_ruled_grid(const Frame& frame);

}  // namespace jx
