// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/open_grid.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "tables/drawn/segments.h"

namespace jx {
namespace {

/// Lines of a table follow each other within so many heights of their print.
constexpr float kWidestStep = 2.6F;
/// So many lines without parts may stand between two with parts: a heading, a wrapped name.
constexpr std::size_t kMostWholeLines = 2;

/// Points: shorter ones underline words.
constexpr float kShortestRule = 60;
constexpr std::size_t kMostRules = 200;

/// A run of lines that may be a table.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool between_rules = false;
};

class StretchFinder {
 public:
  StretchFinder(std::span<const SegmentedLine> lines, std::span<const Ruling> rules)
      : lines_(lines), rules_(rules.begin(), rules.end()) {
    std::erase_if(rules_, [](const Ruling& rule) { return rule.to - rule.from < kShortestRule; });
    // A page of so many rules is ruled paper or a picture.
    if (rules_.size() > kMostRules) rules_.clear();
    std::sort(rules_.begin(), rules_.end(),
              [](const Ruling& a, const Ruling& b) { return a.at < b.at; });
    taken_.assign(lines.size(), false);
  }

  std::vector<Stretch> find() {
    find_between_rules();
    find_free();
    std::sort(stretches_.begin(), stretches_.end(),
              [](const Stretch& a, const Stretch& b) { return a.begin < b.begin; });
    return std::move(stretches_);
  }

 private:
  static bool same_width(const Ruling& a, const Ruling& b) noexcept {
    constexpr float kSlack = 6;
    return std::fabs(a.from - b.from) < kSlack && std::fabs(a.to - b.to) < kSlack;
  }

  /// Rules of one width above each other enclose a table if most lines between them have parts.
  void find_between_rules() {
    for (std::size_t first = 0; first < rules_.size(); ++first) {
      for (std::size_t last = rules_.size() - 1; last > first; --last) {
        if (same_width(rules_[first], rules_[last]) && try_rules(rules_[first], rules_[last]))
          break;
      }
    }
  }

  bool try_rules(const Ruling& upper, const Ruling& lower) {
    Stretch stretch{.begin = 0, .end = 0, .between_rules = true};
    while (stretch.begin < lines_.size() && lines_[stretch.begin].middle() < upper.at) {
      ++stretch.begin;
    }
    stretch.end = stretch.begin;
    std::size_t in_parts = 0;
    while (stretch.end < lines_.size() && lines_[stretch.end].middle() < lower.at) {
      const SegmentedLine& line = lines_[stretch.end];
      if (taken_[stretch.end] || line.left() < upper.from - 20 || line.right() > upper.to + 20) {
        return false;
      }
      if (line.in_parts()) ++in_parts;
      ++stretch.end;
    }
    if (in_parts < 2 || in_parts * 3 < (stretch.end - stretch.begin) * 2) return false;
    return add(stretch);
  }

  void find_free() {
    for (std::size_t begin = 0; begin < lines_.size(); ++begin) {
      if (!taken_[begin] && lines_[begin].in_parts()) find_free_from(begin);
    }
  }

  void find_free_from(std::size_t begin) {
    std::size_t end = begin + 1;
    std::size_t whole = 0;
    std::size_t in_parts = 1;
    for (std::size_t i = begin + 1; i < lines_.size() && !taken_[i] && follows(i); ++i) {
      if (lines_[i].in_parts()) {
        ++in_parts;
        whole = 0;
        end = i + 1;
      } else if (++whole > kMostWholeLines) {
        break;
      }
    }
    if (in_parts >= 3) add({.begin = begin, .end = end, .between_rules = false});
  }

  bool follows(std::size_t index) const noexcept {
    const SegmentedLine& line = lines_[index];
    return line.middle() - lines_[index - 1].middle() <= kWidestStep * line.size;
  }

  bool add(const Stretch& stretch) {
    std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
              taken_.begin() + static_cast<std::ptrdiff_t>(stretch.end), true);
    stretches_.push_back(stretch);
    return true;
  }

  std::span<const SegmentedLine> lines_;
  std::vector<Ruling> rules_;
  std::vector<bool> taken_;
  std::vector<Stretch> stretches_;
};

