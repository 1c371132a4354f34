// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/document.h"
#include "pages/office/sheet_notes.h"
#include "pages/page.h"
#include "pages/page_parts.h"

/// Cells of workbooks → pages, for every format of workbooks: a sheet is a page with its name as a
/// line, unless it is the name that the program gave it, and one grid with rows and columns as they
/// stand. Text boxes are lines before and behind the grid. The line of an origin is the row of the
/// sheet, so that line 7 and column 1 is cell B7. Long sheets are handed on in parts: only where
/// their cells stand is kept.
namespace jx {

/// "B7" for row 6, column 1.
std::string cell_name(std::uint32_t row, std::uint32_t column);

struct CellRange {
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;
};

/// Places of cells in the order they were added, as runs of cells side by side: a few bytes a row.
class CellPlaces {
 public:
  void add(std::uint32_t row, std::uint32_t column);
  void clear() noexcept;
  bool empty() const noexcept { return bytes_.empty(); }

  /// Calls `visit(row, column)` for each place once, by row, then column.
  template <typename Visit>
  void for_each(const Visit& visit) const {
    if (!in_order_) {
      for (const auto& [row, column] : sorted()) visit(row, column);
      return;
    }
    for_each_in_order(visit);
  }

 private:
  using Place = std::pair<std::uint32_t, std::uint32_t>;

  template <typename Visit>
  void for_each_in_order(const Visit& visit) const {
    Place place;
    for (std::size_t at = 0; at < bytes_.size();) {
      place = next(at, place);
      const bool is_last = at == bytes_.size();  // How long it is stands behind all but the last.
      const std::uint64_t length = is_last ? run_ : number_at(at);
      for (std::uint64_t i = 0; i < length; ++i, ++place.second) visit(place.first, place.second);
      --place.second;
    }
  }
  void append(std::uint64_t number);
  std::uint64_t number_at(std::size_t& at) const noexcept;
  Place next(std::size_t& at, Place before) const noexcept;
  std::vector<Place> sorted() const;

  std::string bytes_;
  Place last_;
  std::uint64_t run_ = 0;  ///< Length of the last run.
  bool in_order_ = true;
};

class SheetPages {
 public:
  /// No sheet of any program is larger.
  static constexpr std::uint32_t kMostRows = 1 << 20;
  static constexpr std::uint32_t kMostColumns = 1 << 14;

  /// `limits` and `sink` must outlive it.
  SheetPages(const ReadLimits& limits, const PageSink& sink) : limits_(limits), sink_(sink) {}

  Diagnostics& diagnostics() noexcept { return diagnostics_; }

  /// Sheets come in the order of the workbook, those that hold no cells included.
  void begin_sheet(std::string_view name);
  void mark_hidden_sheet();
  /// So many cells at most, blank ones included: a hint for whoever puts the parts together.
  void expect_cells(std::uint64_t cells) noexcept;
  /// A cell with words; blank ones may be left out. Cells may come in any order; of two in one
  /// place the last counts, of those in a merged range the first. LimitExceeded for too many
  /// columns or cells, or an error of the sink.
  Result<void> add_cell(std::uint32_t row, std::uint32_t column, std::string text);
  void add_merged(const CellRange& range);
  void hide_columns(std::uint32_t first, std::uint32_t last);
  void hide_row(std::uint32_t row);
  /// A formula whose result the file does not hold.
  void note_missing_result(std::uint32_t row, std::uint32_t column);
  /// A cell whose format shows nothing of it.
  void note_unshown(std::uint32_t row, std::uint32_t column);
  /// Text in a box whose top left corner is over that cell: see sheet_notes.h, here and below.
  void add_text_box(std::uint32_t row, std::uint32_t column, std::string_view text);
  /// `author` may be empty.
  void add_comment(std::uint32_t row, std::uint32_t column, std::string_view author,
                   std::string_view text);
  /// Something of the sheet that is not read: "图形".
  void note_unread(std::string_view what);
  Result<void> end_sheet();

  std::string_view sheet_name() const noexcept { return name_; }
  Diagnostics take_diagnostics() && { return std::move(diagnostics_); }

 private:
  struct Places {
    std::uint64_t count = 0;
    std::uint32_t row = 0;
    std::uint32_t column = 0;

    void add(std::uint32_t in_row, std::uint32_t in_column) noexcept;
  };

  Page begin_page();
  Result<void> hand_part_on();
  std::vector<CellChange> look_back();
  void note_hidden(std::uint32_t row, std::uint32_t column);
  void report_hidden();
  void report_cells();
  void report(std::string_view code, const Places& places, std::string_view what);
  Origin origin_of(std::uint32_t row) const noexcept { return {.page = page_, .line = row + 1}; }

  const ReadLimits& limits_;
  const PageSink& sink_;
  Diagnostics diagnostics_;
  std::uint64_t cells_ = 0;  ///< Of all sheets.
  std::uint32_t page_ = 0;

  // Of the sheet being read.
  std::string name_;
  NativeGrid grid_;  ///< The cells that are not handed on yet.
  CellPlaces places_;
  std::uint32_t expected_ = 0;
  bool handed_on_ = false;  ///< A part of the sheet, at least.
  std::vector<CellRange> merged_;
  std::vector<bool> hidden_columns_;
  std::vector<std::uint32_t> hidden_rows_;
  Places missing_;
  Places unshown_;
  Places covered_;
  Places in_hidden_rows_;
  Places in_hidden_columns_;
  bool hidden_sheet_ = false;
  std::vector<std::string> unread_;
  SheetNotes notes_;
};

}  // namespace jx
