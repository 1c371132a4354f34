// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pages/page.h"

namespace jx {

/// What one page drew, sorted by what it is good for.
struct PageRecord {
  static constexpr std::size_t kMostSlantedShown = 60;

  Drawing drawing;
  std::vector<Glyph> hidden;  ///< Drawn invisibly: the text layer of a scan, mostly.
  std::string slanted;        ///< The beginning of text that runs askew: watermarks.
  std::size_t slanted_glyphs = 0;
  std::size_t outside = 0;           ///< Glyphs beyond the page's edge or cut away.
  bool truncated = false;            ///< More was drawn than a page may hold.
  float picture_dots = 0;            ///< An inch, of the finest picture that is no mere ornament.
  std::uint64_t picture_pixels = 0;  ///< Of its largest picture.
};

/// Most glyphs and rulings of one page: a page of small print has some ten thousand glyphs, a map
/// hundreds of thousands of strokes.
inline constexpr std::size_t kMostGlyphs = 400'000;
inline constexpr std::size_t kMostRulings = 100'000;

/// Collects what a page draws, in displayed coordinates. Knows nothing of the library that draws.
class PageRecorder {
 public:
  PageRecorder();

  /// Of the page; before anything is added.
  void set_size(float width, float height) noexcept;

  /// A point or a direction on the page; y grows downwards.
  struct Point {
    float x = 0;
    float y = 0;
  };
  enum class Ink { Visible, Hidden };

  /// What of the page is to be seen through a scissor.
  Box window_of(const Box& visible) const noexcept;

  /// A character: its origin, its advance along the baseline, and the way up, each in points.
  struct Stroke {
    char32_t code = 0;
    Point origin;
    Point advance;
    Point up;  ///< One em, at right angles to the baseline.
    bool bold = false;
  };
  void add_glyph(const Stroke& stroke, Ink ink, const Box& window);
  /// Further characters that the glyph just drawn stands for (ligatures).
  void add_to_glyph(char32_t code, Ink ink);

  /// A line from a to b; anything but horizontal and vertical ones is no ruling.
  void add_line(Point a, Point b, float thickness, const Box& visible);
  /// A filled or pictured area: thin ones are rulings.
  void add_area(Box area, const Box& visible);
  /// What a picture has before it is put on the page.
  struct Grain {
    float dots = 0;  ///< An inch of the page.
    std::uint64_t pixels = 0;
  };
  void add_picture(Box area, const Box& visible, const Grain& grain);

  PageRecord finish() &&;

 private:
  void add_ruling(const Ruling& ruling, const Box& visible);

  PageRecord page_;
};

}  // namespace jx
