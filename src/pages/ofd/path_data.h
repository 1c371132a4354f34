// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "pages/ofd/geometry.h"

namespace jx::ofd {

/// A line drawn without lifting the pen.
struct Subpath {
  std::vector<Point> points;  ///< Where its pieces end.
  std::vector<bool> curved;   ///< By piece: the one that ends at the next point.
  bool closed = false;
};

/// AbbreviatedData ("M 0 0 L 276 0 C"), coordinates as they are brought by `matrix`. Ends at the
/// first thing it does not know.
std::vector<Subpath> parse_path(std::string_view data, const Matrix& matrix);

}  // namespace jx::ofd
