// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/ruled_grid.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace jx {
namespace {

/// Points: no row or column is as thin as this.
constexpr float kThinnest = 4.0F;
/// How much of an edge must be drawn to part two cells. Corners are often left open a little.
constexpr float kDrawnShare = 0.6F;
/// A grid of more cells is a pattern, not a table.
constexpr std::size_t kMostCells = 200'000;

/// Places of lines as edges of bands, with the ends of the frame.
std::vector<float> find_edges(std::span<const Ruling> lines, float low, float high) {
  std::vector<float> edges{low};
  for (const Ruling& line : lines) {
    if (line.at - edges.back() > kThinnest) edges.push_back(line.at);
  }
  if (high - edges.back() > kThinnest) {
    edges.push_back(high);
  } else if (edges.size() > 1) {
    edges.back() = high;
  }
  return edges;
}

/// Of `lines`, which are sorted by place.
float drawn_length(std::span<const Ruling> lines, float at, float from, float to) noexcept {
  auto line =
      std::lower_bound(lines.begin(), lines.end(), at - kThinnest,
                       [](const Ruling& candidate, float place) { return candidate.at < place; });
  float length = 0;
  for (; line != lines.end() && line->at <= at + kThinnest; ++line) {
    length += std::max(0.0F, std::min(line->to, to) - std::max(line->from, from));
  }
  return length;
}

class RegionFinder {
 public:
  RegionFinder(const Frame& frame, RuledGrid& grid) : frame_(frame), grid_(grid) {}

  void find() {
    const std::size_t cells = std::size_t{grid_.rows()} * grid_.columns();
    parents_.resize(cells);
    std::iota(parents_.begin(), parents_.end(), 0U);
    join_open_neighbours();
    collect();
  }

 private:
  std::uint32_t root(std::uint32_t cell) {
    while (parents_[cell] != cell) {
      parents_[cell] = parents_[parents_[cell]];
      cell = parents_[cell];
    }
    return cell;
  }

  std::uint32_t cell_at(std::uint32_t row, std::uint32_t column) const noexcept {
    return row * grid_.columns() + column;
  }

  void join_open_neighbours() {
    for (std::uint32_t row = 0; row < grid_.rows(); ++row) {
      for (std::uint32_t column = 0; column < grid_.columns(); ++column) {
        if (column > 0 && is_open(frame_.vertical, grid_.xs[column], grid_.ys, row)) {
          join(cell_at(row, column - 1), cell_at(row, column));
        }
        if (row > 0 && is_open(frame_.horizontal, grid_.ys[row], grid_.xs, column)) {
          join(cell_at(row - 1, column), cell_at(row, column));
        }
      }
    }
  }

  void join(std::uint32_t a, std::uint32_t b) { parents_[root(b)] = root(a); }

  static bool is_open(std::span<const Ruling> lines, float at, std::span<const float> edges,
                      std::uint32_t band) noexcept {
    const float length = edges[band + 1] - edges[band];
    return drawn_length(lines, at, edges[band], edges[band + 1]) < kDrawnShare * length;
  }

  /// Each set of joined cells as rectangles. Sets of another shape (an L, where a line is missing)
  /// are cut along the rows, equal neighbours joined again.
  void collect() {
    grid_.region_at.assign(parents_.size(), kNone);
    for (std::uint32_t row = 0; row < grid_.rows(); ++row) {
      for (std::uint32_t column = 0; column < grid_.columns();) {
        if (grid_.region_at[cell_at(row, column)] != kNone) {
          ++column;
          continue;
        }
        const Region region = grow(row, column);
        mark(region);
        column += region.columns;
      }
    }
  }

  Region grow(std::uint32_t row, std::uint32_t column) {
    const std::uint32_t set = root(cell_at(row, column));
    Region region{.row = row, .column = column, .rows = 1, .columns = 1};
    while (column + region.columns < grid_.columns() &&
           is_free(row, column + region.columns, set)) {
      ++region.columns;
    }
    while (row + region.rows < grid_.rows() && continues_below(region, set)) ++region.rows;
    return region;
  }

  bool is_free(std::uint32_t row, std::uint32_t column, std::uint32_t set) {
    return grid_.region_at[cell_at(row, column)] == kNone && root(cell_at(row, column)) == set;
  }

  /// The set goes on below with exactly the same columns.
  bool continues_below(const Region& region, std::uint32_t set) {
    const std::uint32_t row = region.row + region.rows;
    for (std::uint32_t i = 0; i < region.columns; ++i) {
      if (!is_free(row, region.column + i, set)) return false;
    }
    const std::uint32_t end = region.column + region.columns;
    const bool wider_left = region.column > 0 && is_free(row, region.column - 1, set);
    const bool wider_right = end < grid_.columns() && is_free(row, end, set);
    return !wider_left && !wider_right;
  }

  void mark(const Region& region) {
    const auto index = static_cast<std::uint32_t>(grid_.regions.size());
    for (std::uint32_t row = region.row; row < region.row + region.rows; ++row) {
      for (std::uint32_t i = 0; i < region.columns; ++i) {
        grid_.region_at[cell_at(row, region.column + i)] = index;
      }
    }
    grid_.regions.push_back(region);
  }

  static constexpr std::uint32_t kNone = 0xffffffff;

  const Frame& frame_;
  RuledGrid& grid_;
  std::vector<std::uint32_t> parents_;
};

std::uint32_t band_of(std::span<const float> edges, float at) noexcept {
  const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, at);
  return static_cast<std::uint32_t>(above - edges.begin()) - 1;
}

}  // namespace

Box RuledGrid::box_of(const Region& region) const noexcept {
  return {.left = xs[region.column],
          .top = ys[region.row],
          .right = xs[region.column + region.columns],
          .bottom = ys[region.row + region.rows]};
}

std::uint32_t RuledGrid::find(float x, float y) const noexcept {
  return region_at[std::size_t{band_of(ys, y)} * columns() + band_of(xs, x)];
}

std::optional<RuledGrid> make_ruled_grid(const Frame& frame) {
  if (frame.horizontal.size() + frame.vertical.size() < 3) return std::nullopt;
  RuledGrid grid;
  grid.xs = find_edges(frame.vertical, frame.box.left, frame.box.right);
  grid.ys = find_edges(frame.horizontal, frame.box.top, frame.box.bottom);
  if (grid.xs.size() < 2 || grid.ys.size() < 2) return std::nullopt;
  if (std::size_t{grid.rows()} * grid.columns() > kMostCells) return std::nullopt;
  RegionFinder(frame, grid).find();
  if (grid.regions.size() < 2) return std::nullopt;
  return grid;
}

}  // namespace jx
