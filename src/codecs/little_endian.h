// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Whole numbers as old binary formats store them: the lowest byte first. What lies beyond the end
/// reads as zero, so that no length in a file can lead outside of it.
namespace jx {

inline std::uint32_t little8(std::string_view bytes, std::size_t at) noexcept {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

inline std::uint32_t little16(std::string_view bytes, std::size_t at) noexcept {
  return little8(bytes, at) | (little8(bytes, at + 1) << 8);
}

inline std::uint32_t little32(std::string_view bytes, std::size_t at) noexcept {
  return little16(bytes, at) | (little16(bytes, at + 2) << 16);
}

inline std::uint64_t little64(std::string_view bytes, std::size_t at) noexcept {
  return little32(bytes, at) | (std::uint64_t{little32(bytes, at + 4)} << 32);
}

/// UTF-16 with the lower byte first; broken pairs become U+FFFD.
std::string utf16_to_utf8(std::string_view bytes);

}  // namespace jx
