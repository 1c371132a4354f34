// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace jx {

/// How many pixels the frames of a GIF file state together: what decoding it takes, however small
/// the picture is that they are drawn on. 0 for any other file.
std::uint64_t count_gif_pixels(std::string_view bytes) noexcept;

}  // namespace jx
