// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "documents/document.h"
#include "pages/block_limit.h"
#include "pages/page.h"

namespace jx {

/// Puts lines and grids on pages, in order, within the limits. A line that is a page number ends
/// its page, and so does a page break, but not both for the same page.
class HtmlPages {
 public:
  explicit HtmlPages(const ReadLimits& limits) : limit_(limits) {}

  Result<void> add(std::vector<Block> blocks);
  Result<void> add_line(TextLine line);
  void break_page();

  Diagnostics& diagnostics() noexcept { return pages_.diagnostics; }
  Pages take() && { return std::move(pages_); }

 private:
  Result<void> add_grid(NativeGrid grid);
  Page& current_page();

  BlockLimit limit_;
  Pages pages_;
  std::uint32_t number_ = 1;
  bool numbered_ = false;  ///< A page number ended the page; nothing has followed yet.
};

}  // namespace jx
