// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/json/json_grid.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// A cell written as an object that carries its own words.
constexpr std::string_view kTextMember = "text";

/// Spans are stored in 16 bits, and no table of a document is larger.
constexpr std::uint32_t kMostSpan = 0xffff;

}  // namespace

std::string JsonPath::to_string() const {
  if (parent == nullptr) return "$";
  const bool plain = name.find_first_of(" .[]\"'") == std::string_view::npos;
  std::string step = fmt::format("[{}]", index);
  if (!name.empty()) step = plain ? fmt::format(".{}", name) : fmt::format("[\"{}\"]", name);
  return parent->to_string() + step;  // As deep as the JSON, which is bounded.
}

Error make_shape_error(const JsonTape& tape, std::size_t node, const JsonPath& path,
                       std::string_view expected) {
  const JsonNode& value = tape.at(node);
  return {ErrorCode::Malformed,
          fmt::format("JSON 第 {} 行（{}）应是{}，却是{}。请按“对象数组”“数组的数组”或 "
                      "title/head/rows 的写法改正。",
                      value.line, path.to_string(), expected, chinese_name(value.kind)),
          Origin{.line = value.line}};
}

Result<void> JsonGridBuilder::add_head(std::size_t array, const JsonPath& path) {
  const std::size_t first = tape_.first_child(array);
  if (first == tape_.end(array) || !tape_.is(first, JsonKind::Array)) {
    return add_array_row(array, path);
  }
  std::size_t index = 0;
  for (std::size_t row = first; row != tape_.end(array); row = tape_.next(row)) {
    const JsonPath here{.parent = &path, .name = {}, .index = index++};
    if (!tape_.is(row, JsonKind::Array)) return make_shape_error(tape_, row, here, "数组");
    JX_TRY_VOID(add_array_row(row, here));
  }
  return {};
}

Result<void> JsonGridBuilder::add_rows(std::size_t array, const JsonPath& path) {
  const std::size_t first = tape_.first_child(array);
  if (first == tape_.end(array)) return {};
  const JsonKind kind = tape_.at(first).kind;
  if (kind == JsonKind::Object) begin_named_columns();
  std::size_t index = 0;
  for (std::size_t row = first; row != tape_.end(array); row = tape_.next(row)) {
    const JsonPath here{.parent = &path, .name = {}, .index = index++};
    const bool fits = tape_.at(row).kind == kind && !tape_.is_scalar(row);
    if (!fits) {
      const bool after_object = kind == JsonKind::Object;
      return make_shape_error(tape_, row, here, after_object ? "对象" : "数组（一行）");
    }
    JX_TRY_VOID(kind == JsonKind::Object ? add_object_row(row, here) : add_array_row(row, here));
  }
  return {};
}

Result<void> JsonGridBuilder::add_record(std::size_t object, const JsonPath& path) {
  begin_named_columns();
  return add_object_row(object, path);
}

Result<void> JsonGridBuilder::add_placed_cells(std::size_t array, const JsonPath& path) {
  std::size_t index = 0;
  for (std::size_t cell = tape_.first_child(array); cell != tape_.end(array);
       cell = tape_.next(cell)) {
    const JsonPath here{.parent = &path, .name = {}, .index = index++};
    if (!tape_.is(cell, JsonKind::Object)) return make_shape_error(tape_, cell, here, "对象");
    JX_TRY_VOID(add_placed_cell(cell, here));
  }
  const auto place = [](const GridCell& cell) { return std::tuple(cell.row, cell.column); };
  std::stable_sort(grid_.cells.begin(), grid_.cells.end(),
                   [&](const GridCell& a, const GridCell& b) { return place(a) < place(b); });
  const auto twice = std::adjacent_find(
      grid_.cells.begin(), grid_.cells.end(),
      [&](const GridCell& a, const GridCell& b) { return place(a) == place(b); });
  if (twice != grid_.cells.end()) {
    diagnostics_.warn("cell-overlap",
                      fmt::format("{} 里第 {} 行第 {} 列有不止一个单元格，都已保留。请核对。",
                                  path.to_string(), twice->row, twice->column),
                      twice->origin);
  }
  return {};
}

