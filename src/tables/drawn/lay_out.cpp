// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/lay_out.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "tables/drawn/cell_text.h"
#include "tables/drawn/fill_grid.h"
#include "tables/drawn/open_grid.h"
#include "tables/drawn/open_regions.h"
#include "tables/drawn/readings.h"
#include "tables/drawn/ruled_grid.h"
#include "tables/drawn/rulings.h"
#include "tables/drawn/runs.h"
#include "tables/drawn/segments.h"

namespace jx {
namespace {

/// The direction in which most glyphs run.
std::uint8_t find_main_turn(const Drawing& drawing) noexcept {
  std::array<std::size_t, 4> counts{};
  for (const Glyph& glyph : drawing.glyphs) ++counts[glyph.turn & 3U];
  return static_cast<std::uint8_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

Ruling turned(const Ruling& ruling, std::uint8_t turn) noexcept {
  const Box line =
      turned_upright(ruling.horizontal ? Box{ruling.from, ruling.at, ruling.to, ruling.at}
                                       : Box{ruling.at, ruling.from, ruling.at, ruling.to},
                     turn);
  const bool horizontal = ruling.horizontal == ((turn & 1U) == 0);
  return {.horizontal = horizontal,
          .at = horizontal ? line.top : line.left,
          .from = horizontal ? line.left : line.top,
          .to = horizontal ? line.right : line.bottom,
          .thickness = ruling.thickness};
}

/// Turns the whole drawing, so that what ran in the direction `turn` runs rightwards.
void turn_drawing(Drawing& drawing, std::uint8_t turn) {
  for (Glyph& glyph : drawing.glyphs) {
    glyph.box = turned_upright(glyph.box, turn);
    glyph.turn = static_cast<std::uint8_t>((glyph.turn + 4U - turn) & 3U);
  }
  for (Ruling& ruling : drawing.rulings) ruling = turned(ruling, turn);
  for (OtherReading& reading : drawing.other_readings) {
    reading.box = turned_upright(reading.box, turn);
  }
}

bool contains_middle(const Box& box, const Run& run) noexcept {
  const float x = (run.box.left + run.box.right) / 2;
  return x >= box.left && x <= box.right && run.middle() >= box.top && run.middle() <= box.bottom;
}

/// How many of the bands between the first and the last one with words are blank, as a share.
double share_of_gaps(const std::vector<bool>& has_words) {
  const auto first = std::find(has_words.begin(), has_words.end(), true);
  const auto last = std::find(has_words.rbegin(), has_words.rend(), true).base();
  const auto reach = static_cast<double>(last - first);
  const auto filled = static_cast<double>(std::count(first, last, true));
  return reach < 5 ? 0 : 1 - filled / reach;
}

/// The first row with words has some for every column.
bool has_full_header(const NativeGrid& grid) {
  std::uint32_t headed = 0;
  for (const GridCell& cell : grid.cells) {
    if (cell.row == grid.cells.front().row) headed += cell.colspan;
  }
  return grid.columns > 2 && headed == grid.columns;
}

/// The net of a chart has its few words far apart. A form that waits to be filled in has its blank
/// rows below its words, or between them and its last line, a sum; but it says what its columns
/// are.
bool is_chart(const NativeGrid& grid) {
  constexpr std::size_t kSparse = 25;
  if (grid.cells.size() * kSparse < std::size_t{grid.rows} * grid.columns) return true;
  if (has_full_header(grid)) return false;
  std::vector<bool> rows(grid.rows);
  std::vector<bool> columns(grid.columns);
  for (const GridCell& cell : grid.cells) {
    std::fill_n(rows.begin() + cell.row, cell.rowspan, true);
    std::fill_n(columns.begin() + cell.column, cell.colspan, true);
  }
  const double row_gaps = share_of_gaps(rows);
  const double column_gaps = share_of_gaps(columns);
  return std::max(row_gaps, column_gaps) > 0.5 || row_gaps + column_gaps > 0.8;
}

/// A block and where it stands, for the order of reading.
struct PlacedBlock {
  Box box;
  Block block;
};

class PageLayout {
 public:
  PageLayout(Drawing drawing, std::uint32_t page, Diagnostics& diagnostics)
      : page_(page), turn_(find_main_turn(drawing)) {
    if (turn_ != 0) turn_drawing(drawing, turn_);
    text_ = find_runs(drawing);
    if (auto frames = find_frames(std::move(drawing.rulings))) {
      frames_ = *std::move(frames);
    } else {
      diagnostics.warn("too-many-rulings",
                       fmt::format("第 {} 页的线超过 {} 条，像是地图或图案，没有按线划分表格；"
                                   "如果其中有表格，请与原件核对。",
                                   page, kMostLines),
                       {.page = page});
    }
    runs_ = std::move(text_.runs);
    if (drawing.other_readings.size() > ReadingPile::kMost) {
      diagnostics.note(
          "too-many-readings",
          fmt::format("第 {} 页的其他读法超过 {} 条，只留下前面的。", page, ReadingPile::kMost),
          {.page = page});
    }
    readings_ = ReadingPile(std::move(drawing.other_readings));
  }

  std::vector<Block> lay_out() && {
    // A frame inside a cell of another one is a table of its own: the smaller takes its text first.
    std::sort(frames_.begin(), frames_.end(),
              [](const Frame& a, const Frame& b) { return area(a.box) < area(b.box); });
    for (const Frame& frame : frames_) take_ruled_grid(frame);
    take_lines();
    std::stable_sort(
        placed_.begin(), placed_.end(),
        [](const PlacedBlock& a, const PlacedBlock& b) { return a.box.top < b.box.top; });
    std::vector<Block> blocks;
    blocks.reserve(placed_.size());
    for (PlacedBlock& placed : placed_) blocks.push_back(std::move(placed.block));
    return blocks;
  }

 private:
  static float area(const Box& box) noexcept {
    return (box.right - box.left) * (box.bottom - box.top);
  }

  std::vector<Run> runs_inside(const Box& box) const {
    std::vector<Run> inside;
    std::copy_if(runs_.begin(), runs_.end(), std::back_inserter(inside),
                 [&](const Run& run) { return contains_middle(box, run); });
    return inside;
  }

  void take_ruled_grid(const Frame& frame) {
    if (frame.horizontal.empty() || frame.vertical.empty()) return keep_rules(frame);
    std::optional<RuledGrid> ruled = make_ruled_grid(frame);
    if (!ruled || ruled->columns() < 2) return keep_rules(frame);
    const Box box = with_overflow(frame.box, *ruled);
    const std::vector<Run> inside = runs_inside(box);
    if (take_loose_table(frame, box, *ruled, inside)) return;
    const RuledGrid grid = cut_open_regions(text_, *std::move(ruled), inside);
    std::vector<std::vector<Run>> runs = place_runs(text_, grid, inside);
    // One text in a frame is a box around it.
    const auto filled =
        std::count_if(runs.begin(), runs.end(), [](const auto& cell) { return !cell.empty(); });
    if (filled < 2) return;
    NativeGrid native = fill_grid(text_, grid, std::move(runs));
    if (native.columns < 2 || is_chart(native)) return;
    std::erase_if(runs_, [&](const Run& run) { return contains_middle(box, run); });
    place_grid(std::move(native), box);
  }

  /// A frame with hardly a vertical line may leave most columns to the alignment of their text.
  bool take_loose_table(const Frame& frame, const Box& box, const RuledGrid& ruled,
                        const std::vector<Run>& inside) {
    constexpr std::uint32_t kFewColumns = 3;
    if (ruled.columns() > kFewColumns || !holds_rows_of_parts(ruled, inside)) return false;
    const std::vector<Line> lines = find_lines(inside);
    std::vector<OpenGrid> found = find_open_grids(text_, lines, frame.horizontal);
    if (found.size() != 1 || found[0].end - found[0].begin != lines.size()) return false;
    if (found[0].grid.columns <= ruled.columns()) return false;
    std::erase_if(runs_, [&](const Run& run) { return contains_middle(box, run); });
    place_grid(std::move(found[0].grid), box);
    return true;
  }

  /// Whether most rows have a cell in which words stand apart like cells of their own.
  bool holds_rows_of_parts(const RuledGrid& ruled, const std::vector<Run>& inside) const {
    std::size_t in_parts = 0;
    for (const std::vector<Run>& runs : place_runs(text_, ruled, inside)) {
      const std::vector<Line> lines = find_lines(runs);
      const std::vector<SegmentedLine> parted = segment_lines(text_, lines);
      if (std::any_of(parted.begin(), parted.end(),
                      [](const SegmentedLine& line) { return line.in_parts(); })) {
        ++in_parts;
      }
    }
    return in_parts * 10 >= std::size_t{ruled.rows()} * 6;
  }

  /// Rules that bound no cells may still part the rows of a table.
  void keep_rules(const Frame& frame) {
    rules_.insert(rules_.end(), frame.horizontal.begin(), frame.horizontal.end());
  }

  /// The frame, and what runs over its lower edge: the lines of a cell too low for its text go on
  /// below, as far from each other as before.
  Box with_overflow(const Box& frame, const RuledGrid& grid) const {
    Box box = frame;
    for (std::uint32_t column = 0; column < grid.columns(); ++column) {
      const std::size_t last = (std::size_t{grid.rows()} - 1) * grid.columns() + column;
      const std::vector<Run> lines =
          lines_from(grid.box_of(grid.regions[grid.region_at[last]]), frame.bottom);
      for (std::size_t i = 2; i < lines.size(); ++i) {
        const float pitch = lines[i - 1].middle() - lines[i - 2].middle();
        if (lines[i].middle() - lines[i - 1].middle() > 1.15F * pitch) break;
        box.bottom = std::max(box.bottom, lines[i].box.bottom);
      }
    }
    return box;
  }

  /// The last two lines of a cell that touch its lower edge, and what stands below them within
  /// its width; nothing for a cell with room left.
  std::vector<Run> lines_from(const Box& cell, float edge) const {
    constexpr float kTouching = 2;  // Points between the last line inside and the edge.
    const auto stands_in_column = [&](const Run& run) {
      return run.box.left >= cell.left && run.box.right <= cell.right && run.middle() >= cell.top;
    };
    // Most cells have room left: no text is copied for them.
    if (std::none_of(runs_.begin(), runs_.end(), [&](const Run& run) {
          return run.box.bottom >= edge - kTouching && run.middle() <= cell.bottom &&
                 stands_in_column(run);
        })) {
      return {};
    }
    std::vector<Run> inside;
    std::vector<Run> below;
    for (const Run& run : runs_) {
      if (!stands_in_column(run)) continue;
      (run.middle() <= cell.bottom ? inside : below).push_back(run);
    }
    const auto upper = [](const Run& a, const Run& b) { return a.box.top < b.box.top; };
    std::sort(inside.begin(), inside.end(), upper);
    std::sort(below.begin(), below.end(), upper);
    if (inside.size() < 2 || inside.back().box.bottom < edge - kTouching) return {};
    inside.erase(inside.begin(), inside.end() - 2);
    inside.insert(inside.end(), below.begin(), below.end());
    return inside;
  }

  void place_grid(NativeGrid grid, const Box& box) {
    readings_.take_into(grid);
    for (GridCell& cell : grid.cells) cell.origin = origin_of(cell.origin.box);
    placed_.push_back({.box = box, .block = std::move(grid)});
  }

  Origin origin_of(const Box& box) const { return {.page = page_, .box = turned_back(box, turn_)}; }

  void take_lines() {
    for (std::uint8_t turn = 0; turn < 4; ++turn) {
      std::vector<Run> runs;
      std::copy_if(runs_.begin(), runs_.end(), std::back_inserter(runs),
                   [turn](const Run& run) { return run.turn == turn; });
      const std::vector<Line> lines = find_lines(std::move(runs));
      if (turn == 0) {
        take_lines_and_grids(lines);
      } else {
        for (const Line& line : lines) take_line(line);
      }
    }
  }

  void take_lines_and_grids(const std::vector<Line>& lines) {
    std::size_t next = 0;
    for (OpenGrid& open : find_open_grids(text_, lines, rules_)) {
      for (; next < open.begin; ++next) take_line(lines[next]);
      place_grid(std::move(open.grid), open.box);
      next = open.end;
    }
    for (; next < lines.size(); ++next) take_line(lines[next]);
  }

  /// Far apart on one line stand two texts: a title and its unit, say.
  void take_line(const Line& line) {
    constexpr float kApart = 3;  // Ems.
    for (std::size_t begin = 0; begin < line.runs.size();) {
      std::size_t end = begin + 1;
      while (end < line.runs.size() &&
             line.runs[end].frame.left - line.runs[end - 1].frame.right < kApart * line.size) {
        ++end;
      }
      const std::span part = std::span(line.runs).subspan(begin, end - begin);
      Box box;
      for (const Run& run : part) box = united(box, run.box);
      placed_.push_back({.box = box,
                         .block = TextLine{.text = text_of(text_, part),
                                           .origin = origin_of(box),
                                           .confidence = confidence_of(text_, part),
                                           .other_readings = readings_.take(box)}});
      begin = end;
    }
  }

  std::uint32_t page_;
  std::uint8_t turn_;
  PageText text_;
  std::vector<Run> runs_;  ///< That no block has taken yet.
  std::vector<Frame> frames_;
  std::vector<Ruling> rules_;  ///< Horizontal ones that bound no cells.
  ReadingPile readings_;
  std::vector<PlacedBlock> placed_;
};

}  // namespace

void lay_out(Page& page, Diagnostics& diagnostics) {
  if (!page.drawing) return;
  if (page.scan && page.drawing->glyphs.empty()) {
    diagnostics.warn("page-is-picture",
                     fmt::format("第 {} 页是图片，没有做文字识别，读不出文字；请换用带文字的文件。",
                                 page.number),
                     {.page = page.number});
  }
  page.scan.reset();
  page.blocks = PageLayout(*std::move(page.drawing), page.number, diagnostics).lay_out();
  page.drawing.reset();
}

}  // namespace jx
