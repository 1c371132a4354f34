// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "pages/page.h"

/// Long sheets come in parts, so that the process that reads them need not hold them.
namespace jx {

/// Sorts cells by row, then column; of cells in one place the last one stays.
void sort_cells(std::vector<GridCell>& cells);

/// Puts parts together.
class PageJoiner {
 public:
  /// The whole page once its last part is there; at once for a page that comes in one piece.
  std::optional<Page> add(Page&& part);

 private:
  std::optional<Page> open_;
};

/// A sink that gives `sink`, which must outlive it, whole pages.
PageSink make_joining_sink(const PageSink& sink);

/// All pages of a reader that hands them on, or the reason why it could not.
Result<Pages> collect_pages(const std::function<Result<Diagnostics>(const PageSink&)>& read);

}  // namespace jx
