// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

#include "pages/office/sheet_pages.h"

namespace jx {

/// A whole number without sign, or nothing.
inline std::optional<std::uint32_t> read_index(std::optional<std::string_view> words) noexcept {
  std::uint32_t number = 0;
  if (!words) return std::nullopt;
  const char* const end = words->data() + words->size();
  const auto [stop, error] = std::from_chars(words->data(), end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

struct CellPlace {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

/// "B7", "$B$7" → row 6, column 1; nothing for anything else, and beyond the largest sheet.
std::optional<CellPlace> read_cell_name(std::string_view name) noexcept;
/// "A1:C3", or a single cell.
std::optional<CellRange> read_range(std::string_view name) noexcept;

}  // namespace jx
