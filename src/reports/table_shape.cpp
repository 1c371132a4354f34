// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/table_shape.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>

#include "tables/doubtful_text.h"

namespace jx {
namespace {

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

}  // namespace

Result<void> check_extent(const Table& table) {
  if (std::uint64_t{table.rows} * table.columns <= kMostWrittenPlaces) return {};
  return Error{
      .code = ErrorCode::LimitExceeded,
      .message = fmt::format("表 {} 有 {} 行 × {} 列，大多是空格，展开后太大。请用 --format "
                             "json，它只写有内容的单元格。",
                             table.index + 1, table.rows, table.columns)};
}

TableShape::TableShape(const Table& table)
    : table_(table), alone_(table.cells.size(), false), covered_until_(table.columns, 0) {
  find_conflicts();
}

TableShape::Span TableShape::span_of(std::size_t index) const {
  const Cell& cell = table_.cells[index];
  if (alone_[index] || cell.row >= table_.rows || cell.column >= table_.columns) return {};
  return {.rows = std::clamp<std::uint32_t>(cell.rowspan, 1, table_.rows - cell.row),
          .columns = std::clamp<std::uint32_t>(cell.colspan, 1, table_.columns - cell.column)};
}

void TableShape::find_conflicts() {
  std::vector<std::size_t> owner(table_.columns, kNobody);
  std::vector<std::uint32_t> until(table_.columns, 0);
  for (std::size_t index = 0; index < table_.cells.size(); ++index) {
    const Cell& cell = table_.cells[index];
    const Span span = span_of(index);
    for (std::uint32_t i = 0; i < span.columns && cell.column + i < table_.columns; ++i) {
      const std::uint32_t column = cell.column + i;
      if (until[column] > cell.row) {
        // A cell with text inside the span of another one: both are shown, neither spans.
        alone_[owner[column]] = true;
        alone_[index] = true;
      }
      owner[column] = index;
      until[column] = std::max(until[column], cell.row + span.rows);
    }
  }
}

void TableShape::visit_row(std::uint32_t row, const PlaceFunction& take) {
  const std::vector<Cell>& cells = table_.cells;
  while (next_ < cells.size() && cells[next_].row < row) ++next_;
  for (std::uint32_t column = 0; column < table_.columns; ++column) {
    while (next_ < cells.size() && cells[next_].row == row && cells[next_].column < column) ++next_;
    const bool begins =
        next_ < cells.size() && cells[next_].row == row && cells[next_].column == column;
    if (covered_until_[column] > row) continue;
    const Span span = begins ? span_of(next_) : Span{};
    take(column, begins ? &cells[next_] : nullptr, span);
    for (std::uint32_t i = 0; i < span.columns; ++i) {
      covered_until_[column + i] = row + span.rows;
    }
  }
}

std::string heading_of(const Table& table) {
  std::string words;
  for (const std::string* part : {&table.label.text, &table.title.text}) {
    if (part->empty()) continue;
    words += (words.empty() ? "" : " ") + *part;
  }
  const std::uint32_t number = table.index + 1;
  return words.empty() ? fmt::format("第{}张表", number) : fmt::format("{}. {}", number, words);
}

std::string doubt_words_of(const Table& table, const Cell& cell) {
  if (!is_doubtful(cell.confidence)) return {};
  std::string words = fmt::format("识别把握 {:.0f}%", static_cast<double>(cell.confidence) * 100);
  const std::span<const CellReading> readings = table.readings(cell.row, cell.column);
  if (!readings.empty()) words += "，也可能是";
  for (const CellReading& reading : readings) words += "“" + reading.text + "”";
  return words + "，请与原图核对";
}

std::string page_words_of(const Table& table) {
  const std::string printed =
      table.printed_page.empty() ? "" : fmt::format("（印作{}）", table.printed_page);
  return fmt::format("第{}页{}", table.page, printed);
}

}  // namespace jx
