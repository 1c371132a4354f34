// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pages/ocr/recogniser.h"
#include "pages/page.h"

namespace jx {

/// A rectangle of pixels; right and bottom are the first ones outside.
struct PixelBox {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;

  int width() const noexcept { return right - left; }
  int height() const noexcept { return bottom - top; }
};

/// A part of a page whose text belongs together: a cell between rulings, or a block of print that
/// stands free.
struct PictureArea {
  std::uint32_t label = 0;  ///< Of its pixels in PagePicture::labels.
  PixelBox box;
};

/// A scan with its lines made level, taken apart into rulings and the ink of its text.
struct PagePicture {
  int width = 0;
  int height = 0;
  double angle = 0;   ///< In degrees, by which the scan was turned counter-clockwise.
  std::string print;  ///< Grey values of the text on white: no rulings, no shade of the paper.
  std::string ink;    ///< 1 where a pixel of text is, else 0.
  std::vector<std::uint32_t> labels;  ///< Of the area that a pixel of ink belongs to; 0 for none.
  std::vector<PictureArea> areas;     ///< From top to bottom, then from left to right.
  std::vector<PixelBox> rulings;      ///< Longer than they are thick.
};

/// Levels the scan by up to six degrees and takes it apart. Specks, and ink on the edge of the
/// picture that is larger than print (the shadow of a lid, a punched hole), are none of it.
PagePicture take_apart(const Scan& scan);

/// The part of the page inside `line`, with `margin` pixels of paper around it and nothing from
/// outside `bounds`, as the recogniser wants it.
LinePicture cut_line(const PagePicture& page, const PixelBox& line, const PixelBox& bounds,
                     int margin);

}  // namespace jx
