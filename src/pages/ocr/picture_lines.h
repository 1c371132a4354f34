// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "pages/ocr/page_picture.h"

namespace jx {

/// A line of print.
struct PictureLine {
  std::size_t area = 0;  ///< Index into PagePicture::areas.
  PixelBox box;          ///< Around its ink.
  int height = 0;        ///< Of a full line of the page's print, or its own if that is more.
  bool alone = false;    ///< It is all that stands in its area.
};

/// The lines of every area, from top to bottom. Lines that touch each other are parted where little
/// ink is, at the distance that lines of this page have; parts of characters that stand above each
/// other ("二", "=") are one line.
std::vector<PictureLine> find_picture_lines(const PagePicture& page);

}  // namespace jx
