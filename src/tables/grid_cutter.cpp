// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/grid_cutter.h"

#include <algorithm>

#include "base/text.h"
#include "pages/page_number.h"

namespace jx {
namespace {

/// More cells in a row are no captions side by side ("编制单位：…", "单位：万元").
constexpr std::size_t kMostCaptionsInRow = 4;
/// So many rows tell what kind of words a column holds.
constexpr std::size_t kMostSampleRows = 50;

bool is_project(std::optional<ColumnRole> role) noexcept {
  return role == ColumnRole::Project || role == ColumnRole::ProjectCode;
}

bool is_caption_role(LineRole role) noexcept {
  return role != LineRole::Heading && role != LineRole::Statement;
}

}  // namespace

GridCutter::GridCutter(const NativeGrid& grid, const CutContext& context)
    : grid_(grid), context_(context) {
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    if (rows_.empty() || rows_.back().number != grid.cells[i].row) {
      rows_.push_back({.number = grid.cells[i].row, .count = 0, .first_cell = i});
    }
    ++rows_.back().count;
  }
}

GridRow GridCutter::row(std::size_t index) const noexcept {
  return GridRow(grid_.cells).subspan(rows_[index].first_cell, rows_[index].count);
}

std::vector<GridPart> GridCutter::cut() {
  const std::vector<Header> headers = find_known_headers();
  cut_headless(0, headers.empty() ? rows_.size() : headers.front().begin, continues_open_table());
  for (std::size_t i = 0; i < headers.size(); ++i) {
    cut_body(headers[i], i + 1 < headers.size() ? headers[i + 1].begin : rows_.size());
  }
  return std::move(parts_);
}

bool GridCutter::is_next_row(std::size_t upper) const noexcept {
  return upper + 1 < rows_.size() && rows_[upper + 1].number == rows_[upper].number + 1;
}

std::vector<GridCutter::Header> GridCutter::find_known_headers() const {
  std::vector<Header> headers;
  std::size_t free_from = 0;  // Rows before this one belong to an earlier header.
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!is_known_header(row(i), context_.lexicon)) continue;
    Header header{.begin = i, .rows = 1};
    const bool has_second =
        is_next_row(i) && is_second_header_row(row(i), row(i + 1), grid_.columns);
    // Names of columns below are surer than what stands above, which may be anything.
    const bool sure = has_second && is_known_header(row(i + 1), context_.lexicon);
    const bool group_above = !sure && i > free_from && is_next_row(i - 1) && !is_line_row(i - 1) &&
                             names_columns(row(i - 1)) &&
                             is_second_header_row(row(i - 1), row(i), grid_.columns);
    if (group_above) {
      header = {.begin = i - 1, .rows = 2};
    } else if (has_second) {
      header.rows = 2;
      ++i;
    }
    headers.push_back(header);
    free_from = i + 1;
  }
  return headers;
}

/// Rows in front of the first known header, or a grid without any.
void GridCutter::cut_headless(std::size_t begin, std::size_t end, bool open) {
  std::size_t body = begin;
  // Where a table is open, a single word in the first column may be one of its cells (合计).
  while (body < end && (open ? is_caption_row(body) : is_line_row(body) || is_sentence_row(body))) {
    ++body;
  }
  add_lines(begin, body);
  const std::size_t tail = find_trailing_lines(body, end, open ? Above::Cells : Above::Nothing);
  if (body < tail) cut_unknown(body, tail);
  add_lines(std::max(body, tail), end);
}

void GridCutter::cut_unknown(std::size_t begin, std::size_t end) {
  const bool loose = end - begin == 1 && rows_[begin].count <= 2;
  if (loose && !continues_open_table()) return add_lines(begin, end);
  if (!has_unknown_header(begin, end)) return add_table(begin, end, 0);
  std::size_t table = begin;
  for (std::size_t i = begin + 1; i < end; ++i) {
    if (!same_words(row(i), row(begin))) continue;
    const std::size_t tail = find_trailing_lines(table + 1, i, Above::Cells);
    add_table(table, tail, 1);
    add_lines(tail, i);
    table = i;
  }
  add_table(table, end, 1);
}

void GridCutter::cut_body(Header header, std::size_t end) {
  const std::size_t form = find_next_form(header, end);
  const std::size_t tail = find_trailing_lines(header.begin + header.rows, form, Above::Cells);
  add_table(header.begin, tail, header.rows);
  add_lines(tail, form);
  if (form < end) cut_headless(form, end, false);
}

/// Where the head of the next form begins below the rows of this one ("项目名称 | 公园养护"), or
/// `end`. A list with a column of projects has no such rows.
std::size_t GridCutter::find_next_form(Header header, std::size_t end) const {
  const auto role_of = [&](const GridCell& cell) {
    return context_.lexicon.find_column(cell.text);
  };
  for (std::size_t i = header.begin; i < header.begin + header.rows; ++i) {
    for (const GridCell& cell : row(i)) {
      if (is_project(role_of(cell))) return end;
    }
  }
  for (std::size_t i = header.begin + header.rows; i < end; ++i) {
    const GridRow cells = row(i);
    const bool names_project = cells.size() >= 2 && cells.front().column == 0 &&
                               is_project(role_of(cells.front())) && !role_of(cells[1]);
    if (names_project) return i;
  }
  return end;
}

