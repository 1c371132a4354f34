// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <fmt/core.h>

#include <string>
#include <variant>

#include "pages/page.h"

namespace jx {

/// "A1=甲 B1=乙<2x1>", the cells of the last sheet, for tests.
inline std::string describe(const Pages& pages) {
  std::string out;
  if (pages.pages.empty()) return out;
  for (const Block& block : pages.pages.back().blocks) {
    const auto* const grid = std::get_if<NativeGrid>(&block);
    if (grid == nullptr) continue;
    for (const GridCell& cell : grid->cells) {
      if (!out.empty()) out += ' ';
      out += fmt::format("{}{}={}", static_cast<char>('A' + cell.column), cell.row + 1, cell.text);
      if (cell.rowspan > 1 || cell.colspan > 1) {
        out += fmt::format("<{}x{}>", cell.rowspan, cell.colspan);
      }
    }
  }
  return out;
}

/// "3:标题 | # | 9:说明": the lines of the last sheet with their rows, and its grid.
inline std::string describe_blocks(const Pages& pages) {
  std::string out;
  if (pages.pages.empty()) return out;
  for (const Block& block : pages.pages.back().blocks) {
    const auto* const line = std::get_if<TextLine>(&block);
    if (!out.empty()) out += " | ";
    out += line == nullptr ? "#" : fmt::format("{}:{}", line->origin.line, line->text);
  }
  return out;
}

}  // namespace jx
