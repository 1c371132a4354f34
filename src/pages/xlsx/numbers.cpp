// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/numbers.h"

namespace jx {

std::optional<CellPlace> read_cell_name(std::string_view name) noexcept {
  std::uint32_t column = 0;
  std::uint32_t row = 0;
  std::size_t at = 0;
  const auto skip_dollar = [&] { at += at < name.size() && name[at] == '$' ? 1U : 0U; };
  skip_dollar();
  for (; at < name.size() && column <= SheetPages::kMostColumns; ++at) {
    const char upper = static_cast<char>(name[at] & ~0x20);
    if (upper < 'A' || upper > 'Z') break;
    column = column * 26 + static_cast<std::uint32_t>(upper - 'A' + 1);
  }
  skip_dollar();
  const std::size_t digits = at;
  for (; at < name.size() && row <= SheetPages::kMostRows; ++at) {
    if (name[at] < '0' || name[at] > '9') break;
    row = row * 10 + static_cast<std::uint32_t>(name[at] - '0');
  }
  const bool sound = column > 0 && row > 0 && at == name.size() && at > digits &&
                     column <= SheetPages::kMostColumns && row <= SheetPages::kMostRows;
  if (!sound) return std::nullopt;
  return CellPlace{.row = row - 1, .column = column - 1};
}

std::optional<CellRange> read_range(std::string_view name) noexcept {
  const std::size_t colon = name.find(':');
  const auto first = read_cell_name(name.substr(0, colon));
  const auto last =
      colon == std::string_view::npos ? first : read_cell_name(name.substr(colon + 1));
  if (!first || !last) return std::nullopt;
  return CellRange{.first_row = first->row,
                   .first_column = first->column,
                   .last_row = last->row,
                   .last_column = last->column};
}

}  // namespace jx