NativeGrid JsonGridBuilder::take() && {
  // The names are known only once all rows have been seen; row 0 was kept for them.
  std::vector<GridCell> header;
  for (std::size_t i = headed_columns_; i < columns_.size(); ++i) {
    const std::string_view name = trimmed(columns_[i].name);
    if (name.empty()) continue;
    header.push_back({.row = 0,
                      .column = static_cast<std::uint32_t>(i),
                      .text = std::string(name),
                      .origin = {.page = page_, .line = columns_[i].line}});
  }
  const auto first_body = std::find_if(grid_.cells.begin(), grid_.cells.end(),
                                       [](const GridCell& cell) { return cell.row > 0; });
  grid_.cells.insert(first_body, std::make_move_iterator(header.begin()),
                     std::make_move_iterator(header.end()));
  grid_.columns = std::max(grid_.columns, static_cast<std::uint32_t>(columns_.size()));
  return std::move(grid_);
}

Result<void> JsonGridBuilder::add_array_row(std::size_t array, const JsonPath& path) {
  const std::uint32_t row = grid_.rows++;
  std::uint32_t column = 0;
  for (std::size_t cell = tape_.first_child(array); cell != tape_.end(array);
       cell = tape_.next(cell)) {
    if (column >= limits_.columns) return make_width_error(array, column + 1, path);
    add_cell(row, column++, cell);
  }
  grid_.row_widths.push_back(column);
  grid_.columns = std::max(grid_.columns, column);
  return {};
}

Result<void> JsonGridBuilder::add_object_row(std::size_t object, const JsonPath& path) {
  const std::uint32_t row = grid_.rows++;
  const std::size_t first_cell = grid_.cells.size();
  std::uint32_t position = 0;
  bool in_order = true;
  for (std::size_t cell = tape_.first_child(object); cell != tape_.end(object);
       cell = tape_.next(cell)) {
    JX_TRY(const std::uint32_t column, column_of(tape_.key(cell), position, cell, path));
    in_order = in_order && column == position;
    ++position;
    add_cell(row, column, cell);
  }
  if (!in_order) {
    std::sort(grid_.cells.begin() + static_cast<std::ptrdiff_t>(first_cell), grid_.cells.end(),
              [](const GridCell& a, const GridCell& b) { return a.column < b.column; });
  }
  return {};
}

/// The column for a member of the row being added. Rows mostly repeat the order of the first one,
/// so the member's own position is tried first.
Result<std::uint32_t> JsonGridBuilder::column_of(std::string_view key, std::uint32_t position,
                                                 std::size_t node, const JsonPath& path) {
  const std::uint32_t row = grid_.rows;
  if (position < columns_.size() && columns_[position].name == key &&
      columns_[position].last_row != row) {
    columns_[position].last_row = row;
    return position;
  }
  std::vector<std::uint32_t>& same_name = columns_by_name_[key];
  for (const std::uint32_t column : same_name) {
    if (columns_[column].last_row == row) {
      diagnostics_.warn(
          "duplicate-key",
          fmt::format("JSON 第 {} 行（{}）里“{}”出现不止一次，已作为同名的另一列保留。"
                      "请删去多余的一个。",
                      tape_.at(node).line, path.to_string(), key),
          Origin{.page = page_, .line = tape_.at(node).line});
      continue;
    }
    columns_[column].last_row = row;
    return column;
  }
  const auto column = static_cast<std::uint32_t>(columns_.size());
  if (column >= limits_.columns) return make_width_error(node, column + 1, path);
  same_name.push_back(column);
  columns_.push_back({.name = key, .line = tape_.at(node).line, .last_row = row});
  return column;
}

void JsonGridBuilder::begin_named_columns() {
  if (grid_.rows == 0) grid_.rows = 1;
  // The words of a given head are the names; it is only as wide as the head's own row.
  for (const GridCell& cell : grid_.cells) {
    while (columns_.size() <= cell.column) columns_.push_back({});
    const std::string& name = head_names_.emplace_back(cell.text);
    columns_[cell.column].name = name;
    columns_by_name_[name].push_back(cell.column);
  }
  while (columns_.size() < grid_.columns) columns_.push_back({});
  headed_columns_ = columns_.size();
  grid_.row_widths.clear();
}

