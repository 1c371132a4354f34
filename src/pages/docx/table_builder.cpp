// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/docx/table_builder.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::uint32_t kMostSpan = 0xffff;

}  // namespace

void WordTableBuilder::begin_row() noexcept {
  column_ = 0;
  row_begin_ = cells_.size();
}

void WordTableBuilder::end_row() noexcept { ++row_; }

void WordTableBuilder::drop_row() {
  for (std::size_t& cell : open_) {
    if (cell != kNone && cell >= row_begin_) cell = kNone;
  }
  cells_.resize(row_begin_);
}

void WordTableBuilder::add_cell(WordCell cell) {
  const std::uint32_t span = std::clamp<std::uint32_t>(cell.span, 1, kMostSpan);
  const std::uint32_t first = column_;
  column_ += span;
  if (cell.horizontal == WordCell::Merge::GoesOn && cells_.size() > row_begin_) {
    GridCell& left = cells_.back();
    left.colspan = static_cast<std::uint16_t>(std::min(column_ - left.column, kMostSpan));
    left.text += cell.text;
    return;
  }
  if (open_.size() < column_) open_.resize(column_, kNone);
  const bool goes_on = cell.vertical == WordCell::Merge::GoesOn && open_[first] != kNone;
  if (goes_on) {
    GridCell& above = cells_[open_[first]];
    above.rowspan = static_cast<std::uint16_t>(std::min(row_ - above.row + 1, kMostSpan));
    if (!trimmed(cell.text).empty()) above.text += '\n' + cell.text;
    return;
  }
  std::fill(open_.begin() + first, open_.begin() + column_, kNone);
  if (cell.vertical != WordCell::Merge::None) open_[first] = cells_.size();
  GridCell& placed = cells_.emplace_back();
  placed.row = row_;
  placed.column = first;
  placed.colspan = static_cast<std::uint16_t>(span);
  placed.text = std::move(cell.text);
  placed.origin = cell.origin;
}

NativeGrid WordTableBuilder::take() && {
  NativeGrid grid;
  for (GridCell& cell : cells_) {
    grid.rows = std::max(grid.rows, cell.row + cell.rowspan);
    grid.columns = std::max<std::uint32_t>(grid.columns, cell.column + cell.colspan);
    const std::string_view words = trimmed(cell.text);
    if (words.empty()) continue;
    if (words.size() != cell.text.size()) cell.text = std::string(words);
    grid.cells.push_back(std::move(cell));
  }
  grid.rows = std::max(grid.rows, row_);
  return grid;
}

}  // namespace jx
