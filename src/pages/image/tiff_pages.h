// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace jx {

/// The size that a directory of a TIFF file states: nothing is decoded for it.
struct TiffPage {
  std::uint64_t width = 0;  ///< 0 where it is not stated in a way that is understood.
  std::uint64_t height = 0;
};

/// True for files that may hold several pictures.
bool is_tiff(std::string_view bytes) noexcept;

/// The pages of a TIFF file, `most` and one more at most. Nothing when its directories run in a
/// circle or beyond its end.
std::optional<std::vector<TiffPage>> find_tiff_pages(std::string_view bytes, std::size_t most);

}  // namespace jx
