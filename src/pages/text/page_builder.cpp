// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/text/page_builder.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

bool leads_space(char byte) noexcept {
  const auto value = static_cast<unsigned char>(byte);
  return value == 0xc2 || (value >= 0xe1 && value <= 0xe3) || value == 0xef;
}

/// Most cells have no spaces around them, which their outermost bytes tell.
bool may_have_outer_space(std::string_view text) noexcept {
  const std::size_t size = text.size();
  const auto is_low = [](char byte) { return static_cast<unsigned char>(byte) <= 0x20; };
  return is_low(text.front()) || is_low(text.back()) || leads_space(text.front()) ||
         (size > 1 && leads_space(text[size - 2])) || (size > 2 && leads_space(text[size - 3]));
}

std::string_view trim_cell(std::string_view text) noexcept {
  return text.empty() || !may_have_outer_space(text) ? text : trimmed(text);
}

/// Where the words of a line stand. Words over several lines end, for our purpose, with their
/// first line.
Origin make_origin(std::string_view words, std::uint32_t page, std::uint32_t line,
                   std::uint32_t first_column) {
  std::string_view in_line = words.substr(0, words.find('\n'));
  if (in_line.ends_with('\r')) in_line.remove_suffix(1);
  return {.page = page,
          .line = line,
          .first_column = first_column,
          .last_column = first_column + std::max(count_characters(in_line), 1U) - 1};
}

}  // namespace

Page& PageBuilder::current_page() {
  number_ = page();
  numbered_ = false;
  after_feed_ = false;
  if (pages_.pages.empty() || pages_.pages.back().number != number_) {
    pages_.pages.push_back({.number = number_, .blocks = {}, .drawing = {}});
  }
  return pages_.pages.back();
}

Result<void> PageBuilder::count_blocks(std::uint64_t added, std::uint32_t line) {
  return limit_.count(added, Origin{.page = page(), .line = line});
}

Result<void> PageBuilder::add_line(const FileLine& line) {
  const std::string_view words = trimmed(line.text);
  if (words.empty()) return {};
  JX_TRY_VOID(count_blocks(1, line.number));
  Page& target = current_page();
  const auto skipped = count_characters(
      line.text.substr(0, static_cast<std::size_t>(words.data() - line.text.data())));
  target.blocks.emplace_back(
      TextLine{.text = std::string(words),
               .origin = make_origin(words, number_, line.number, line.first_column + skipped)});
  return {};
}

Result<void> PageBuilder::add_page_number(const FileLine& line) {
  const bool at_top = after_feed_;
  JX_TRY_VOID(add_line(line));
  if (at_top) return {};
  std::get<TextLine>(pages_.pages.back().blocks.back()).is_footer = true;
  numbered_ = true;
  return {};
}

void PageBuilder::add_form_feed() {
  number_ = numbered_ ? page() : number_ + 1;
  numbered_ = false;
  after_feed_ = true;
}

void PageBuilder::add_grid(NativeGrid grid) {
  if (grid.cells.empty()) return;
  current_page().blocks.emplace_back(std::move(grid));
}

void GridBuilder::reserve(std::size_t cells, std::size_t rows) {
  grid_.cells.reserve(cells);
  grid_.row_widths.reserve(rows);
}

void GridBuilder::begin_row(std::uint32_t line) noexcept {
  line_ = line;
  width_ = 0;
  row_begin_ = grid_.cells.size();
}

void GridBuilder::add_cell(std::string_view text, std::string_view written, std::uint32_t line,
                           std::uint32_t first_column) {
  const std::uint32_t column = width_++;
  if (column >= pages_.limits().columns) return;
  const std::string_view words = trim_cell(text);
  if (words.empty()) return;
  const std::string_view place = trim_cell(written);
  if (place.size() != written.size()) {
    const auto skipped = static_cast<std::size_t>(place.data() - written.data());
    first_column += count_characters(written.substr(0, skipped));
  }
  grid_.cells.push_back({.row = static_cast<std::uint32_t>(grid_.row_widths.size()),
                         .column = column,
                         .text = std::string(words),
                         .origin = make_origin(place, pages_.page(), line, first_column)});
}

Result<void> GridBuilder::end_row() {
  if (width_ > pages_.limits().columns) {
    return Error{
        ErrorCode::LimitExceeded,
        fmt::format("第 {} 行有 {} 列，超过 {} 列的上限。请检查分隔符是否写错，或把表拆窄。", line_,
                    width_, pages_.limits().columns),
        Origin{.page = pages_.page(), .line = line_}};
  }
  grid_.row_widths.push_back(width_);
  grid_.columns = std::max(grid_.columns, width_);
  grid_.rows = static_cast<std::uint32_t>(grid_.row_widths.size());
  return pages_.count_blocks(grid_.cells.size() - row_begin_, line_);
}

const GridCell* GridBuilder::only_cell_of_row() const noexcept {
  return grid_.cells.size() == row_begin_ + 1 ? &grid_.cells.back() : nullptr;
}

void GridBuilder::drop_row() {
  grid_.cells.erase(grid_.cells.begin() + static_cast<std::ptrdiff_t>(row_begin_),
                    grid_.cells.end());
  grid_.row_widths.pop_back();
  grid_.rows = static_cast<std::uint32_t>(grid_.row_widths.size());
}

void GridBuilder::flush() {
  pages_.add_grid(std::exchange(grid_, {}));
  row_begin_ = 0;
}

}  // namespace jx
