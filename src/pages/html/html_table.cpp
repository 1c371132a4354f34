// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/html/html_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace jx {
namespace {

/// What HTML itself allows.
constexpr std::uint32_t kMostColspan = 1000;
constexpr std::uint32_t kMostRowspan = 65534;

Block to_block(FlowLine line) {
  return TextLine{.text = std::move(line.text), .origin = {.line = line.line}};
}

std::string join(const std::vector<FlowLine>& lines) {
  std::string text;
  for (const FlowLine& line : lines) {
    if (!text.empty()) text += '\n';
    text += line.text;
  }
  return text;
}

void append(std::vector<Block>& to, std::vector<Block> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void HtmlTable::begin_group(RowGroup group) {
  end_row();
  groups_.push_back(group);
  group_open_ = true;
}

void HtmlTable::end_group() {
  end_row();
  group_open_ = false;
}

void HtmlTable::begin_row() {
  end_row();
  end_caption();
  if (!group_open_) begin_group(RowGroup::Body);
  rows_.push_back(
      {.group = static_cast<std::uint32_t>(groups_.size() - 1), .line = 0, .cells = {}});
  row_open_ = true;
}

void HtmlTable::end_row() {
  end_cell();
  row_open_ = false;
}

void HtmlTable::begin_cell(CellSpans spans, std::uint32_t line) {
  end_cell();
  if (!row_open_) begin_row();
  end_line();
  Row& row = rows_.back();
  if (row.cells.empty()) row.line = line;
  row.cells.push_back({.spans = spans, .line = line, .column = 0, .lines = {}, .nested = {}});
  cell_open_ = true;
}

void HtmlTable::end_cell() {
  end_line();
  cell_open_ = false;
}

void HtmlTable::begin_caption() {
  end_row();
  caption_open_ = true;
}

void HtmlTable::end_caption() {
  end_line();
  caption_open_ = false;
}

void HtmlTable::end_line() {
  std::optional<FlowLine> line = flow_.end_line();
  if (!line) return;
  if (cell_open_) {
    rows_.back().cells.back().lines.push_back(*std::move(line));
  } else if (caption_open_) {
    caption_.push_back(*std::move(line));
  } else {
    stray_.push_back(to_block(*std::move(line)));
  }
}

void HtmlTable::add_nested(std::vector<Block> blocks) {
  end_line();
  if (blocks.empty()) return;
  if (!cell_open_) return append(stray_, std::move(blocks));
  has_nested_ = true;
  Cell& cell = rows_.back().cells.back();
  cell.nested.push_back({.after_line = cell.lines.size(), .blocks = std::move(blocks)});
}

/// A table arranges a page, and is none itself, when it has a single cell, or holds tables and
/// never words of its own side by side.
bool HtmlTable::is_layout() const {
  if (rows_.size() == 1 && rows_.front().cells.size() == 1) return true;
  if (!has_nested_) return false;
  return std::none_of(rows_.begin(), rows_.end(), [](const Row& row) {
    return std::count_if(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
             return !cell.lines.empty() && cell.nested.empty();
           }) > 1;
  });
}

/// The first head goes to the top and the first foot to the bottom, as they are displayed.
void HtmlTable::order_rows() {
  const auto find_group = [&](RowGroup group) {
    const auto found = std::find(groups_.begin(), groups_.end(), group);
    return static_cast<std::uint32_t>(found - groups_.begin());
  };
  const std::uint32_t head = find_group(RowGroup::Head);
  const std::uint32_t foot = find_group(RowGroup::Foot);
  const auto place = [&](const Row& row) {
    return row.group == head ? 0 : row.group == foot ? 2 : 1;
  };
  std::stable_sort(rows_.begin(), rows_.end(),
                   [&](const Row& a, const Row& b) { return place(a) < place(b); });
}

/// Gives each cell its column, as HTML lays out tables: a cell stands in the first place that no
/// cell from above reaches into; nothing reaches beyond its group.
class HtmlTable::Placement {
 public:
  Placement(std::vector<Row>& rows, const ReadLimits& limits) : rows_(rows), limits_(limits) {}

  Result<void> run() {
    std::uint32_t group_end = 0;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      if (row == group_end) {
        group_end = find_group_end(row);
        busy_until_.assign(busy_until_.size(), 0);
      }
      JX_TRY_VOID(place_row(row, group_end));
    }
    for (Row& row : rows_) {
      for (Cell& cell : row.cells) {
        cell.spans.columns = std::min(cell.spans.columns, columns_ - cell.column);
      }
    }
    return {};
  }

  /// One more than the last column in which a cell begins: columns that only spans reach are not
  /// seen.
  std::uint32_t columns() const noexcept { return columns_; }
  /// How far each row is filled, with what reaches in from above.
  std::vector<std::uint32_t> widths() const {
    std::vector<std::uint32_t> widths = widths_;
    for (std::uint32_t& width : widths) width = std::min(width, columns_);
    return widths;
  }

