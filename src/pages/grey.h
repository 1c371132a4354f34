// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>

namespace jx {

/// A picture as recognition wants it.
struct GreyPicture {
  std::string pixels;    ///< A byte each: 0 is black, 255 is paper.
  double red_share = 0;  ///< Of the pixels, those that were red ink.
};

/// How much red ink a page may have without a word about it: a seal is some half a percent.
inline constexpr double kLittleRed = 0.001;

/// `rgb` has three bytes a pixel. Red ink becomes paper, so that black text under a seal or a
/// stamp is seen as if nothing lay over it; all other colours become as dark as they look.
GreyPicture to_grey(std::span<const unsigned char> rgb);

}  // namespace jx
