// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/html/html_pages.h"

#include <utility>

#include "pages/page_number.h"

namespace jx {

Result<void> HtmlPages::add(std::vector<Block> blocks) {
  for (Block& block : blocks) {
    if (auto* const line = std::get_if<TextLine>(&block)) {
      JX_TRY_VOID(add_line(std::move(*line)));
    } else {
      JX_TRY_VOID(add_grid(std::get<NativeGrid>(std::move(block))));
    }
  }
  return {};
}

Result<void> HtmlPages::add_line(TextLine line) {
  JX_TRY_VOID(limit_.count(1, Origin{.line = line.origin.line}));
  line.is_footer = find_page_number(line.text).has_value();
  const bool ends_page = line.is_footer;
  Page& page = current_page();
  line.origin.page = page.number;
  page.blocks.emplace_back(std::move(line));
  numbered_ = ends_page;
  return {};
}

Result<void> HtmlPages::add_grid(NativeGrid grid) {
  const std::uint32_t last_line = grid.cells.empty() ? 0 : grid.cells.back().origin.line;
  JX_TRY_VOID(limit_.count(grid.cells.size(), Origin{.line = last_line}));
  Page& page = current_page();
  for (GridCell& cell : grid.cells) cell.origin.page = page.number;
  page.blocks.emplace_back(std::move(grid));
  return {};
}

void HtmlPages::break_page() {
  // A break at the top of a page, or behind its number, is no second one.
  const bool empty = pages_.pages.empty() || pages_.pages.back().number != number_;
  if (!empty && !numbered_) ++number_;
}

Page& HtmlPages::current_page() {
  if (numbered_) ++number_;
  numbered_ = false;
  if (pages_.pages.empty() || pages_.pages.back().number != number_) {
    pages_.pages.push_back({.number = number_, .blocks = {}, .drawing = {}});
  }
  return pages_.pages.back();
}

}  // namespace jx
