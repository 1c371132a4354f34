// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tables/drawn/runs.h"

namespace jx {

/// Runs on one baseline, from left to right.
struct Line {
  std::vector<Run> runs;
  Box frame;  ///< Around them, upright.
  float size = 0;

  float middle() const noexcept { return (frame.top + frame.bottom) / 2; }
};

/// Runs of one turn as lines from top to bottom.
std::vector<Line> find_lines(std::vector<Run> runs);

/// How sure a text made of these runs is: as sure as its least sure character.
float confidence_of(const PageText& text, std::span<const Run> runs) noexcept;

/// The text of a run: its glyphs, with a blank where one was drawn or where a gap between words of
/// an alphabet is wide enough.
std::string text_of(const PageText& text, const Run& run);
/// The runs of a line, with blanks where gaps are.
std::string text_of(const PageText& text, std::span<const Run> line);

/// Everything in a cell as one text. Lines are joined as they were broken: Chinese without a
/// blank, words of an alphabet with one, a number or a code that the edge of the cell cut in two
/// without one. `edge` is where lines end at the latest, the right edge of the cell.
std::string text_of_cell(const PageText& text, std::vector<Run> runs, const Box& cell);

}  // namespace jx
