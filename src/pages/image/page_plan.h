// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

namespace jx {

/// What a file says of one of its pictures, as a person sees it.
struct PictureSize {
  std::uint32_t width = 0;  ///< Pixels.
  std::uint32_t height = 0;
  int x_dots = 0;  ///< An inch; 0 where the file does not say.
  int y_dots = 0;
};

/// How a picture becomes a page.
struct PagePlan {
  std::uint32_t width = 0;  ///< Pixels of the scan.
  std::uint32_t height = 0;
  float dots_per_inch = 0;
  float page_width = 0;  ///< Points.
  float page_height = 0;
};

/// For a picture of any size but none. A resolution that no scanner has, and those that programs
/// write when they know none, are not believed: the picture is taken for a sheet of A4 then.
/// What is finer than recognition needs is made smaller.
PagePlan plan_page(const PictureSize& picture) noexcept;

}  // namespace jx
