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
  for (const GridCell& cell : std::get<NativeGrid>(pages.pages.back().blocks.back()).cells) {
    if (!out.empty()) out += ' ';
    out += fmt::format("{}{}={}", static_cast<char>('A' + cell.column), cell.row + 1, cell.text);
    if (cell.rowspan > 1 || cell.colspan > 1) {
      out += fmt::format("<{}x{}>", cell.rowspan, cell.colspan);
    }
  }
  return out;
}

}  // namespace jx