/// Bullets and numbers in front of the items of a list.
bool is_list(std::span<const SegmentedLine> lines, std::size_t columns) {
  if (columns != 2) return false;
  std::size_t marks = 0;
  std::size_t in_parts = 0;
  for (const SegmentedLine& line : lines) {
    if (!line.in_parts()) continue;
    ++in_parts;
    if (line.segments.front().characters <= 3 && line.segments[1].characters > 12) ++marks;
  }
  return marks * 10 >= in_parts * 7;
}

/// Long parts without figures: columns of running text.
bool is_prose(std::span<const SegmentedLine> lines) {
  std::size_t parts = 0;
  std::size_t long_parts = 0;
  for (const SegmentedLine& line : lines) {
    for (const Segment& segment : line.segments) {
      ++parts;
      if (segment.characters > 24 && !segment.numeric) ++long_parts;
    }
  }
  return long_parts * 10 > parts * 4;
}

bool has_figures(std::span<const SegmentedLine> lines) {
  std::size_t parts = 0;
  std::size_t figures = 0;
  for (const SegmentedLine& line : lines) {
    for (std::size_t i = 1; i < line.segments.size(); ++i) {
      ++parts;
      if (line.segments[i].numeric) ++figures;
    }
  }
  return figures * 10 >= parts * 4;
}

bool is_table(std::span<const SegmentedLine> lines, std::size_t columns, bool between_rules) {
  if (columns < 2 || is_list(lines, columns)) return false;
  const auto leaders = std::count_if(lines.begin(), lines.end(),
                                     [](const SegmentedLine& line) { return line.has_leader; });
  if (static_cast<std::size_t>(leaders) * 3 > lines.size()) return false;
  if (between_rules) return !is_prose(lines) || columns > 2;
  return !is_prose(lines) && has_figures(lines);
}

/// The labels of a chart stand in rows and columns too, but leave most places blank.
bool is_sparse(const NativeGrid& grid) {
  std::size_t covered = 0;
  for (const GridCell& cell : grid.cells) covered += cell.colspan;
  return covered * 2 < std::size_t{grid.rows} * grid.columns;
}

struct OpenCell {
  std::uint32_t column = 0;
  std::uint32_t columns = 1;
  std::vector<Run> runs;
  bool numeric = false;
};

struct OpenRow {
  std::vector<OpenCell> cells;
  float top = 0;
  float bottom = 0;
  float last_middle = 0;  ///< Of its last line.
  float size = 0;
};

class OpenGridBuilder {
 public:
  OpenGridBuilder(const PageText& text, std::vector<Gutter> gutters)
      : text_(text), gutters_(std::move(gutters)) {}

  void add(const SegmentedLine& line) {
    OpenRow row{.cells = {},
                .top = line.top,
                .bottom = line.bottom,
                .last_middle = line.middle(),
                .size = line.size};
    for (const Segment& segment : line.segments) add_segment(segment, row);
    if (!rows_.empty() && continues(rows_.back(), row)) {
      merge(rows_.back(), std::move(row));
    } else {
      rows_.push_back(std::move(row));
    }
  }

