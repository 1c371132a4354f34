// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/sheet_marker.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "marking/cell_cursor.h"
#include "pages/xlsx/numbers.h"

namespace jx {
namespace {

class CellFiller : public TagVisitor {
 public:
  CellFiller(std::string_view xml, const SheetFacts& facts, const WantedCells& wanted,
             StyleEditor& styles, XmlEdits edits)
      : xml_(xml),
        facts_(facts),
        styles_(styles),
        edits_(std::move(edits)),
        rows_(wanted.begin()),
        rows_end_(wanted.end()) {}

  Result<std::string> finish() && { return edits_.apply(xml_); }

  Result<void> open(std::string_view name, const XmlAttributes& attributes, const TagPlace& tag,
                    std::size_t depth) override {
    if (depth == 2 && name == "sheetData") in_rows_ = true;
    if (!in_rows_) return {};
    if (depth == 3 && name == "row") open_row(attributes, tag);
    if (depth == 4 && name == "c" && row_cells_ != nullptr) open_cell(attributes, tag);
    return {};
  }

  Result<void> close(std::string_view name, const TagPlace& tag, std::size_t depth) override {
    if (!in_rows_) return {};
    if (depth == 2 && name == "sheetData") close_rows(tag);
    if (depth == 3 && name == "row" && row_cells_ != nullptr) close_row(tag);
    if (depth == 4 && name == "c" && replaced_) {
      edits_.replace(replaced_->first, tag.end, std::move(replaced_->second));
      replaced_.reset();
    }
    return {};
  }

 private:
  using RowCells = std::map<std::uint32_t, WantedCell>;

  void open_row(const XmlAttributes& attributes, const TagPlace& tag) {
    cursor_.open_row(attributes);
    row_ = cursor_.row();
    for (; rows_ != rows_end_ && rows_->first < row_; ++rows_) {
      edits_.insert(tag.begin, make_row(rows_->first, rows_->second));
    }
    row_cells_ = nullptr;
    if (rows_ == rows_end_ || rows_->first != row_) return;
    row_cells_ = &rows_->second;
    ++rows_;
    cell_ = row_cells_->begin();
    row_tag_ = tag;
    const auto custom = attributes.find("customFormat");
    row_style_ =
        custom == "1" || custom == "true" ? read_index(attributes.find("s")) : std::nullopt;
    if (!tag.empty) drop_narrow_spans();
  }

  std::string_view text_of(const TagPlace& tag) const {
    return xml_.substr(tag.begin, tag.end - tag.begin);
  }

  /// "1:12", from which column to which a row reaches, is only a hint: where it would be wrong it
  /// goes.
  static std::optional<AttributePlace> find_narrow_spans(std::string_view tag,
                                                         const RowCells& cells) {
    const auto spans = find_attribute(tag, "spans");
    if (!spans) return std::nullopt;
    const std::string_view words = tag.substr(spans->begin, spans->end - spans->begin);
    const std::size_t colon = words.find(':');
    const auto first = read_index(words.substr(0, colon));
    const auto last =
        colon == std::string_view::npos ? std::nullopt : read_index(words.substr(colon + 1));
    const bool holds =
        first && last && cells.begin()->first + 1 >= *first && cells.rbegin()->first + 1 <= *last;
    return holds ? std::nullopt : spans;
  }

  void drop_narrow_spans() {
    if (const auto spans = find_narrow_spans(text_of(row_tag_), *row_cells_)) {
      edits_.replace(row_tag_.begin + spans->whole_begin, row_tag_.begin + spans->whole_end, "");
    }
  }

  void open_cell(const XmlAttributes& attributes, const TagPlace& tag) {
    cursor_.open_cell(attributes);
    const std::uint32_t column = cursor_.column();
    for (; cell_ != row_cells_->end() && cell_->first < column; ++cell_) {
      edits_.insert(tag.begin, make_cell(row_, cell_->first, cell_->second, base_of(cell_->first)));
    }
    if (cell_ == row_cells_->end() || cell_->first != column) return;
    const std::uint32_t base = read_index(attributes.find("s")).value_or(0);
    if (cell_->second.sign.empty()) {
      edits_.replace(tag.begin, tag.end,
                     with_attribute(text_of(tag), "s",
                                    std::to_string(styles_.marked(base, cell_->second.tone))));
    } else {
      replaced_.emplace(tag.begin, make_cell(row_, column, cell_->second, base));
    }
    ++cell_;
  }

  std::string take_rest() {
    std::string cells;
    for (; cell_ != row_cells_->end(); ++cell_) {
      cells += make_cell(row_, cell_->first, cell_->second, base_of(cell_->first));
    }
    return cells;
  }

