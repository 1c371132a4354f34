// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ofd/painter.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pages/reach.h"

namespace jx::ofd {
namespace {

constexpr double kPointsPerMillimetre = 72.0 / 25.4;
/// Of groups and composite units inside one another.
constexpr int kMostDepth = 64;
/// What one page may hold: a unit may be drawn any number of times.
constexpr std::size_t kMostObjects = 2'000'000;
constexpr std::size_t kMostGlyphs = 400'000;
constexpr std::size_t kMostRulings = 100'000;
constexpr std::size_t kMostSlanted = 200;

/// A character's cell above and below its baseline, in parts of its size.
constexpr double kAscent = 0.8;
constexpr double kDescent = 0.2;
/// What the standard says where an object says nothing.
constexpr double kLineWidth = 0.353;
constexpr double kBoldWeight = 600;

constexpr double kThickestRuling = 3.2;
constexpr float kShortestRuling = 2;
/// Beyond this slope text runs neither along nor across.
constexpr double kMostSlope = 0.1;

/// 0, 90, 180 or 270 degrees as quarter turns clockwise.
int parse_turn(std::string_view text) {
  const double degrees = parse_number(text).value_or(0);
  return (static_cast<int>(std::lround(degrees / 90)) % 4 + 4) % 4;
}

Matrix quarter_turn(int turn) noexcept {
  constexpr double kSin[] = {0, 1, 0, -1};
  constexpr double kCos[] = {1, 0, -1, 0};
  return {kCos[turn], kSin[turn], -kSin[turn], kCos[turn], 0, 0};
}

/// Quarter turns clockwise, or nothing for a slanted direction.
std::optional<std::uint8_t> turn_of(Point along) noexcept {
  const double x = std::fabs(along.x);
  const double y = std::fabs(along.y);
  if (y <= kMostSlope * x) return along.x >= 0 ? 0 : 2;
  if (x <= kMostSlope * y) return along.y > 0 ? 1 : 3;
  return std::nullopt;
}

/// In parts of the size, as most fonts have it.
double usual_advance(char32_t character) noexcept { return display_width(character) > 1 ? 1 : 0.5; }

/// Some programs give every character the same room, whatever its form.
constexpr double kWidestStep = 1.2;

/// The step that is the same for all characters, and could be their width; else 0.
double find_even_step(const std::vector<double>& steps, double most) {
  const bool even = !steps.empty() && std::all_of(steps.begin(), steps.end(), [&](double step) {
    return std::fabs(step - steps.front()) <= 0.01 * std::fabs(step);
  });
  return even && steps.front() > 0 && steps.front() <= most ? steps.front() : 0;
}

/// A cell does not reach into the next one.
double cell_width(Point step, double usual, bool followed) noexcept {
  const double distance = std::hypot(step.x, step.y);
  return followed && distance > usual / 4 ? std::min(distance, usual) : usual;
}

bool is_invisible(XmlNode color) { return color && parse_number(color.value("Alpha")) == 0.0; }

/// Line ends and tabs come from the layout of the XML; no font has them.
std::u32string drawn_characters(XmlNode code) {
  const std::string_view text = code.text();
  const bool wrapped = text.find('\n') != std::string_view::npos;
  std::u32string characters = to_utf32(wrapped ? trimmed(text) : text);
  std::erase_if(characters, [](char32_t c) { return c < 0x20; });
  return characters;
}

Box to_box(Point a, Point b) noexcept {
  return {.left = static_cast<float>(std::min(a.x, b.x)),
          .top = static_cast<float>(std::min(a.y, b.y)),
          .right = static_cast<float>(std::max(a.x, b.x)),
          .bottom = static_cast<float>(std::max(a.y, b.y))};
}

Ruling make_ruling(bool horizontal, double at, double from, double to, double thickness) noexcept {
  return {.horizontal = horizontal,
          .at = static_cast<float>(at),
          .from = static_cast<float>(from),
          .to = static_cast<float>(to),
          .thickness = static_cast<float>(thickness)};
}

}  // namespace

Painter::Painter(const Resources& resources, const Rectangle& area) : resources_(resources) {
  const Matrix points{kPointsPerMillimetre, 0, 0, kPointsPerMillimetre, 0, 0};
  to_page_ = points.after(shift(-area.x, -area.y));
  drawing_.width = static_cast<float>(area.width * kPointsPerMillimetre);
  drawing_.height = static_cast<float>(area.height * kPointsPerMillimetre);
}

bool Painter::has_room() {
  const bool full = ++objects_ > kMostObjects || drawing_.glyphs.size() >= kMostGlyphs ||
                    drawing_.rulings.size() >= kMostRulings;
  omissions_.too_much = omissions_.too_much || full;
  return !full;
}

void Painter::draw_children(XmlNode parent, const Place& place) {
  if (place.depth > kMostDepth) {
    omissions_.too_deep = true;
    return;
  }
  for (XmlNode child = parent.first_child(); child && has_room(); child = child.next()) {
    draw_object(child, place);
  }
}

// NOLINTNEXTLINE(misc-no-recursion): with draw_children(), which counts the depth.
void Painter::draw_object(XmlNode object, const Place& place) {
  const std::string_view name = object.name();
  if (object.value("Visible") == "false") {
    ++omissions_.hidden;
    return;
  }
  if (name == "Layer" || name == "PageBlock" || name == "Content") {
    const auto param = object.attribute("DrawParam");
    return draw_children(object, {.matrix = place.matrix,
                                  .draw_param = param.value_or(place.draw_param),
                                  .clip = place.clip,
                                  .depth = place.depth + 1});
  }
  const Rectangle boundary = parse_rectangle(object.value("Boundary")).value_or(Rectangle{});
  const Matrix outside = place.matrix.after(shift(boundary.x, boundary.y));
  Place inner = place;
  inner.matrix = outside.after(parse_matrix(object.value("CTM")));
  inner.clip = clip_by(object.child("Clips"), place.clip, to_page_.after(outside),
                       to_page_.after(inner.matrix));
  inner.depth = place.depth + 1;
  if (name == "TextObject") draw_text(object, inner);
  if (name == "PathObject") draw_path(object, inner);
  if (name == "ImageObject") draw_image(object, place.matrix, inner.clip);
  if (name == "CompositeObject") draw_composite(object, inner);
}

// NOLINTNEXTLINE(misc-no-recursion): with draw_children(), which counts the depth.
void Painter::draw_composite(XmlNode object, const Place& place) {
  const XmlNode unit = resources_.find_unit(object.value("ResourceID"));
  if (!unit) {
    ++omissions_.missing_units;
    return;
  }
  draw_children(unit, place);
}

void Painter::draw_text(XmlNode object, const Place& place) {
  const TextStyle style{.matrix = to_page_.after(place.matrix),
                        .clip = place.clip,
                        .size = parse_number(object.value("Size")).value_or(0),
                        .stretch = parse_number(object.value("HScale")).value_or(1),
                        .read_turn = parse_turn(object.value("ReadDirection")),
                        .char_turn = parse_turn(object.value("CharDirection")),
                        .bold = parse_number(object.value("Weight")).value_or(0) >= kBoldWeight ||
                                resources_.is_bold(object.value("Font"))};
  Point start;
  for (XmlNode code = object.first_child(); code; code = code.next()) {
    if (code.name() == "TextCode") start = draw_text_code(code, style, start);
  }
}

/// Gives where the code began: a later one may leave its own beginning out.
Point Painter::draw_text_code(XmlNode code, const TextStyle& style, Point start) {
  start.x = parse_number(code.value("X")).value_or(start.x);
  start.y = parse_number(code.value("Y")).value_or(start.y);
  const std::u32string characters = drawn_characters(code);
  const std::vector<double> right = parse_deltas(code.value("DeltaX"), characters.size());
  const std::vector<double> down = parse_deltas(code.value("DeltaY"), characters.size());
  const Matrix reading = quarter_turn(style.read_turn);
  const double even = down.empty() ? find_even_step(right, kWidestStep * style.size) : 0;
  const std::size_t count = characters.size();
  Point at = start;
  for (std::size_t i = 0; i < count; ++i) {
    if (drawing_.glyphs.size() >= kMostGlyphs) {
      omissions_.too_much = true;
      break;
    }
    const double usual = usual_advance(characters[i]) * style.size * style.stretch;
    const bool stated = i < right.size() || i < down.size();
    const Point step = stated
                           ? Point{i < right.size() ? right[i] : 0, i < down.size() ? down[i] : 0}
                           : reading.turn({usual, 0});
    add_glyph(characters[i], at, even > 0 ? even : cell_width(step, usual, i + 1 < count), style);
    at = {at.x + step.x, at.y + step.y};
  }
  return start;
}

void Painter::add_glyph(char32_t character, Point at, double advance, const TextStyle& style) {
  const Matrix cell = style.matrix.after(shift(at.x, at.y)).after(quarter_turn(style.char_turn));
  // The way across is known for any size; the way along may have been stretched to nothing.
  const Point up = cell.turn({0, -style.size});
  const auto turn = turn_of({-up.y, up.x});
  if (!turn) {
    if (omissions_.slanted.size() < kMostSlanted) append_character(omissions_.slanted, character);
    return;
  }
  const Point low = cell.apply({0, kDescent * style.size});
  const Point high = cell.apply({advance, -kAscent * style.size});
  const Glyph glyph{.code = character,
                    .box = to_box(low, high),
                    .size = static_cast<float>(std::hypot(up.x, up.y)),
                    .turn = *turn,
                    .bold = style.bold};
  if (!style.clip.shows({(low.x + high.x) / 2, (low.y + high.y) / 2}) || !is_within_reach(glyph)) {
    ++omissions_.clipped;
    return;
  }
  drawing_.glyphs.push_back(glyph);
}

void Painter::draw_path(XmlNode object, const Place& place) {
  const bool fills = object.value("Fill") == "true" && !is_invisible(object.child("FillColor"));
  const bool strokes =
      object.value("Stroke") != "false" && !is_invisible(object.child("StrokeColor"));
  if (!fills && !strokes) return;
  const Matrix to_page = to_page_.after(place.matrix);
  auto width = parse_number(object.value("LineWidth"));
  if (!width) {
    width = resources_.find_line_width(object.attribute("DrawParam").value_or(place.draw_param));
  }
  const double thickness = std::fabs(width.value_or(kLineWidth)) * to_page.scale();
  for (const Subpath& path : parse_path(object.child("AbbreviatedData").text(), to_page)) {
    if (fills && add_thin_area(path, place.clip)) continue;
    if (!strokes) continue;
    for (std::size_t i = 0; i + 1 < path.points.size(); ++i) {
      if (!path.curved[i]) add_line(path.points[i], path.points[i + 1], thickness, place.clip);
    }
    if (path.closed && path.points.size() > 2) {
      add_line(path.points.back(), path.points.front(), thickness, place.clip);
    }
  }
}

void Painter::add_line(Point a, Point b, double thickness, const Clip& clip) {
  const double x = std::fabs(a.x - b.x);
  const double y = std::fabs(a.y - b.y);
  if (y <= 0.01 * x || (y < 1 && x > 20)) {
    add_ruling(
        make_ruling(true, (a.y + b.y) / 2, std::min(a.x, b.x), std::max(a.x, b.x), thickness),
        clip);
  } else if (x <= 0.01 * y || (x < 1 && y > 20)) {
    add_ruling(
        make_ruling(false, (a.x + b.x) / 2, std::min(a.y, b.y), std::max(a.y, b.y), thickness),
        clip);
  }
}

bool Painter::add_thin_area(const Subpath& path, const Clip& clip) {
  if (path.points.size() < 3 ||
      std::find(path.curved.begin(), path.curved.end(), true) != path.curved.end()) {
    return false;
  }
  Point low = path.points.front();
  Point high = low;
  for (const Point& point : path.points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  const double width = high.x - low.x;
  const double height = high.y - low.y;
  if (std::min(width, height) > kThickestRuling) return false;
  if (height <= width) {
    add_ruling(make_ruling(true, (low.y + high.y) / 2, low.x, high.x, height), clip);
  } else {
    add_ruling(make_ruling(false, (low.x + high.x) / 2, low.y, high.y, width), clip);
  }
  return true;
}

void Painter::add_ruling(Ruling ruling, const Clip& clip) {
  const Box& box = clip.box;
  const bool horizontal = ruling.horizontal;
  const bool hidden = horizontal ? ruling.at < box.top || ruling.at > box.bottom
                                 : ruling.at < box.left || ruling.at > box.right;
  ruling.from = std::max(ruling.from, horizontal ? box.left : box.top);
  ruling.to = std::min(ruling.to, horizontal ? box.right : box.bottom);
  if (hidden || !is_within_reach(ruling) || ruling.to - ruling.from < kShortestRuling) return;
  if (drawing_.rulings.size() >= kMostRulings) {
    omissions_.too_much = true;
    return;
  }
  drawing_.rulings.push_back(ruling);
}

void Painter::draw_image(XmlNode object, const Matrix& matrix, const Clip& clip) {
  const auto boundary = parse_rectangle(object.value("Boundary"));
  if (!boundary) return;
  const Matrix to_page = to_page_.after(matrix);
  const Box whole =
      to_box(to_page.apply({boundary->x, boundary->y}),
             to_page.apply({boundary->x + boundary->width, boundary->y + boundary->height}));
  const Box box = clip.within(whole).box;
  if (!box.empty() && is_within_reach(box)) drawing_.pictures.push_back(box);
}

}  // namespace jx::ofd
