// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace jx {

/// How Excel counts the length of a text.
inline std::size_t utf16_units(char32_t character) noexcept { return character > 0xffff ? 2 : 1; }
std::size_t utf16_length(std::string_view text) noexcept;

/// Text as a workbook holds it: "_x0041_" would be shown as "A", and NUL, which ends the text for
/// the library, would hide every word behind it.
std::string to_stored_text(std::string_view text);

}  // namespace jx
