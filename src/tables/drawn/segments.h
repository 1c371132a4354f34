// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tables/drawn/cell_text.h"
#include "tables/drawn/runs.h"

namespace jx {

/// Words of a line that stand together: the next ones are further away than words of a sentence.
struct Segment {
  std::vector<Run> runs;
  float left = 0;
  float right = 0;
  std::size_t characters = 0;
  bool numeric = false;  ///< Mostly digits.
};

/// A line taken apart.
struct SegmentedLine {
  std::vector<Segment> segments;
  float top = 0;
  float bottom = 0;
  float size = 0;
  bool has_leader = false;  ///< Dots that lead to a page number.

  float middle() const noexcept { return (top + bottom) / 2; }
  float left() const noexcept { return segments.front().left; }
  float right() const noexcept { return segments.back().right; }
  bool in_parts() const noexcept { return segments.size() > 1; }
};

std::vector<SegmentedLine> segment_lines(const PageText& text, std::span<const Line> lines);

/// A place between two columns.
struct Gutter {
  float left = 0;
  float right = 0;

  float middle() const noexcept { return (left + right) / 2; }
};

/// Where the columns of some lines are parted. Lines with fewer parts than most may cross gutters:
/// their long words are headings over several columns.
std::vector<Gutter> find_gutters(std::span<const SegmentedLine> lines);

}  // namespace jx
