// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/origin.h"
#include "pages/ofd/geometry.h"
#include "pages/ofd/xml_tree.h"

namespace jx::ofd {

/// Where on the page, in points, something may be seen: a rectangle. Clips of other forms count
/// with the rectangle around them, so that nothing is taken for hidden that can be seen.
struct Clip {
  Box box = {.left = -1e9F, .top = -1e9F, .right = 1e9F, .bottom = 1e9F};

  bool shows(Point point) const noexcept {
    return point.x >= box.left && point.x <= box.right && point.y >= box.top &&
           point.y <= box.bottom;
  }
  Clip within(const Box& other) const noexcept;
};

/// What is left of `outer` for an object with these <Clips>, which may be none. They are drawn
/// inside the object's matrix, or with TransFlag="false" only inside its boundary; what cannot be
/// understood clips nothing.
Clip clip_by(XmlNode clips, const Clip& outer, const Matrix& boundary, const Matrix& object);

}  // namespace jx::ofd
