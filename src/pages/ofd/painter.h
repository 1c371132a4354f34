// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pages/ofd/clip.h"
#include "pages/ofd/geometry.h"
#include "pages/ofd/path_data.h"
#include "pages/ofd/resources.h"
#include "pages/ofd/xml_tree.h"
#include "pages/page.h"

namespace jx::ofd {

/// What of one page could not be drawn.
struct Omissions {
  std::size_t hidden = 0;         ///< Objects that are not to be seen.
  std::size_t clipped = 0;        ///< Characters that a clip hides.
  std::size_t missing_units = 0;  ///< Composite objects whose content is not in the file.
  std::string slanted;            ///< The beginning of text that runs neither along nor across.
  bool too_deep = false;
  bool too_much = false;
};

/// Draws the objects of a page in order, one glyph a character of its TextCode.
class Painter {
 public:
  Painter(const Resources& resources, const Rectangle& area);

  /// A page, template or unit: everything inside of `content`, brought there by `matrix`.
  void draw(XmlNode content, const Matrix& matrix = {}) {
    draw_children(content, {.matrix = matrix, .draw_param = {}, .clip = {}, .depth = 0});
  }

  const Omissions& omissions() const noexcept { return omissions_; }
  Drawing take() && { return std::move(drawing_); }

 private:
  /// What objects inherit from where they stand, or an object itself.
  struct Place {
    Matrix matrix;
    std::string_view draw_param;
    Clip clip;
    int depth = 0;
  };
  struct TextStyle {
    Matrix matrix;  ///< From the object to the page, in points.
    Clip clip;
    double size = 0;
    double stretch = 1;
    int read_turn = 0;  ///< Quarter turns clockwise of the direction of reading.
    int char_turn = 0;  ///< Of each character.
    bool bold = false;
  };

  void draw_children(XmlNode parent, const Place& place);
  void draw_object(XmlNode object, const Place& place);
  void draw_composite(XmlNode object, const Place& place);
  void draw_text(XmlNode object, const Place& place);
  Point draw_text_code(XmlNode code, const TextStyle& style, Point start);
  void add_glyph(char32_t character, Point at, double advance, const TextStyle& style);
  void draw_path(XmlNode object, const Place& place);
  void draw_image(XmlNode object, const Matrix& matrix, const Clip& clip);
  void add_line(Point a, Point b, double thickness, const Clip& clip);
  /// True when the piece is an area so thin that it is a line.
  bool add_thin_area(const Subpath& path, const Clip& clip);
  void add_ruling(Ruling ruling, const Clip& clip);
  bool has_room();

  const Resources& resources_;
  Matrix to_page_;  ///< From millimetres of the page's area to points.
  Drawing drawing_;
  Omissions omissions_;
  std::size_t objects_ = 0;
};

}  // namespace jx::ofd
