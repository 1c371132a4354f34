// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace jx {

/// The Unicode character that a place of a symbol font (Symbol, Wingdings, Wingdings 2) shows, or
/// U+FFFD where there is none or we do not know it. `code` may lie in the private area (F000-F0FF).
char32_t find_symbol(std::string_view font, char32_t code) noexcept;

}  // namespace jx
