// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pages/office/number_format.h"

namespace jx {

/// How the cells of a style show what they hold.
struct CellStyle {
  NumberFormat format;
  bool plain_words = true;  ///< Words are shown as they are.
  bool hides_all = false;
};

/// What a workbook's styles say, before it is known whose Excel shows it.
struct StyleTable {
  struct Code {
    std::uint32_t id = 0;
    std::string words;
  };
  std::vector<Code> codes;             ///< Sorted by id.
  std::vector<std::uint32_t> formats;  ///< Id of the number format of each cell style.
  bool chinese_fonts = false;
};

/// Sorts the codes, of which the first one of an id counts.
void sort_codes(StyleTable& table);

/// True when some character is Chinese: whose Excel shows a file is told by its words.
bool has_han(std::string_view text);

/// One for each cell style of the table.
std::vector<CellStyle> make_cell_styles(const StyleTable& table, const FormatOptions& options);

}  // namespace jx
