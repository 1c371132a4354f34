// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace jx {

/// The ideograph that a Kangxi or CJK radical (U+2E80 to U+2FDF) stands for, any other character as
/// it is. Fonts that share one glyph between both make PDF files say the radical.
char32_t unified_ideograph(char32_t character) noexcept;

}  // namespace jx
