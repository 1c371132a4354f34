// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ofd/clip.h"

#include <algorithm>
#include <optional>

#include "pages/ofd/path_data.h"

namespace jx::ofd {
namespace {

/// The rectangle around points that come one by one.
class Surrounding {
 public:
  void add(Point point) {
    const auto x = static_cast<float>(point.x);
    const auto y = static_cast<float>(point.y);
    if (!box_) box_ = Box{.left = x, .top = y, .right = x, .bottom = y};
    box_ = Box{.left = std::min(box_->left, x),
               .top = std::min(box_->top, y),
               .right = std::max(box_->right, x),
               .bottom = std::max(box_->bottom, y)};
  }
  const std::optional<Box>& box() const noexcept { return box_; }

 private:
  std::optional<Box> box_;
};

/// False for an area whose extent is not known.
bool add_area(XmlNode area, const Matrix& base, Surrounding& surrounding) {
  const XmlNode path = area.child("Path");
  if (!path) return false;  // Text may clip too: by the forms of its characters.
  const Rectangle boundary = parse_rectangle(path.value("Boundary")).value_or(Rectangle{});
  const Matrix outside =
      base.after(parse_matrix(area.value("CTM"))).after(shift(boundary.x, boundary.y));
  const Matrix matrix = outside.after(parse_matrix(path.value("CTM")));
  bool any = false;
  bool curved = false;
  for (const Subpath& line : parse_path(path.child("AbbreviatedData").text(), matrix)) {
    for (const Point& point : line.points) surrounding.add(point);
    any = any || line.points.size() > 1;
    curved = curved || std::find(line.curved.begin(), line.curved.end(), true) != line.curved.end();
  }
  // A curve goes beyond its ends, but not beyond its path's boundary.
  if (curved) {
    surrounding.add(outside.apply({0, 0}));
    surrounding.add(outside.apply({boundary.width, 0}));
    surrounding.add(outside.apply({0, boundary.height}));
    surrounding.add(outside.apply({boundary.width, boundary.height}));
  }
  return any;
}

}  // namespace

Clip Clip::within(const Box& other) const noexcept {
  return {.box = {.left = std::max(box.left, other.left),
                  .top = std::max(box.top, other.top),
                  .right = std::min(box.right, other.right),
                  .bottom = std::min(box.bottom, other.bottom)}};
}

Clip clip_by(XmlNode clips, const Clip& outer, const Matrix& boundary, const Matrix& object) {
  Clip result = outer;
  const Matrix& base = clips.value("TransFlag") == "false" ? boundary : object;
  for (XmlNode clip = clips.first_child(); clip; clip = clip.next()) {
    if (clip.name() != "Clip") continue;
    // An object is seen where all of its clips let it be seen, each of them in any of its areas.
    Surrounding surrounding;
    bool known = true;
    for (XmlNode area = clip.first_child(); area; area = area.next()) {
      if (area.name() == "Area") known = add_area(area, base, surrounding) && known;
    }
    // Programs copy a boundary that they never measured: without extent it says nothing.
    if (known && surrounding.box() && !surrounding.box()->empty()) {
      result = result.within(*surrounding.box());
    }
  }
  return result;
}

}  // namespace jx::ofd
