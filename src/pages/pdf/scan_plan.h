// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "pages/pdf/page_recorder.h"

namespace jx {

/// True for a page that says what it says in pictures: they cover most of it, one or several that
/// lie side by side, and hardly a character is printed.
bool is_picture(const PageRecord& record);

/// At what size such a page is drawn.
struct ScanPlan {
  int width = 0;  ///< Pixels.
  int height = 0;
  float dots_per_inch = 0;
};

/// As fine as its pictures are, within what recognition needs. Nothing when the page, or one of its
/// pictures, has more than `most_pixels` even so.
std::optional<ScanPlan> plan_scan(const PageRecord& record, std::uint64_t most_pixels);

}  // namespace jx
