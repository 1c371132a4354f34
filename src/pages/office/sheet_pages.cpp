// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/sheet_pages.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "pages/office/review_sign.h"

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

void append(std::vector<Block>&& blocks, Page& page) {
  std::move(blocks.begin(), blocks.end(), std::back_inserter(page.blocks));
}

/// Cells that are handed on together.
constexpr std::size_t kPartCells = 2048;

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

void CellPlaces::add(std::uint32_t row, std::uint32_t column) {
  const Place place{row, column};
  if (bytes_.empty()) last_ = {};
  in_order_ = in_order_ && (bytes_.empty() || last_ < place);
  const bool goes_on = !bytes_.empty() && place == Place(last_.first, last_.second + 1);
  if (goes_on) {
    ++run_;
    last_ = place;
    return;
  }
  if (!bytes_.empty()) append(run_);
  // Further right in its row: how far; else which column, how many rows below or in which row.
  if (row == last_.first && column >= last_.second) {
    append(std::uint64_t{column - last_.second} << 1);
  } else {
    const bool below = row > last_.first;
    append(std::uint64_t{below ? row - last_.first : row} << 2 | (below ? 1U : 3U));
    append(column);
  }
  run_ = 1;
  last_ = place;
}

void CellPlaces::clear() noexcept {
  bytes_.clear();
  run_ = 0;
  in_order_ = true;
}

void CellPlaces::append(std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes_ += static_cast<char>((number & 0x7f) | 0x80);
  bytes_ += static_cast<char>(number);
}

std::uint64_t CellPlaces::number_at(std::size_t& at) const noexcept {
  std::uint64_t number = 0;
  for (int shift = 0;; shift += 7) {
    const auto part = static_cast<unsigned char>(bytes_[at++]);
    number |= std::uint64_t{part & 0x7fU} << shift;
    if ((part & 0x80U) == 0) return number;
  }
}

CellPlaces::Place CellPlaces::next(std::size_t& at, Place before) const noexcept {
  const std::uint64_t number = number_at(at);
  if ((number & 1) == 0) {
    return {before.first, before.second + static_cast<std::uint32_t>(number >> 1)};
  }
  const auto rows = static_cast<std::uint32_t>(number >> 2);
  const std::uint32_t row = (number & 2) == 0 ? before.first + rows : rows;
  return {row, static_cast<std::uint32_t>(number_at(at))};
}

std::vector<CellPlaces::Place> CellPlaces::sorted() const {
  std::vector<Place> places;
  for_each_in_order(
      [&places](std::uint32_t row, std::uint32_t column) { places.emplace_back(row, column); });
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
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
  places_.clear();
  expected_ = 0;
  handed_on_ = false;
  merged_.clear();
  hidden_columns_.clear();
  hidden_rows_.clear();
  missing_ = unshown_ = covered_ = in_hidden_rows_ = in_hidden_columns_ = {};
  hidden_sheet_ = false;
  unread_.clear();
  notes_.clear();
}

void SheetPages::mark_hidden_sheet() { hidden_sheet_ = true; }

void SheetPages::expect_cells(std::uint64_t cells) noexcept {
  expected_ = static_cast<std::uint32_t>(
      std::min(cells, std::min<std::uint64_t>(limits_.cells, 0xffffffff)));
}

