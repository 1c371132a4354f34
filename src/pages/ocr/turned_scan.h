// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "pages/page.h"

namespace jx {

/// The scan turned so that what ran in the direction `turn` (as of a glyph) runs rightwards.
Scan turned_upright(const Scan& scan, std::uint8_t turn);

}  // namespace jx
