// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/sheet_facts.h"

#include <algorithm>
#include <iterator>

#include "pages/xlsx/numbers.h"

namespace jx {
namespace {

/// The parts of a sheet behind a <legacyDrawing>, by the order that the format demands.
constexpr std::string_view kBehindDrawing[] = {"legacyDrawingHF", "drawingHF", "picture",
                                               "oleObjects",      "controls",  "webPublishItems",
                                               "tableParts",      "extLst"};

bool is_on(std::optional<std::string_view> value) noexcept {
  return value == "1" || value == "true";
}

class FactsVisitor : public TagVisitor {
 public:
  FactsVisitor(std::string_view xml, const std::set<std::uint32_t>& rows)
      : xml_(xml), asked_(rows) {}

  SheetFacts facts;

  Result<void> open(std::string_view name, const XmlAttributes& attributes, const TagPlace& tag,
                    std::size_t depth) override {
    switch (depth) {
      case 1: facts.prefix = prefix_of(xml_.substr(tag.begin, tag.end - tag.begin)); break;
      case 2: open_section(name, attributes, tag); break;
      case 3:
        if (in_rows_ && name == "row") return open_row(attributes);
        if (name == "col") add_columns(attributes);
        if (name == "mergeCell") {
          const auto range = read_range(attributes.find("ref").value_or(""));
          if (range && concerns(*range)) facts.merged.push_back(*range);
        }
        break;
      case 4:
        if (in_rows_ && name == "c") return open_cell(attributes);
        break;
      case 5:
        if (in_rows_ && (name == "v" || name == "is" || name == "f")) take_content();
        break;
      default: break;
    }
    return {};
  }

  Result<void> close(std::string_view name, const TagPlace& tag, std::size_t depth) override {
    if (depth == 1 && !behind_) facts.drawing_place = tag.begin;
    if (depth != 2) return {};
    if (name == "sheetData") {
      in_rows_ = false;
      facts.rows_close = tag.begin;
    }
    return {};
  }

 private:
  void open_section(std::string_view name, const XmlAttributes& attributes, const TagPlace& tag) {
    if (name == "sheetData") {
      in_rows_ = true;
      facts.rows = tag;
    }
    if (name == "dimension") facts.dimension = tag;
    if (name == "legacyDrawing") facts.drawing_id = attributes.find("id").value_or("");
    const bool behind = std::find(std::begin(kBehindDrawing), std::end(kBehindDrawing), name) !=
                        std::end(kBehindDrawing);
    // Newer objects stand in a choice between two ways to say them.
    if ((behind || (name == "AlternateContent" && seen_rows())) && !behind_) {
      behind_ = true;
      facts.drawing_place = tag.begin;
    } else if (name == "drawing") {
      behind_ = false;
    }
  }

  bool seen_rows() const noexcept { return facts.rows.end != 0 && !in_rows_; }

  /// Whether the range touches a row that was asked for.
  bool concerns(const CellRange& range) const {
    const auto next = asked_.lower_bound(range.first_row);
    return next != asked_.end() && *next <= range.last_row;
  }

  void add_columns(const XmlAttributes& attributes) {
    const auto first = read_index(attributes.find("min"));
    const auto last = read_index(attributes.find("max"));
    if (!first || !last || *first == 0 || *last < *first) return;
    facts.columns.push_back({.first = *first - 1,
                             .last = *last - 1,
                             .style = read_index(attributes.find("style")).value_or(0),
                             .hidden = is_on(attributes.find("hidden"))});
  }

  static Error make_order_error() {
    return {
        ErrorCode::Unsupported,
        "工作表里行或单元格的次序不合规范，不能原样标注。请用 Excel 或 WPS 打开、另存一份再试。"};
  }

  Result<void> open_row(const XmlAttributes& attributes) {
    const auto number = read_index(attributes.find("r"));
    const std::uint32_t row = number && *number > 0 ? *number - 1 : next_row_;
    if (row < next_row_) return make_order_error();
    row_ = row;
    next_row_ = row + 1;
    next_column_ = 0;
    return {};
  }

  Result<void> open_cell(const XmlAttributes& attributes) {
    const auto place = read_cell_name(attributes.find("r").value_or(""));
    column_ = place ? place->column : next_column_;
    if (column_ < next_column_ || (place && place->row != row_)) return make_order_error();
    next_column_ = column_ + 1;
    return {};
  }

  void take_content() {
    facts.first_column = std::min(facts.first_column, column_);
    facts.last_column = std::max(facts.last_column, column_);
    if (asked_.contains(row_)) facts.first_in_row.try_emplace(row_, column_);
  }

  std::string_view xml_;
  const std::set<std::uint32_t>& asked_;
  bool in_rows_ = false;
  bool behind_ = false;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t next_row_ = 0;
  std::uint32_t next_column_ = 0;
};

}  // namespace

std::uint32_t SheetFacts::style_of_column(std::uint32_t column) const noexcept {
  for (const SheetColumns& range : columns) {
    if (range.first <= column && column <= range.last) return range.style;
  }
  return 0;
}

bool SheetFacts::is_hidden(std::uint32_t column) const noexcept {
  return std::any_of(columns.begin(), columns.end(), [column](const SheetColumns& range) {
    return range.hidden && range.first <= column && column <= range.last;
  });
}

const CellRange* SheetFacts::merged_over(std::uint32_t row, std::uint32_t column) const noexcept {
  for (const CellRange& range : merged) {
    if (range.first_row <= row && row <= range.last_row && range.first_column <= column &&
        column <= range.last_column) {
      return &range;
    }
  }
  return nullptr;
}

Result<SheetFacts> gather_sheet_facts(std::string_view xml, const std::set<std::uint32_t>& rows) {
  FactsVisitor visitor(xml, rows);
  JX_TRY_VOID(walk_xml(xml, visitor));
  if (visitor.facts.rows.end == 0) {
    return Error{ErrorCode::Malformed,
                 "工作表里没有单元格的部分，不能标注。请用 Excel 或 WPS 打开、另存一份再试。"};
  }
  return std::move(visitor.facts);
}

}  // namespace jx