  NativeGrid build() const {
    NativeGrid grid{.rows = static_cast<std::uint32_t>(rows_.size()),
                    .columns = static_cast<std::uint32_t>(gutters_.size()) + 1,
                    .title = {},
                    .cells = {},
                    .row_widths = {}};
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
      for (const OpenCell& cell : rows_[row].cells) {
        Box box;
        for (const Run& run : cell.runs) box = united(box, run.box);
        grid.cells.push_back({.row = row,
                              .column = cell.column,
                              .rowspan = 1,
                              .colspan = static_cast<std::uint16_t>(cell.columns),
                              .text = text_of_cell(text_, cell.runs, box),
                              .origin = {.box = box},
                              .confidence = confidence_of(text_, cell.runs)});
      }
    }
    return grid;
  }

 private:
  std::uint32_t column_of(float place) const noexcept {
    std::uint32_t column = 0;
    while (column < gutters_.size() && gutters_[column].middle() < place) ++column;
    return column;
  }

  /// Runs that reach over a gutter stay together as a cell over several columns, unless a blank in
  /// them lies in the gutter.
  void add_segment(const Segment& segment, OpenRow& row) {
    for (const Run& run : segment.runs) {
      for (std::size_t begin = run.begin; begin < run.end;) {
        std::size_t end = begin + 1;
        while (end < run.end && !is_parted(run, end)) ++end;
        add_run(part_of(text_, run, begin, end), segment.numeric, row);
        begin = end;
      }
    }
  }

  /// A blank before this glyph, in a gutter that both its neighbours leave free.
  bool is_parted(const Run& run, std::size_t glyph) const noexcept {
    const Ink& left = text_.ink[glyph - 1];
    const Ink& right = text_.ink[glyph];
    if (!right.after_blank && right.left - left.right < 0.2F * run.size) return false;
    return std::any_of(gutters_.begin(), gutters_.end(), [&](const Gutter& gutter) {
      return left.right <= gutter.left + 1 && right.left >= gutter.right - 1;
    });
  }

  void add_run(const Run& run, bool numeric, OpenRow& row) const {
    const std::uint32_t first = column_of(run.frame.left + 0.5F);
    const std::uint32_t last = std::max(first, column_of(run.frame.right - 0.5F));
    if (!row.cells.empty() && row.cells.back().column + row.cells.back().columns > first) {
      OpenCell& cell = row.cells.back();
      cell.columns = std::max(cell.columns, last - cell.column + 1);
      cell.runs.push_back(run);
      cell.numeric = cell.numeric && numeric;
      return;
    }
    row.cells.push_back(
        {.column = first, .columns = last - first + 1, .runs = {run}, .numeric = numeric});
  }

  /// A line of words below words, close to the line before and without the first column, is the
  /// rest of its cells.
  static bool continues(const OpenRow& above, const OpenRow& row) {
    constexpr float kCloseStep = 1.4F;
    if (row.last_middle - above.last_middle > kCloseStep * row.size) return false;
    if (row.cells.front().column == 0) return false;
    return std::all_of(row.cells.begin(), row.cells.end(), [&](const OpenCell& cell) {
      return !cell.numeric &&
             std::any_of(above.cells.begin(), above.cells.end(), [&](const OpenCell& other) {
               return other.column == cell.column && !other.numeric &&
                      other.columns == cell.columns;
             });
    });
  }

  static void merge(OpenRow& above, OpenRow row) {
    for (OpenCell& cell : row.cells) {
      const auto same = std::find_if(above.cells.begin(), above.cells.end(),
                                     [&](const OpenCell& a) { return a.column == cell.column; });
      same->runs.insert(same->runs.end(), cell.runs.begin(), cell.runs.end());
    }
    above.bottom = row.bottom;
    above.last_middle = row.last_middle;
  }

  const PageText& text_;
  std::vector<Gutter> gutters_;
  std::vector<OpenRow> rows_;
};

}  // namespace

std::vector<OpenGrid> find_open_grids(const PageText& text, std::span<const Line> lines,
                                      std::span<const Ruling> rules) {
  const std::vector<SegmentedLine> parted = segment_lines(text, lines);
  std::vector<OpenGrid> grids;
  for (const Stretch& stretch : StretchFinder(parted, rules).find()) {
    const std::span part = std::span(parted).subspan(stretch.begin, stretch.end - stretch.begin);
    std::vector<Gutter> gutters = find_gutters(part);
    if (!is_table(part, gutters.size() + 1, stretch.between_rules)) continue;
    OpenGridBuilder builder(text, std::move(gutters));
    OpenGrid found{.begin = stretch.begin, .end = stretch.end, .box = {}, .grid = {}};
    for (const SegmentedLine& line : part) builder.add(line);
    found.grid = builder.build();
    if (!stretch.between_rules && is_sparse(found.grid)) continue;
    for (const GridCell& cell : found.grid.cells) found.box = united(found.box, cell.origin.box);
    grids.push_back(std::move(found));
  }
  return grids;
}

}  // namespace jx
