// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "documents/document.h"

namespace jx {

/// The format of a file that is no text and that we read, by its first bytes.
std::optional<Format> find_binary_format(std::string_view bytes) noexcept;

/// What a file is that is no plain text and that we do not read, by its first bytes, in words for
/// the user ("PNG 图片"). Nothing for text and for bytes that carry no known mark.
std::optional<std::string_view> find_foreign_format(std::string_view bytes) noexcept;

/// Where a byte stands that no text contains (NUL outside UTF-16, or so many control characters
/// that the beginning cannot be text).
std::optional<std::size_t> find_binary_byte(std::string_view bytes) noexcept;

/// True when the bytes begin with the byte order mark of UTF-16.
bool has_utf16_mark(std::string_view bytes) noexcept;

}  // namespace jx
