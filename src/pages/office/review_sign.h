// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace jx {

/// What `jixiao check --mark` puts beside a row with findings. It stands alone in its cell and says
/// nothing of the form: readers pass it over and say so, so that a marked file that was mended can
/// be checked again.
inline constexpr std::string_view kReviewSign = "⚠";

}  // namespace jx
