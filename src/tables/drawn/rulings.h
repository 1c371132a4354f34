// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "pages/page.h"

namespace jx {

/// Rulings that touch each other: the frame of a table, or of something else.
struct Frame {
  std::vector<Ruling> horizontal;  ///< Sorted by place.
  std::vector<Ruling> vertical;
  Box box;
};

/// The rulings of a page as frames from top to bottom. Pieces of one line are joined, double lines
/// are one, dots and dashes are lines. A line that touches no other one is a frame alone. Nothing
/// for a page with more than kMostLines of them.
std::optional<std::vector<Frame>> find_frames(std::vector<Ruling> rulings);

/// More than this is a map or a chart, whose lines bound no cells.
inline constexpr std::size_t kMostLines = 20'000;

}  // namespace jx