Result<void> SheetPages::add_cell(std::uint32_t row, std::uint32_t column, std::string text) {
  const bool begins_with_sign = !text.empty() && text[0] > ' ' && text[0] <= '~';
  if (!begins_with_sign && trimmed(text).empty()) return {};
  if (text == kReviewSign) {
    note_unread("审核标记“⚠”");
    return {};
  }
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
  places_.add(row, column);
  return grid_.cells.size() < kPartCells ? Result<void>() : hand_part_on();
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

void SheetPages::add_text_box(std::uint32_t row, std::uint32_t column, std::string_view text) {
  const bool in_sheet = row < kMostRows && column < kMostColumns;
  if (!notes_.add_text_box(in_sheet ? row : 0, in_sheet ? column : 0, text)) {
    note_unread("其余的文本框");
  }
}

void SheetPages::add_comment(std::uint32_t row, std::uint32_t column, std::string_view author,
                             std::string_view text) {
  if (trimmed(text).empty()) return;
  diagnostics().note("comment",
                     describe_comment(name_, cell_name(row, column), author, text) +
                         "。批注不是表里的内容，请核对是否要照办。",
                     origin_of(row));
}

void SheetPages::note_unread(std::string_view what) {
  if (std::find(unread_.begin(), unread_.end(), what) == unread_.end()) unread_.emplace_back(what);
}

Result<void> SheetPages::end_sheet() {
  std::vector<CellChange> changes = look_back();
  report_hidden();
  report_cells();
  if (places_.empty() && notes_.empty()) return {};
  Page page = begin_page();
  if (places_.empty()) page.blocks.pop_back();
  append(notes_.take_rest(page_), page);
  page.changes = std::move(changes);
  if (handed_on_) return sink_(std::move(page));
  return sink_(*PageJoiner().add(std::move(page)));
}

/// The next part of the sheet: its name and the cells so far.
Page SheetPages::begin_page() {
  Page page{.number = page_, .blocks = {}, .drawing = std::nullopt};
  if (!handed_on_ && !trimmed(name_).empty() && !is_default_name(name_)) {
    page.blocks.emplace_back(
        TextLine{.text = std::string(trimmed(name_)), .origin = {.page = page_}});
  }
  std::uint32_t first_row = kMostRows;
  for (const GridCell& cell : grid_.cells) {
    first_row = std::min(first_row, cell.row);
    grid_.rows = std::max(grid_.rows, cell.row + 1);
    grid_.columns = std::max(grid_.columns, cell.column + 1);
  }
  if (!handed_on_) {
    append(notes_.take_above(first_row, page_), page);
  }
  sort_cells(grid_.cells);
  page.blocks.emplace_back(std::exchange(grid_, {}));
  return page;
}

Result<void> SheetPages::hand_part_on() {
  Page page = begin_page();
  page.continues = handed_on_ = true;
  page.expected_cells = expected_;
  grid_.cells.reserve(kPartCells);
  return sink_(std::move(page));
}

/// What the end of a sheet says of its cells. Spans go to the cell at a merged range's corner, the
/// only one of the range that is shown.
std::vector<CellChange> SheetPages::look_back() {
  std::vector<CellChange> changes;
  if (merged_.empty() && hidden_rows_.empty() && hidden_columns_.empty()) return changes;
  std::sort(hidden_rows_.begin(), hidden_rows_.end());
  std::sort(merged_.begin(), merged_.end(), [](const CellRange& a, const CellRange& b) {
    return std::tie(a.first_row, a.first_column) < std::tie(b.first_row, b.first_column);
  });
  ActiveRanges ranges(merged_);
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  places_.for_each([&](std::uint32_t row, std::uint32_t column) {
    const CellRange* const range = ranges.find(row, column);
    if (range != nullptr && (range->first_row != row || range->first_column != column)) {
      covered_.add(row, column);
      changes.push_back({.row = row, .column = column, .rowspan = 0});
      return;
    }
    note_hidden(row, column);
    rows = std::max(rows, row + 1);
    columns = std::max(columns, column + 1);
    if (range == nullptr) return;
    changes.push_back(
        {.row = row,
         .column = column,
         .rowspan = static_cast<std::uint16_t>(std::min(range->last_row - row + 1, kMostSpan)),
         .colspan =
             static_cast<std::uint16_t>(std::min(range->last_column - column + 1, kMostSpan))});
  });
  // A range merged over the whole width of a sheet is no wider than its table.
  for (CellChange& change : changes) {
    if (change.rowspan == 0) continue;
    change.rowspan =
        static_cast<std::uint16_t>(std::min<std::uint32_t>(change.rowspan, rows - change.row));
    change.colspan = static_cast<std::uint16_t>(
        std::min<std::uint32_t>(change.colspan, columns - change.column));
  }
  return changes;
}

void SheetPages::note_hidden(std::uint32_t row, std::uint32_t column) {
  if (std::binary_search(hidden_rows_.begin(), hidden_rows_.end(), row)) {
    in_hidden_rows_.add(row, column);
  }
  if (column < hidden_columns_.size() && hidden_columns_[column]) {
    in_hidden_columns_.add(row, column);
  }
}

void SheetPages::report_hidden() {
  if (places_.empty()) return;
  if (hidden_sheet_) {
    diagnostics().note(
        "hidden-sheet",
        fmt::format("工作表“{}”是隐藏的，已照常读入。请确认其中的内容是否有效。", name_),
        {.page = page_});
  }
  report("hidden-rows", in_hidden_rows_, "在隐藏的行里，已照常读入。请确认这些行是否有效");
  report("hidden-columns", in_hidden_columns_, "在隐藏的列里，已照常读入。请确认这些列是否有效");
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
