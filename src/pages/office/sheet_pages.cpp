// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/sheet_pages.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// A merged range is stored in 16 bits each way; what is larger is decoration.
constexpr std::uint32_t kMostSpan = 0xffff;

/// More merged ranges or hidden rows than this are not made by people.
constexpr std::size_t kMostRanges = 1'000'000;

std::string column_name(std::uint32_t column) {
  std::string name;
  for (std::uint64_t rest = std::uint64_t{column} + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

/// "Sheet1", "工作表 2", "表3": a number that a program gave, not words that someone chose.
bool is_default_name(std::string_view name) {
  const std::string folded = fold(name);
  for (const std::string_view word : {"sheet", "工作表", "表格", "表", "chart"}) {
    if (!folded.starts_with(word)) continue;
    const std::string_view number = std::string_view(folded).substr(word.size());
    if (number.find_first_not_of("0123456789()") == std::string_view::npos) return true;
  }
  return false;
}

bool before(const GridCell& a, const GridCell& b) noexcept {
  return std::tie(a.row, a.column) < std::tie(b.row, b.column);
}

/// Merged ranges while the cells go by from top to bottom: which one covers a place?
class ActiveRanges {
 public:
  explicit ActiveRanges(const std::vector<CellRange>& ranges) : ranges_(ranges) {}

  const CellRange* find(std::uint32_t row, std::uint32_t column) {
    for (; next_ < ranges_.size() && ranges_[next_].first_row <= row; ++next_) {
      active_[ranges_[next_].first_column] = &ranges_[next_];
    }
    auto found = active_.upper_bound(column);
    while (found != active_.begin()) {
      --found;
      if (found->second->last_row >= row) {
        return found->second->last_column >= column ? found->second : nullptr;
      }
      found = active_.erase(found);
    }
    return nullptr;
  }

 private:
  const std::vector<CellRange>& ranges_;  ///< By first row.
  std::map<std::uint32_t, const CellRange*> active_;
  std::size_t next_ = 0;
};

}  // namespace

std::string cell_name(std::uint32_t row, std::uint32_t column) {
  return column_name(column) + std::to_string(std::uint64_t{row} + 1);
}

void SheetPages::Places::add(std::uint32_t in_row, std::uint32_t in_column) noexcept {
  if (count++ > 0) return;
  row = in_row;
  column = in_column;
}

void SheetPages::begin_sheet(std::string_view name) {
  ++page_;
  name_ = name;
  grid_ = {};
  in_order_ = true;
  merged_.clear();
  hidden_columns_.clear();
  hidden_rows_.clear();
  missing_ = unshown_ = covered_ = {};
  hidden_sheet_ = false;
  unread_.clear();
}

void SheetPages::mark_hidden_sheet() { hidden_sheet_ = true; }

void SheetPages::reserve(std::uint64_t cells) {
  grid_.cells.reserve(std::min(cells, limits_.cells - std::min(cells_, limits_.cells)));
}

Result<void> SheetPages::add_cell(std::uint32_t row, std::uint32_t column, std::string text) {
  if (trimmed(text).empty()) return {};
  if (column >= limits_.columns || row >= kMostRows) {
    return Error{ErrorCode::LimitExceeded,
                 fmt::format("工作表“{}”的 {} 单元格超出了上限（{} 列、{} 行），没有读入。"
                             "请删去多余的列，或拆分后再试。",
                             name_, cell_name(row, column), limits_.columns, kMostRows),
                 origin_of(row)};
  }
  if (++cells_ > limits_.cells) {
    return Error{ErrorCode::LimitExceeded,
                 fmt::format("工作簿的单元格超过 {} 个，没有读入。请拆分后再试。", limits_.cells),
                 origin_of(row)};
  }
  GridCell& cell = grid_.cells.emplace_back();
  cell.row = row;
  cell.column = column;
  cell.text = std::move(text);
  cell.origin = origin_of(row);
  const std::size_t count = grid_.cells.size();
  if (count > 1 && !before(grid_.cells[count - 2], cell)) in_order_ = false;
  return {};
}

void SheetPages::add_merged(const CellRange& range) {
  const bool sound = range.first_row <= range.last_row && range.first_column <= range.last_column;
  if (sound && merged_.size() < kMostRanges) merged_.push_back(range);
}

void SheetPages::hide_columns(std::uint32_t first, std::uint32_t last) {
  if (first > last || first >= kMostColumns) return;
  last = std::min(last, kMostColumns - 1);
  if (hidden_columns_.size() <= last) hidden_columns_.resize(std::size_t{last} + 1);
  std::fill(hidden_columns_.begin() + first, hidden_columns_.begin() + last + 1, true);
}

void SheetPages::hide_row(std::uint32_t row) {
  if (hidden_rows_.size() < kMostRanges) hidden_rows_.push_back(row);
}

void SheetPages::note_missing_result(std::uint32_t row, std::uint32_t column) {
  missing_.add(row, column);
}

void SheetPages::note_unshown(std::uint32_t row, std::uint32_t column) {
  unshown_.add(row, column);
}

void SheetPages::note_unread(std::string_view what) {
  if (std::find(unread_.begin(), unread_.end(), what) == unread_.end()) unread_.emplace_back(what);
}

void SheetPages::end_sheet() {
  sort_cells();
  apply_merged();
  measure();
  report_hidden();
  report_cells();
  if (grid_.cells.empty()) return;
  Page page{.number = page_, .blocks = {}, .drawing = std::nullopt};
  if (!is_default_name(name_)) {
    page.blocks.emplace_back(
        TextLine{.text = std::string(trimmed(name_)), .origin = {.page = page_}});
  }
  page.blocks.emplace_back(std::move(grid_));
  pages_.pages.push_back(std::move(page));
}

void SheetPages::sort_cells() {
  if (in_order_) return;
  std::vector<GridCell>& cells = grid_.cells;
  std::stable_sort(cells.begin(), cells.end(), before);
  // Of cells in one place the last one written stays.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool again = i + 1 < cells.size() && !before(cells[i], cells[i + 1]);
    if (again) continue;
    if (kept != i) cells[kept] = std::move(cells[i]);
    ++kept;
  }
  cells.resize(kept);
}