  void close_row(const TagPlace& tag) {
    std::string rest = take_rest();
    if (!row_tag_.empty) {
      if (!rest.empty()) edits_.insert(tag.begin, std::move(rest));
    } else {
      std::string opened(text_of(row_tag_));
      if (const auto spans = find_narrow_spans(opened, *row_cells_)) {
        opened.erase(spans->whole_begin, spans->whole_end - spans->whole_begin);
      }
      opened.erase(opened.size() - 2, 1);  // The slash.
      edits_.replace(row_tag_.begin, row_tag_.end,
                     fmt::format("{}{}</{}row>", opened, rest, facts_.prefix));
    }
    row_cells_ = nullptr;
  }

  void close_rows(const TagPlace& tag) {
    in_rows_ = false;
    std::string rest;
    for (; rows_ != rows_end_; ++rows_) rest += make_row(rows_->first, rows_->second);
    if (rest.empty()) return;
    if (!facts_.rows.empty) return edits_.insert(tag.begin, std::move(rest));
    edits_.replace(facts_.rows.begin, facts_.rows.end,
                   fmt::format("<{0}sheetData>{1}</{0}sheetData>", facts_.prefix, rest));
  }

  /// A cell that the file does not have looks as its row says, else as its column.
  std::uint32_t base_of(std::uint32_t column) const {
    return row_style_.value_or(facts_.style_of_column(column));
  }

  std::string make_cell(std::uint32_t row, std::uint32_t column, const WantedCell& cell,
                        std::uint32_t base) {
    const std::uint32_t style = styles_.marked(base, cell.tone);
    const std::string place = cell_name(row, column);
    if (cell.sign.empty()) {
      return fmt::format("<{}c r=\"{}\" s=\"{}\"/>", facts_.prefix, place, style);
    }
    return fmt::format(
        "<{0}c r=\"{1}\" s=\"{2}\" t=\"inlineStr\"><{0}is><{0}t>{3}</{0}t></{0}is></{0}c>",
        facts_.prefix, place, style, excel_escaped(cell.sign));
  }

  std::string make_row(std::uint32_t row, const RowCells& cells) {
    std::string made;
    for (const auto& [column, cell] : cells) {
      made += make_cell(row, column, cell, facts_.style_of_column(column));
    }
    return fmt::format("<{0}row r=\"{1}\">{2}</{0}row>", facts_.prefix, std::uint64_t{row} + 1,
                       made);
  }

  std::string_view xml_;
  const SheetFacts& facts_;
  StyleEditor& styles_;
  XmlEdits edits_;
  WantedCells::const_iterator rows_;
  WantedCells::const_iterator rows_end_;
  const RowCells* row_cells_ = nullptr;  ///< Of the row being read, if any are wanted.
  RowCells::const_iterator cell_;
  TagPlace row_tag_;
  std::optional<std::uint32_t> row_style_;
  /// A cell that is put anew as a whole: where it begins, and what it becomes.
  std::optional<std::pair<std::size_t, std::string>> replaced_;
  CellCursor cursor_;
  std::uint32_t row_ = 0;
  bool in_rows_ = false;
};

/// The size that the sheet states grows with its cells.
void widen_dimension(std::string_view xml, const SheetFacts& facts, const WantedCells& wanted,
                     XmlEdits& edits) {
  if (facts.dimension.end == 0) return;
  const std::string_view tag =
      xml.substr(facts.dimension.begin, facts.dimension.end - facts.dimension.begin);
  const auto place = find_attribute(tag, "ref");
  if (!place) return;
  const auto stated = read_range(tag.substr(place->begin, place->end - place->begin));
  if (!stated) return;
  CellRange range = *stated;
  for (const auto& [row, cells] : wanted) {
    range.first_row = std::min(range.first_row, row);
    range.last_row = std::max(range.last_row, row);
    range.first_column = std::min(range.first_column, cells.begin()->first);
    range.last_column = std::max(range.last_column, cells.rbegin()->first);
  }
  const bool same = range.first_row == stated->first_row && range.last_row == stated->last_row &&
                    range.first_column == stated->first_column &&
                    range.last_column == stated->last_column;
  if (same) return;
  edits.replace(facts.dimension.begin + place->begin, facts.dimension.begin + place->end,
                cell_name(range.first_row, range.first_column) + ":" +
                    cell_name(range.last_row, range.last_column));
}

}  // namespace

Result<std::string> fill_cells(std::string_view xml, const SheetFacts& facts,
                               const WantedCells& wanted, StyleEditor& styles, XmlEdits edits) {
  widen_dimension(xml, facts, wanted, edits);
  CellFiller filler(xml, facts, wanted, styles, std::move(edits));
  JX_TRY_VOID(walk_xml(xml, filler));
  return std::move(filler).finish();
}

}  // namespace jx
