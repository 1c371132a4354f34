// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/open_regions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "tables/drawn/cell_text.h"
#include "tables/drawn/fill_grid.h"

namespace jx {
namespace {

/// Fewer lines than this in a band may be one row of wrapped cells.
constexpr std::size_t kFewestRows = 3;

void index_regions(RuledGrid& grid) {
  std::sort(grid.regions.begin(), grid.regions.end(), [](const Region& a, const Region& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
  grid.region_at.assign(std::size_t{grid.rows()} * grid.columns(), 0);
  for (std::uint32_t index = 0; index < grid.regions.size(); ++index) {
    const Region& region = grid.regions[index];
    for (std::uint32_t row = region.row; row < region.row + region.rows; ++row) {
      for (std::uint32_t i = 0; i < region.columns; ++i) {
        grid.region_at[std::size_t{row} * grid.columns() + region.column + i] = index;
      }
    }
  }
}

/// The columns in which a region's words stand, if each word stands in one of them.
std::vector<std::uint32_t> columns_of_words(const RuledGrid& grid, const Region& region,
                                            const std::vector<Run>& runs) {
  constexpr float kWordGap = 0.6F;  // Ems: wider than between the words of a sentence.
  std::vector<std::uint32_t> columns;
  for (const Line& line : find_lines(runs)) {
    float right = line.runs.front().box.left - 10 * line.size;
    for (const Run& run : line.runs) {
      std::uint32_t column = region.column;
      while (column + 1 < region.column + region.columns && grid.xs[column + 1] <= run.box.left) {
        ++column;
      }
      if (run.box.right > grid.xs[column + 1] + 1) return {};
      const bool new_word = run.box.left - right > kWordGap * line.size;
      if (!new_word && columns.back() != column) return {};
      columns.push_back(column);
      right = run.box.right;
    }
  }
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

/// Parts of a region, one for each of its columns.
void cut_columns(RuledGrid& grid, const std::vector<std::vector<Run>>& runs_by_region) {
  std::vector<Region> regions;
  for (std::size_t i = 0; i < grid.regions.size(); ++i) {
    const Region& region = grid.regions[i];
    const bool open =
        region.columns > 1 && columns_of_words(grid, region, runs_by_region[i]).size() > 1;
    for (std::uint32_t k = 0; k < (open ? region.columns : 1); ++k) {
      Region part = region;
      if (open) {
        part.column += k;
        part.columns = 1;
      }
      regions.push_back(part);
    }
  }
  grid.regions = std::move(regions);
  index_regions(grid);
}

bool is_number(const PageText& text, const Line& line) {
  std::size_t digits = 0;
  std::size_t all = 0;
  for (const Run& run : line.runs) {
    for (std::size_t i = run.begin; i < run.end; ++i) {
      const char32_t code = text.ink[i].code;
      ++all;
      if ((code >= U'0' && code <= U'9') || code == U'%' || code == U'-' || code == U'–') ++digits;
    }
  }
  return digits * 2 > all;
}

/// The lines of the cells of one band, and where rows begin in it.
class BandLines {
 public:
  void add(const PageText& text, const std::vector<Run>& runs, float width) {
    const std::vector<Line> lines = find_lines(runs);
    if (lines.empty()) return;
    ++cells_;
    std::size_t numbers = 0;
    for (const Line& line : lines) {
      // A long code fills the width of its cell and goes on in the next line.
      const bool fills_cell = line.frame.right - line.frame.left > 0.8F * width;
      numbers += !fills_cell && is_number(text, line) ? 1U : 0U;
      note(line);
    }
    if (lines.size() >= kFewestRows && numbers * 10 >= lines.size() * 6) ++number_columns_;
  }

  /// The edges between the rows; none where the lines are those of wrapped cells.
  std::vector<float> find_edges() {
    std::sort(lines_.begin(), lines_.end(),
              [](const Shared& a, const Shared& b) { return a.middle < b.middle; });
    const auto shared = static_cast<std::size_t>(std::count_if(
        lines_.begin(), lines_.end(), [&](const Shared& line) { return is_row(line); }));
    if (cells_ < 2 || number_columns_ == 0 || shared < kFewestRows ||
        shared * 10 < lines_.size() * 6) {
      return {};
    }
    std::vector<float> edges;
    const Shared* before = nullptr;
    for (const Shared& line : lines_) {
      if (before != nullptr && is_row(line)) edges.push_back((before->bottom + line.top) / 2);
      before = &line;
    }
    // A line before the first row is a row of its own: the next edge parts it already.
    return edges;
  }

 private:
  struct Shared {
    float middle = 0;
    float top = 0;
    float bottom = 0;
    std::size_t cells = 0;
  };

  bool is_row(const Shared& line) const noexcept { return line.cells >= 2; }

  void note(const Line& line) {
    for (Shared& known : lines_) {
      if (std::fabs(known.middle - line.middle()) > 0.3F * line.size) continue;
      ++known.cells;
      known.top = std::min(known.top, line.frame.top);
      known.bottom = std::max(known.bottom, line.frame.bottom);
      return;
    }
    lines_.push_back(
        {.middle = line.middle(), .top = line.frame.top, .bottom = line.frame.bottom, .cells = 1});
  }

  std::vector<Shared> lines_;
  std::size_t cells_ = 0;
  std::size_t number_columns_ = 0;
};

/// Where other rows are parted, a band of several lines is one row of wrapped cells.
bool is_tall(const RuledGrid& grid, std::uint32_t row) noexcept {
  return (grid.ys[row + 1] - grid.ys[row]) * 2 >= grid.ys.back() - grid.ys.front();
}

std::vector<float> edges_in_band(const PageText& text, const RuledGrid& grid, std::uint32_t row,
                                 const std::vector<std::vector<Run>>& runs_by_region) {
  if (!is_tall(grid, row)) return {};
  BandLines lines;
  for (std::size_t i = 0; i < grid.regions.size(); ++i) {
    const Region& region = grid.regions[i];
    if (region.row != row || region.rows != 1) continue;
    const Box box = grid.box_of(region);
    lines.add(text, runs_by_region[i], box.right - box.left);
  }
  return lines.find_edges();
}

void cut_rows(RuledGrid& grid, const PageText& text,
              const std::vector<std::vector<Run>>& runs_by_region) {
  std::vector<float> ys{grid.ys.front()};
  std::vector<std::uint32_t> first{0};  // By old band: the first of its new ones.
  for (std::uint32_t row = 0; row < grid.rows(); ++row) {
    for (const float edge : edges_in_band(text, grid, row, runs_by_region)) ys.push_back(edge);
    ys.push_back(grid.ys[row + 1]);
    first.push_back(static_cast<std::uint32_t>(ys.size()) - 1);
  }
  if (ys.size() == grid.ys.size()) return;

  std::vector<Region> regions;
  for (const Region& region : grid.regions) {
    const std::uint32_t begin = first[region.row];
    const std::uint32_t bands = first[region.row + region.rows] - begin;
    const bool cut = region.rows == 1;
    for (std::uint32_t k = 0; k < (cut ? bands : 1); ++k) {
      regions.push_back({.row = begin + k,
                         .column = region.column,
                         .rows = cut ? 1 : bands,
                         .columns = region.columns});
    }
  }
  grid.ys = std::move(ys);
  grid.regions = std::move(regions);
  index_regions(grid);
}

}  // namespace

RuledGrid cut_open_regions(const PageText& text, RuledGrid grid, const std::vector<Run>& runs) {
  const bool has_wide = std::any_of(grid.regions.begin(), grid.regions.end(),
                                    [](const Region& region) { return region.columns > 1; });
  if (has_wide) cut_columns(grid, place_runs(text, grid, runs));
  bool has_tall = false;
  for (std::uint32_t row = 0; row < grid.rows(); ++row) has_tall |= is_tall(grid, row);
  if (has_tall) cut_rows(grid, text, place_runs(text, grid, runs));
  return grid;
}

}  // namespace jx