/// Spans go to the cell at a range's corner, the only one of the range that is shown.
void SheetPages::apply_merged() {
  if (merged_.empty()) return;
  std::sort(merged_.begin(), merged_.end(), [](const CellRange& a, const CellRange& b) {
    return std::tie(a.first_row, a.first_column) < std::tie(b.first_row, b.first_column);
  });
  ActiveRanges ranges(merged_);
  std::vector<GridCell>& cells = grid_.cells;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    GridCell& cell = cells[i];
    const CellRange* const range = ranges.find(cell.row, cell.column);
    if (range != nullptr && (range->first_row != cell.row || range->first_column != cell.column)) {
      covered_.add(cell.row, cell.column);
      continue;
    }
    if (range != nullptr) {
      cell.rowspan =
          static_cast<std::uint16_t>(std::min(range->last_row - cell.row + 1, kMostSpan));
      cell.colspan =
          static_cast<std::uint16_t>(std::min(range->last_column - cell.column + 1, kMostSpan));
    }
    if (kept != i) cells[kept] = std::move(cell);
    ++kept;
  }
  cells.resize(kept);
}

/// The grid reaches as far as there are words: a range merged over the whole width of a sheet is
/// no wider than its table.
void SheetPages::measure() {
  for (const GridCell& cell : grid_.cells) {
    grid_.rows = std::max(grid_.rows, cell.row + 1);
    grid_.columns = std::max(grid_.columns, cell.column + 1);
  }
  for (GridCell& cell : grid_.cells) {
    cell.rowspan =
        static_cast<std::uint16_t>(std::min<std::uint32_t>(cell.rowspan, grid_.rows - cell.row));
    cell.colspan = static_cast<std::uint16_t>(
        std::min<std::uint32_t>(cell.colspan, grid_.columns - cell.column));
  }
}

void SheetPages::report_hidden() {
  if (grid_.cells.empty()) return;
  if (hidden_sheet_) {
    diagnostics().note(
        "hidden-sheet",
        fmt::format("工作表“{}”是隐藏的，已照常读入。请确认其中的内容是否有效。", name_),
        {.page = page_});
  }
  std::sort(hidden_rows_.begin(), hidden_rows_.end());
  Places in_rows;
  Places in_columns;
  for (const GridCell& cell : grid_.cells) {
    if (std::binary_search(hidden_rows_.begin(), hidden_rows_.end(), cell.row)) {
      in_rows.add(cell.row, cell.column);
    }
    if (cell.column < hidden_columns_.size() && hidden_columns_[cell.column])
      in_columns.add(cell.row, cell.column);
  }
  report("hidden-rows", in_rows, "在隐藏的行里，已照常读入。请确认这些行是否有效");
  report("hidden-columns", in_columns, "在隐藏的列里，已照常读入。请确认这些列是否有效");
}

void SheetPages::report_cells() {
  report("formula-without-result", missing_,
         "有公式但文件里没有保存计算结果，按空白处理。请用 Excel 或 WPS 打开、保存一次再试");
  report("value-not-shown", unshown_, "的格式不显示内容，按空白处理。请核对原表");
  report("merged-over", covered_, "被合并单元格盖住，表上看不见，没有读入。请核对原表");
  for (const std::string& what : unread_) {
    diagnostics().note(
        "sheet-part-unread",
        fmt::format("工作表“{}”里的{}没有读。请核对其中有没有要用的内容。", name_, what),
        {.page = page_});
  }
}

void SheetPages::report(std::string_view code, const Places& places, std::string_view what) {
  if (places.count == 0) return;
  const std::string others =
      places.count > 1 ? fmt::format(" 等 {} 个单元格", places.count) : std::string(" 单元格");
  diagnostics().note(std::string(code),
                     fmt::format("工作表“{}”的 {}{}{}。", name_,
                                 cell_name(places.row, places.column), others, what),
                     origin_of(places.row));
}

}  // namespace jx
