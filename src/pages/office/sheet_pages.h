// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"
#include "pages/page.h"

/// Cells of workbooks → pages, for every format of workbooks: a sheet is a page with its name as a
/// line, unless it is the name that the program gave it, and one grid with rows and columns as they
/// stand. The line of an origin is the row of the sheet, so that line 7 and column 1 is cell B7.
namespace jx {

/// "B7" for row 6, column 1.
std::string cell_name(std::uint32_t row, std::uint32_t column);

struct CellRange {
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;
};

class SheetPages {
 public:
  /// No sheet of any program is larger.
  static constexpr std::uint32_t kMostRows = 1 << 20;
  static constexpr std::uint32_t kMostColumns = 1 << 14;

  explicit SheetPages(const ReadLimits& limits) : limits_(limits) {}

  Diagnostics& diagnostics() noexcept { return pages_.diagnostics; }

  /// Sheets come in the order of the workbook, those that hold no cells included.
  void begin_sheet(std::string_view name);
  void mark_hidden_sheet();
  /// Takes memory for so many cells at once.
  void reserve(std::uint64_t cells);
  /// A cell with words; blank ones may be left out. Cells may come in any order; of two in one
  /// place the last counts, of those in a merged range the first. LimitExceeded for too many
  /// columns or cells.
  Result<void> add_cell(std::uint32_t row, std::uint32_t column, std::string text);
  void add_merged(const CellRange& range);
  void hide_columns(std::uint32_t first, std::uint32_t last);
  void hide_row(std::uint32_t row);
  /// A formula whose result the file does not hold.
  void note_missing_result(std::uint32_t row, std::uint32_t column);
  /// A cell whose format shows nothing of it.
  void note_unshown(std::uint32_t row, std::uint32_t column);
  /// Something of the sheet that is not read: "图形".
  void note_unread(std::string_view what);
  void end_sheet();

  std::string_view sheet_name() const noexcept { return name_; }
  Pages take() && { return std::move(pages_); }

 private:
  struct Places {
    std::uint64_t count = 0;
    std::uint32_t row = 0;
    std::uint32_t column = 0;

    void add(std::uint32_t in_row, std::uint32_t in_column) noexcept;
  };

  void sort_cells();
  void measure();
  void apply_merged();
  void report_hidden();
  void report_cells();
  void report(std::string_view code, const Places& places, std::string_view what);
  Origin origin_of(std::uint32_t row) const noexcept { return {.page = page_, .line = row + 1}; }

  const ReadLimits& limits_;
  Pages pages_;
  std::uint64_t cells_ = 0;  ///< Of all sheets.
  std::uint32_t page_ = 0;

  // Of the sheet being read.
  std::string name_;
  NativeGrid grid_;
  bool in_order_ = true;
  std::vector<CellRange> merged_;
  std::vector<bool> hidden_columns_;
  std::vector<std::uint32_t> hidden_rows_;
  Places missing_;
  Places unshown_;
  Places covered_;
  bool hidden_sheet_ = false;
  std::vector<std::string> unread_;
};

}  // namespace jx
