// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cmath>

#include "pages/page.h"

/// What a damaged or hostile file draws kilometres away is not on any page. Readers leave it out,
/// so that arithmetic stays far from the limits of its numbers.
namespace jx {

/// Points, some 350 metres.
inline constexpr float kFarthest = 1e6F;

/// Not a number is not within either.
inline bool is_within_reach(float coordinate) noexcept {
  return std::fabs(coordinate) <= kFarthest;
}

inline bool is_within_reach(const Box& box) noexcept {
  return is_within_reach(box.left) && is_within_reach(box.top) && is_within_reach(box.right) &&
         is_within_reach(box.bottom);
}

inline bool is_within_reach(const Glyph& glyph) noexcept {
  return is_within_reach(glyph.box) && is_within_reach(glyph.size);
}

inline bool is_within_reach(const Ruling& ruling) noexcept {
  return is_within_reach(ruling.at) && is_within_reach(ruling.from) && is_within_reach(ruling.to) &&
         is_within_reach(ruling.thickness);
}

}  // namespace jx