/// A table without the page numbers that stand among its rows; what follows one is a part of its
/// own, on the next page.
void GridCutter::add_table(std::size_t begin, std::size_t end, std::uint32_t header_rows) {
  for (std::size_t i = begin + header_rows; i < end; ++i) {
    if (rows_[i].count != 1 || !is_page_number(i)) continue;
    if (begin < i) parts_.push_back({GridPart::Kind::Table, begin, i, header_rows});
    add_lines(i, i + 1);
    begin = i + 1;
    header_rows = 0;
  }
  if (begin < end) parts_.push_back({GridPart::Kind::Table, begin, end, header_rows});
}

void GridCutter::add_lines(std::size_t begin, std::size_t end) {
  if (begin < end) parts_.push_back({GridPart::Kind::Lines, begin, end, 0});
}

/// Where the lines behind a table's last row begin: captions of the next table, notes, page
/// numbers. A short word right under the cells (合计) stays with them.
std::size_t GridCutter::find_trailing_lines(std::size_t begin, std::size_t end, Above above) const {
  std::size_t first = end;
  while (first > begin && is_line_row(first - 1)) --first;
  const auto follows_cells = [&] {
    if (first == begin && above == Above::Nothing) return false;
    return first == 0 || is_next_row(first - 1);
  };
  while (first < end && follows_cells() && is_plain_cell(first)) ++first;
  return first;
}

/// One cell in the first column, or captions side by side.
bool GridCutter::is_line_row(std::size_t index) const {
  const GridRow cells = row(index);
  const bool wide = cells.size() == 1 && (cells.front().column == 0 ||
                                          (cells.front().colspan * 2 > grid_.columns &&
                                           !has_cells_left_of(cells.front().column, index)));
  return wide || is_caption_row(index);
}

/// Whether rows just below reach further left: what begins further right and spans the rest stands
/// above some of their columns, as part of the header. A title spans them all.
bool GridCutter::has_cells_left_of(std::uint32_t column, std::size_t index) const {
  constexpr std::size_t kRowsBelow = 4;
  const std::size_t end = std::min(rows(), index + 1 + kRowsBelow);
  for (std::size_t i = index + 1; i < end; ++i) {
    if (row(i).front().column < column) return true;
  }
  return false;
}

bool GridCutter::is_caption_row(std::size_t index) const {
  const GridRow cells = row(index);
  if (cells.size() > kMostCaptionsInRow) return false;
  bool all_captions = true;
  bool has_unit = false;
  for (const GridCell& cell : cells) {
    const LineRole role = look_at(cell.text, context_.lexicon).role;
    all_captions = all_captions && (is_caption_role(role) || context_.titles.contains(cell.text));
    has_unit = has_unit || role == LineRole::Unit;
  }
  return all_captions || has_unit;
}

/// An indented sentence: a paragraph that begins with a tab.
bool GridCutter::is_sentence_row(std::size_t index) const {
  return rows_[index].count == 1 && row(index).front().text.ends_with("。");
}

/// A single cell whose words do not say that they stand outside the table.
bool GridCutter::is_plain_cell(std::size_t index) const {
  const GridRow cells = row(index);
  if (cells.size() != 1 || context_.titles.contains(cells.front().text)) return false;
  const std::string_view text = cells.front().text;
  for (const std::string_view note : {"注：", "注:", "备注：", "备注:", "说明：", "说明:"}) {
    if (text.starts_with(note)) return false;
  }
  const LineLook look = look_at(text, context_.lexicon);
  if (look.role == LineRole::Statement) return !text.ends_with("。");
  return look.role == LineRole::Heading && !look.numbered;
}

bool GridCutter::is_page_number(std::size_t index) const {
  return find_page_number(row(index).front().text).has_value();
}

bool GridCutter::has_unknown_header(std::size_t begin, std::size_t end) const {
  if (end - begin < 2) return false;
  const GridRow first = row(begin);
  if (!reads_like_header(first)) return false;
  std::uint32_t width = 0;
  for (std::size_t i = begin; i < end; ++i) width = std::max(width, row(i).back().column + 1);
  if (first.size() != width) return false;
  // "项目名称 … 主管部门 …" above "单位名称 …": names and values side by side.
  const bool names_below = context_.lexicon.find_column(row(begin + 1).front().text).has_value();
  if (names_below && context_.lexicon.find_column(first.front().text)) return false;
  return contrasts(begin, end) || (!continues_open_table() && first.size() > 2);
}

/// True when some column holds numbers, or clearly longer words, below a short name. The row at
/// `begin` fills every column, so that columns are positions in it.
bool GridCutter::contrasts(std::size_t begin, std::size_t end) const {
  struct Column {
    std::size_t filled = 0;
    std::size_t numeric = 0;
    std::size_t longer = 0;
  };
  const GridRow names = row(begin);
  std::vector<Column> columns(names.size());
  end = std::min(end, begin + 1 + kMostSampleRows);
  for (std::size_t i = begin + 1; i < end; ++i) {
    for (const GridCell& cell : row(i)) {
      Column& column = columns[cell.column];
      ++column.filled;
      column.numeric += is_numeric(cell.text) ? 1U : 0U;
      column.longer += cell.text.size() > 2 * names[cell.column].text.size() ? 1U : 0U;
    }
  }
  return std::any_of(columns.begin(), columns.end(), [](const Column& column) {
    const bool numbers = column.numeric * 2 > column.filled;
    return column.filled > 0 && (numbers || column.longer == column.filled);
  });
}

/// True when the grid is just as wide as the table before it, so that it may go on from it.
bool GridCutter::continues_open_table() const noexcept {
  return context_.open_columns == grid_.columns;
}

}  // namespace jx