Result<void> JsonGridBuilder::add_placed_cell(std::size_t object, const JsonPath& path) {
  JX_TRY(const std::uint32_t row, read_count(object, "row", Origin::kNone, path));
  JX_TRY(const std::uint32_t column, read_count(object, "column", Origin::kNone, path));
  JX_TRY(const std::uint32_t rowspan, read_count(object, "rowspan", 1, path));
  JX_TRY(const std::uint32_t colspan, read_count(object, "colspan", 1, path));
  if (column >= limits_.columns || colspan > limits_.columns - column) {
    return make_width_error(object, std::size_t{column} + colspan, path);
  }
  if (row >= limits_.cells || rowspan > kMostSpan || rowspan == 0 || colspan == 0) {
    return Error{ErrorCode::LimitExceeded,
                 fmt::format("JSON 第 {} 行（{}）的行号或合并范围超出上限，没有读入。请核对。",
                             tape_.at(object).line, path.to_string()),
                 Origin{.line = tape_.at(object).line}};
  }
  grid_.rows = std::max(grid_.rows, row + rowspan);
  grid_.columns = std::max(grid_.columns, column + colspan);
  const std::size_t before = grid_.cells.size();
  add_cell(row, column, object);
  if (grid_.cells.size() == before) return {};
  grid_.cells.back().rowspan = static_cast<std::uint16_t>(rowspan);
  grid_.cells.back().colspan = static_cast<std::uint16_t>(colspan);
  return {};
}

/// A member that must be a whole number; `fallback` when there is none (kNone: it must be there).
Result<std::uint32_t> JsonGridBuilder::read_count(std::size_t object, std::string_view name,
                                                  std::uint32_t fallback, const JsonPath& path) {
  const JsonPath here{.parent = &path, .name = name};
  const std::size_t node = tape_.find_member(object, name);
  if (node == JsonTape::npos) {
    if (fallback != Origin::kNone) return fallback;
    return Error{ErrorCode::Malformed,
                 fmt::format("JSON 第 {} 行（{}）缺少“{}”。请补上从 0 开始的行号和列号。",
                             tape_.at(object).line, path.to_string(), name),
                 Origin{.line = tape_.at(object).line}};
  }
  const std::string_view words = tape_.text(node);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
  const bool whole = error == std::errc{} && end == words.data() + words.size();
  if (!tape_.is(node, JsonKind::Number) || !whole || value == Origin::kNone) {
    return make_shape_error(tape_, node, here, "从 0 开始的整数");
  }
  return value;
}

void JsonGridBuilder::add_cell(std::uint32_t row, std::uint32_t column, std::size_t node) {
  std::string words = words_of(node);
  if (words.empty()) return;
  grid_.cells.push_back({.row = row,
                         .column = column,
                         .text = std::move(words),
                         .origin = {.page = page_, .line = tape_.at(node).line}});
}

std::string JsonGridBuilder::words_of(std::size_t node) {
  if (tape_.is(node, JsonKind::Object)) {
    const std::size_t text = tape_.find_member(node, kTextMember);
    if (text != JsonTape::npos && tape_.is_scalar(text)) node = text;
  }
  if (!tape_.is_scalar(node)) {
    diagnostics_.note("nested-value",
                      fmt::format("JSON 第 {} 行的单元格里是{}，已照原样放入单元格。"
                                  "如需按表读取，请展开成单独的列。",
                                  tape_.at(node).line, chinese_name(tape_.at(node).kind)),
                      Origin{.page = page_, .line = tape_.at(node).line});
    return tape_.to_json(node);
  }
  std::string words(trimmed(tape_.text(node)));
  if (words.find('\0') == std::string::npos) return words;
  diagnostics_.warn(
      "control-character",
      fmt::format("JSON 第 {} 行的文字里有空字符（\\u0000），已用“\xef\xbf\xbd”代替。",
                  tape_.at(node).line),
      Origin{.page = page_, .line = tape_.at(node).line});
  return replaced(words, std::string_view("\0", 1), "\xef\xbf\xbd");
}

Error JsonGridBuilder::make_width_error(std::size_t node, std::size_t width,
                                        const JsonPath& path) const {
  return {ErrorCode::LimitExceeded,
          fmt::format("JSON 第 {} 行（{}）至少有 {} 列，超过 {} 列的上限。请把表拆窄。",
                      tape_.at(node).line, path.to_string(), width, limits_.columns),
          Origin{.line = tape_.at(node).line}};
}

}  // namespace jx
