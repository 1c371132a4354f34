// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/origin.h"
#include "pages/page.h"

namespace jx {

/// A glyph with ink. Blanks only leave their mark on the one that follows.
struct Ink {
  char32_t code = 0;
  float left = 0;  ///< In the frame of its run: text runs rightwards there.
  float right = 0;
  bool after_blank = false;      ///< A blank was drawn before it.
  std::uint8_t certainty = 100;  ///< As of its glyph.
};

/// Glyphs side by side on one baseline, no wider apart than words are.
struct Run {
  std::size_t begin = 0;  ///< Into PageText::ink.
  std::size_t end = 0;
  Box box;    ///< On the page.
  Box frame;  ///< The same, turned so that the text runs rightwards.
  float size = 0;
  std::uint8_t turn = 0;
  bool bold = false;

  float middle() const noexcept { return (box.top + box.bottom) / 2; }
  float height() const noexcept { return box.bottom - box.top; }
};

/// All text of a page as runs, in the order of drawing.
struct PageText {
  std::vector<Ink> ink;
  std::vector<Run> runs;
};

/// Builds the runs. A glyph printed twice at one place (bold print is imitated so) counts once.
PageText find_runs(const Drawing& drawing);

/// The part of a run between two of its glyphs, as a run.
Run part_of(const PageText& text, const Run& run, std::size_t begin, std::size_t end);

/// A box turned by so many quarter turns counter-clockwise about the origin: what ran in the
/// direction `turn` runs rightwards then.
inline Box turned_upright(const Box& box, std::uint8_t turn) noexcept {
  switch (turn & 3U) {
    case 1: return {.left = box.top, .top = -box.right, .right = box.bottom, .bottom = -box.left};
    case 2: return {.left = -box.right, .top = -box.bottom, .right = -box.left, .bottom = -box.top};
    case 3: return {.left = -box.bottom, .top = box.left, .right = -box.top, .bottom = box.right};
    default: return box;
  }
}
/// The opposite of turned_upright().
inline Box turned_back(const Box& box, std::uint8_t turn) noexcept {
  return turned_upright(box, static_cast<std::uint8_t>((4U - (turn & 3U)) & 3U));
}

}  // namespace jx