 private:
  std::uint32_t find_group_end(std::uint32_t row) const {
    const std::uint32_t group = rows_[row].group;
    while (row < rows_.size() && rows_[row].group == group) ++row;
    return row;
  }

  bool is_busy(std::uint32_t column, std::uint32_t row) const {
    return column < busy_until_.size() && busy_until_[column] > row;
  }

  Result<void> place_row(std::uint32_t row, std::uint32_t group_end) {
    std::uint32_t column = 0;
    for (Cell& cell : rows_[row].cells) {
      while (is_busy(column, row)) ++column;
      if (column >= limits_.columns) return make_width_error(rows_[row].line);
      cell.column = column;
      columns_ = std::max(columns_, column + 1);
      const std::uint32_t wanted = std::clamp(cell.spans.columns, 1U, kMostColspan);
      std::uint32_t end = std::min(column + wanted, limits_.columns);
      for (std::uint32_t i = column + 1; i < end; ++i) {
        if (is_busy(i, row)) end = i;
      }
      cell.spans.columns = end - column;
      const std::uint32_t rows = std::min(cell.spans.rows, kMostRowspan);
      cell.spans.rows = rows == 0 ? group_end - row : std::min(rows, group_end - row);
      if (busy_until_.size() < end) busy_until_.resize(end, 0);
      std::fill(busy_until_.begin() + column, busy_until_.begin() + end, row + cell.spans.rows);
      column = end;
    }
    widths_.push_back(width_of(row));
    return {};
  }

  std::uint32_t width_of(std::uint32_t row) const {
    auto width = static_cast<std::uint32_t>(busy_until_.size());
    while (width > 0 && !is_busy(width - 1, row)) --width;
    return width;
  }

  Error make_width_error(std::uint32_t line) const {
    return {ErrorCode::LimitExceeded,
            fmt::format("第 {} 行的表格行超过 {} 列的上限。请检查网页是否损坏，或把表拆窄。", line,
                        limits_.columns),
            Origin{.line = line}};
  }

  std::vector<Row>& rows_;
  const ReadLimits& limits_;
  std::vector<std::uint32_t> busy_until_;  ///< By column: the first row that is free again.
  std::vector<std::uint32_t> widths_;
  std::uint32_t columns_ = 0;
};

Result<NativeGrid> HtmlTable::make_grid(const ReadLimits& limits) {
  order_rows();
  Placement placement(rows_, limits);
  JX_TRY_VOID(placement.run());
  NativeGrid grid;
  grid.rows = static_cast<std::uint32_t>(rows_.size());
  grid.columns = placement.columns();
  grid.row_widths = placement.widths();
  if (caption_.size() == 1) grid.title = std::move(caption_.front().text);
  for (std::uint32_t row = 0; row < rows_.size(); ++row) {
    for (Cell& cell : rows_[row].cells) {
      if (cell.lines.empty()) continue;
      const bool one = cell.lines.size() == 1;
      grid.cells.push_back({.row = row,
                            .column = cell.column,
                            .rowspan = static_cast<std::uint16_t>(cell.spans.rows),
                            .colspan = static_cast<std::uint16_t>(cell.spans.columns),
                            .text = one ? std::move(cell.lines.front().text) : join(cell.lines),
                            .origin = {.line = cell.lines.front().line}});
    }
  }
  return grid;
}

/// Lines and inner tables in the order of the file.
std::vector<Block> HtmlTable::flow_out() {
  std::vector<Block> blocks;
  for (Row& row : rows_) {
    for (Cell& cell : row.cells) {
      std::size_t line = 0;
      const auto add_lines = [&](std::size_t end) {
        for (; line < end; ++line) blocks.push_back(to_block(std::move(cell.lines[line])));
      };
      for (Nested& nested : cell.nested) {
        add_lines(nested.after_line);
        append(blocks, std::move(nested.blocks));
      }
      add_lines(cell.lines.size());
    }
  }
  return blocks;
}

Result<std::vector<Block>> HtmlTable::take(const ReadLimits& limits) && {
  end_row();
  end_caption();
  std::vector<Block> blocks = std::move(stray_);
  const bool layout = is_layout();
  if (layout || caption_.size() > 1) {
    for (FlowLine& line : caption_) blocks.push_back(to_block(std::move(line)));
  }
  if (layout) {
    append(blocks, flow_out());
    return blocks;
  }
  JX_TRY(NativeGrid grid, make_grid(limits));
  if (!grid.cells.empty()) {
    blocks.emplace_back(std::move(grid));
  } else if (!grid.title.empty()) {
    blocks.emplace_back(
        TextLine{.text = std::move(grid.title), .origin = {.line = caption_.front().line}});
  }
  for (Row& row : rows_) {
    for (Cell& cell : row.cells) {
      for (Nested& nested : cell.nested) append(blocks, std::move(nested.blocks));
    }
  }
  return blocks;
}

}  // namespace jx
