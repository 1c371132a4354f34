// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "documents/document.h"

namespace jx {

/// What a file is that is no plain text.
struct BinaryKind {
  std::string_view name;                        ///< In words for the user: "PDF", "XLSX 工作簿".
  std::optional<Format> format = std::nullopt;  ///< Nothing for what we do not read.
};

/// By the first bytes, and for packages of files by what they hold. Nothing for text and for bytes
/// that carry no known mark.
std::optional<BinaryKind> find_binary_kind(std::string_view bytes);

/// True when the file holds files (ZIP, OLE2): what kind can be told only once all of its bytes are
/// there.
bool is_package(std::string_view bytes) noexcept;

/// Where a byte stands that no text contains (NUL outside UTF-16, or so many control characters
/// that the beginning cannot be text).
std::optional<std::size_t> find_binary_byte(std::string_view bytes) noexcept;

/// True when the bytes begin with the byte order mark of UTF-16.
bool has_utf16_mark(std::string_view bytes) noexcept;

}  // namespace jx
