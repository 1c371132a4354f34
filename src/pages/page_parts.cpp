// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/page_parts.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <tuple>
#include <utility>
#include <variant>

namespace jx {
namespace {

/// Cells that are believed to come, in memory that is not touched before they do.
constexpr std::size_t kMostExpected = 4'000'000;

bool before(const GridCell& a, const GridCell& b) noexcept {
  return std::tie(a.row, a.column) < std::tie(b.row, b.column);
}

/// The grid that the next part of the page goes on with; behind it stand only lines of the last
/// part.
NativeGrid* last_grid(Page& page) noexcept {
  const auto found = std::find_if(page.blocks.rbegin(), page.blocks.rend(), [](const Block& block) {
    return std::holds_alternative<NativeGrid>(block);
  });
  return found == page.blocks.rend() ? nullptr : &std::get<NativeGrid>(*found);
}

void append(NativeGrid& grid, NativeGrid&& more) {
  grid.rows = std::max(grid.rows, more.rows);
  grid.columns = std::max(grid.columns, more.columns);
  grid.cells.insert(grid.cells.end(), std::make_move_iterator(more.cells.begin()),
                    std::make_move_iterator(more.cells.end()));
}

void apply_changes(const std::vector<CellChange>& changes, NativeGrid& grid) {
  if (changes.empty()) return;
  for (const CellChange& change : changes) {
    const auto found = std::lower_bound(
        grid.cells.begin(), grid.cells.end(), change, [](const GridCell& cell, const auto& wanted) {
          return std::tie(cell.row, cell.column) < std::tie(wanted.row, wanted.column);
        });
    if (found == grid.cells.end() || found->row != change.row || found->column != change.column) {
      continue;
    }
    found->rowspan = change.rowspan;
    found->colspan = change.colspan;
  }
  std::erase_if(grid.cells, [](const GridCell& cell) { return cell.rowspan == 0; });
  // What is covered does not make the grid larger.
  grid.rows = grid.columns = 0;
  for (const GridCell& cell : grid.cells) {
    grid.rows = std::max(grid.rows, cell.row + 1);
    grid.columns = std::max(grid.columns, cell.column + 1);
  }
}

}  // namespace

void sort_cells(std::vector<GridCell>& cells) {
  const auto out_of_order = [](const GridCell& a, const GridCell& b) { return !before(a, b); };
  if (std::adjacent_find(cells.begin(), cells.end(), out_of_order) == cells.end()) return;
  std::stable_sort(cells.begin(), cells.end(), before);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i + 1 < cells.size() && !before(cells[i], cells[i + 1])) continue;
    if (kept != i) cells[kept] = std::move(cells[i]);
    ++kept;
  }
  cells.resize(kept);
}

std::optional<Page> PageJoiner::add(Page&& part) {
  if (!open_ || open_->number != part.number) {
    // A page whose end never came is nobody's: readers end their pages or fail.
    open_ = std::move(part);
    NativeGrid* const grid = last_grid(*open_);
    if (grid != nullptr && open_->continues) {
      grid->cells.reserve(std::min<std::size_t>(open_->expected_cells, kMostExpected));
    }
  } else {
    NativeGrid* const grid = last_grid(*open_);
    auto next = part.blocks.begin();
    if (grid != nullptr && next != part.blocks.end()) {
      if (auto* const more = std::get_if<NativeGrid>(&*next)) {
        append(*grid, std::move(*more));
        ++next;
      }
    }
    open_->blocks.insert(open_->blocks.end(), std::make_move_iterator(next),
                         std::make_move_iterator(part.blocks.end()));
    open_->changes = std::move(part.changes);
    open_->continues = part.continues;
  }
  if (open_->continues) return std::nullopt;
  if (NativeGrid* const grid = last_grid(*open_)) {
    sort_cells(grid->cells);
    apply_changes(std::exchange(open_->changes, {}), *grid);
    if (grid->cells.empty()) {
      std::erase_if(open_->blocks,
                    [](const Block& block) { return std::holds_alternative<NativeGrid>(block); });
    }
  }
  return std::exchange(open_, std::nullopt);
}

PageSink make_joining_sink(const PageSink& sink) {
  return [&sink, joiner = std::make_shared<PageJoiner>()](Page&& part) -> Result<void> {
    std::optional<Page> page = joiner->add(std::move(part));
    return page ? sink(*std::move(page)) : Result<void>();
  };
}

Result<Pages> collect_pages(const std::function<Result<Diagnostics>(const PageSink&)>& read) {
  Pages pages;
  const PageSink keep = [&pages](Page&& page) -> Result<void> {
    pages.pages.push_back(std::move(page));
    return {};
  };
  JX_TRY(pages.diagnostics, read(make_joining_sink(keep)));
  return pages;
}

}  // namespace jx
