// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/fill_grid.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "tables/drawn/cell_text.h"

namespace jx {
namespace {

/// A gap of this part of an em is where a run may be cut between two cells.
constexpr float kCutGap = 0.2F;
/// A word may stick out of its cell by this share of its length.
constexpr float kMostOutside = 0.35F;

/// Where the run's glyph stands on the page.
Box place_of(const PageText& text, const Run& run, std::size_t glyph) noexcept {
  Box frame = run.frame;
  frame.left = text.ink[glyph].left;
  frame.right = text.ink[glyph].right;
  return turned_back(frame, run.turn);
}

std::uint32_t region_of(const RuledGrid& grid, const Box& box) noexcept {
  return grid.find((box.left + box.right) / 2, (box.top + box.bottom) / 2);
}

bool has_middle_in(const Box& region, const Box& box) noexcept {
  const float x = (box.left + box.right) / 2;
  const float y = (box.top + box.bottom) / 2;
  return x >= region.left && x < region.right && y >= region.top && y < region.bottom;
}

class RunPlacer {
 public:
  RunPlacer(const PageText& text, const RuledGrid& grid) : text_(text), grid_(grid) {
    placed_.resize(grid.regions.size());
  }

  void place(const Run& run) {
    for (std::size_t begin = run.begin; begin < run.end;) {
      const std::size_t end = end_of_word(run, begin);
      place_word(run, begin, end);
      begin = end;
    }
  }

  std::vector<std::vector<Run>> take() && { return std::move(placed_); }

 private:
  /// Up to the next gap at which the run may be cut.
  std::size_t end_of_word(const Run& run, std::size_t begin) const noexcept {
    std::size_t end = begin + 1;
    while (end < run.end && !text_.ink[end].after_blank &&
           text_.ink[end].left - text_.ink[end - 1].right < kCutGap * run.size) {
      ++end;
    }
    return end;
  }

  void place_word(const Run& run, std::size_t begin, std::size_t end) {
    const std::uint32_t first = region_of(grid_, place_of(text_, run, begin));
    const Box last = place_of(text_, run, end - 1);
    if (has_middle_in(grid_.box_of(grid_.regions[first]), last) ||
        first == region_of(grid_, last)) {
      return put(run, begin, end, first);
    }
    const std::uint32_t whole = region_of(grid_, part_of(text_, run, begin, end).box);
    std::size_t outside = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (region_of(grid_, place_of(text_, run, i)) != whole) ++outside;
    }
    if (static_cast<float>(outside) <= kMostOutside * static_cast<float>(end - begin)) {
      return put(run, begin, end, whole);
    }
    for (std::size_t i = begin; i < end; ++i) {
      put(run, i, i + 1, region_of(grid_, place_of(text_, run, i)));
    }
  }

  /// Adds the part, as a continuation of the one before where it is one.
  void put(const Run& run, std::size_t begin, std::size_t end, std::uint32_t region) {
    std::vector<Run>& runs = placed_[region];
    if (!runs.empty() && runs.back().end == begin && begin > run.begin) {
      begin = runs.back().begin;
      runs.pop_back();
    }
    runs.push_back(part_of(text_, run, begin, end));
  }

  const PageText& text_;
  const RuledGrid& grid_;
  std::vector<std::vector<Run>> placed_;
};

/// Which bands stay, as new numbers; thin ones without text of their own are gaps between lines.
std::vector<std::uint32_t> number_bands(const std::vector<bool>& used) {
  std::vector<std::uint32_t> numbers;
  std::uint32_t next = 0;
  for (const bool is_used : used) {
    numbers.push_back(next);
    if (is_used) ++next;
  }
  numbers.push_back(next);
  return numbers;
}

/// Points: blank rows and columns below this are gaps between double lines.
constexpr float kThinRow = 7.0F;
constexpr float kThinColumn = 12.0F;

std::vector<bool> find_used_bands(const std::vector<float>& edges, float thin) {
  std::vector<bool> used;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    used.push_back(edges[i + 1] - edges[i] >= thin);
  }
  return used;
}

/// A cell with text has at least one band of its own, however thin.
void keep_one(std::vector<bool>& used, std::uint32_t first, std::uint32_t count) {
  const auto begin = used.begin() + first;
  if (std::find(begin, begin + count, true) == begin + count) *begin = true;
}

}  // namespace

std::vector<std::vector<Run>> place_runs(const PageText& text, const RuledGrid& grid,
                                         const std::vector<Run>& runs) {
  RunPlacer placer(text, grid);
  for (const Run& run : runs) placer.place(run);
  return std::move(placer).take();
}

NativeGrid fill_grid(const PageText& text, const RuledGrid& grid,
                     std::vector<std::vector<Run>> runs_by_region) {
  std::vector<bool> used_rows = find_used_bands(grid.ys, kThinRow);
  std::vector<bool> used_columns = find_used_bands(grid.xs, kThinColumn);
  for (std::size_t i = 0; i < grid.regions.size(); ++i) {
    if (runs_by_region[i].empty()) continue;
    const Region& region = grid.regions[i];
    if (region.rows == 1) used_rows[region.row] = true;
    if (region.columns == 1) used_columns[region.column] = true;
  }
  for (std::size_t i = 0; i < grid.regions.size(); ++i) {
    if (runs_by_region[i].empty()) continue;
    keep_one(used_rows, grid.regions[i].row, grid.regions[i].rows);
    keep_one(used_columns, grid.regions[i].column, grid.regions[i].columns);
  }
  const std::vector<std::uint32_t> rows = number_bands(used_rows);
  const std::vector<std::uint32_t> columns = number_bands(used_columns);

  NativeGrid filled{
      .rows = rows.back(), .columns = columns.back(), .title = {}, .cells = {}, .row_widths = {}};
  filled.cells.reserve(grid.regions.size());
  for (std::size_t i = 0; i < grid.regions.size(); ++i) {
    if (runs_by_region[i].empty()) continue;
    const Region& region = grid.regions[i];
    const Box box = grid.box_of(region);
    const float confidence = confidence_of(text, runs_by_region[i]);
    std::string words = text_of_cell(text, std::move(runs_by_region[i]), box);
    if (words.empty()) continue;
    const std::uint32_t row = rows[region.row];
    const std::uint32_t column = columns[region.column];
    filled.cells.push_back(
        {.row = row,
         .column = column,
         .rowspan = static_cast<std::uint16_t>(std::max(1U, rows[region.row + region.rows] - row)),
         .colspan = static_cast<std::uint16_t>(
             std::max(1U, columns[region.column + region.columns] - column)),
         .text = std::move(words),
         .origin = {.box = box},
         .confidence = confidence});
  }
  return filled;
}

}  // namespace jx
