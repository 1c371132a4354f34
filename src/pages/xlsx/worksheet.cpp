// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/worksheet.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "pages/xlsx/numbers.h"
#include "pages/xlsx/plain_rows.h"
#include "pages/xlsx/shared_strings.h"

namespace jx {
namespace {

/// The shortest cell with words: "<c><v>0</v></c>".
constexpr std::uint64_t kFewestCellBytes = 15;

enum class CellKind : std::uint8_t { Number, SharedString, Words, InlineWords, Boolean, Error };

CellKind find_kind(std::string_view type) noexcept {
  if (type == "s") return CellKind::SharedString;
  if (type == "inlineStr") return CellKind::InlineWords;
  if (type == "b") return CellKind::Boolean;
  if (type == "e") return CellKind::Error;
  // "str" is the result of a formula, "d" a date in words.
  return type == "n" ? CellKind::Number : CellKind::Words;
}

/// True for a number that is written as General shows it: "0", "-12.5", at most ten digits, no
/// zeros that mean nothing.
bool is_plain_number(std::string_view words) noexcept {
  if (words.starts_with('-')) words.remove_prefix(1);
  if (words.empty() || words.size() > 10 || words.back() == '.') return false;
  const bool leading_zero = words[0] == '0' && words.size() > 1 && words[1] != '.';
  const std::size_t point = words.find('.');
  if (leading_zero || point == 0) return false;
  if (point != std::string_view::npos && words.back() == '0') return false;
  if (words == "0") return true;
  bool any = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == point) continue;
    if (words[i] < '0' || words[i] > '9') return false;
    any = any || words[i] != '0';
  }
  return any;
}

class WorksheetReader : public XmlHandler {
 public:
  WorksheetReader(const SheetContext& context, SheetPages& pages, std::uint64_t bytes)
      : context_(context), pages_(pages), bytes_(bytes) {}

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    ++depth_;
    switch (name.front()) {
      case 'c':
        if (name == "c" && in_rows_) start_cell(attributes);
        if (name == "col") read_column(attributes);
        break;
      case 'v': in_value_ = in_value_ || (in_cell_ && name == "v"); break;
      case 'f': has_formula_ = has_formula_ || (in_cell_ && name == "f"); break;
      case 't':
      case 'r':
        if (name == "row" && in_rows_) {
          start_row(attributes.find("r"), attributes.find("hidden"));
        } else if (in_cell_) {
          inline_.start(name);
        }
        break;
      case 's':
        if (name == "sheetData" && !in_rows_) rows_depth_ = depth_;
        in_rows_ = in_rows_ || name == "sheetData";
        break;
      default: start_other(name, attributes); break;
    }
    return {};
  }

  Result<void> end(std::string_view name) override {
    --depth_;
    switch (name.front()) {
      case 'c':
        if (name == "c" && in_cell_) return end_cell(value_, inline_.take());
        break;
      case 'v':
        if (name == "v") in_value_ = false;
        break;
      case 't':
      case 'r':
        if (in_cell_) inline_.end(name);
        break;
      case 's':
        if (name == "sheetData") in_rows_ = false;
        break;
      case 'o':
        if (name.ends_with("Header") || name.ends_with("Footer")) in_print_words_ = false;
        break;
      default: break;
    }
    return {};
  }

  Result<void> text(std::string_view text) override {
    if (in_value_) {
      value_ += text;
    } else if (in_cell_) {
      inline_.text(text);
    } else if (in_print_words_ && text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      pages_.note_unread("打印页眉页脚");
    }
    return {};
  }

  bool is_between_rows() const noexcept { return in_rows_ && depth_ == rows_depth_; }

  /// A row that the parser did not see.
  Result<void> add_row(const PlainRow& row) {
    start_row(row.number, row.hidden);
    for (const PlainCell& cell : row.cells) {
      start_cell(cell);
      JX_TRY_VOID(end_cell(cell.value, decode_rich_words(cell.words)));
    }
    return {};
  }

 private:
  void start_other(std::string_view name, const XmlAttributes& attributes) {
    if (name == "mergeCell") {
      if (const auto range = read_range(attributes.find("ref").value_or(""))) {
        pages_.add_merged(*range);
      }
    } else if (name == "dimension") {
      take_extent(attributes.find("ref").value_or(""));
    } else if (name == "oddHeader" || name == "oddFooter") {
      in_print_words_ = true;
    }
  }

  /// What the sheet says of its size is believed as far as its bytes could hold it.
  void take_extent(std::string_view name) {
    const auto range = read_range(name);
    if (!range || range->last_row < range->first_row || range->last_column < range->first_column) {
      return;
    }
    const std::uint64_t rows = std::uint64_t{range->last_row} - range->first_row + 1;
    const std::uint64_t columns = std::uint64_t{range->last_column} - range->first_column + 1;
    pages_.expect_cells(std::min(rows * columns, bytes_ / kFewestCellBytes));
  }

  void read_column(const XmlAttributes& attributes) {
    const auto hidden = attributes.find("hidden");
    const auto first = read_index(attributes.find("min"));
    const auto last = read_index(attributes.find("max"));
    if ((hidden == "1" || hidden == "true") && first && last && *first > 0 && *last > 0) {
      pages_.hide_columns(*first - 1, *last - 1);
    }
  }

  void start_row(std::optional<std::string_view> name, std::optional<std::string_view> hidden) {
    // Rows and cells may leave out where they are: then they stand behind the one before.
    const auto number = read_index(name);
    row_ = number && *number > 0 ? *number - 1 : next_row_;
    next_row_ = row_ + 1;
    next_column_ = 0;
    if (hidden == "1" || hidden == "true") pages_.hide_row(row_);
  }

  void start_cell(const XmlAttributes& attributes) {
    PlainCell cell;
    attributes.for_each([&cell](std::string_view name, std::string_view value) {
      if (name == "r") cell.place = value;
      if (name == "s") cell.style = value;
      if (name == "t") cell.type = value;
    });
    start_cell(cell);
    in_cell_ = true;
    value_.clear();
  }

  void start_cell(const PlainCell& cell) {
    has_formula_ = cell.has_formula;
    kind_ = find_kind(cell.type);
    style_ = cell.style.empty() ? 0 : read_index(cell.style).value_or(0);
    place_ = read_cell_name(cell.place).value_or(CellPlace{.row = row_, .column = next_column_});
    next_column_ = place_.column + 1;
  }

  Result<void> end_cell(std::string_view value, std::string words) {
    in_cell_ = false;
    in_value_ = false;
    if (kind_ != CellKind::InlineWords || words.empty()) {
      if (value.empty()) {
        if (has_formula_ && kind_ != CellKind::Words) {
          pages_.note_missing_result(place_.row, place_.column);
        }
        if (words.empty()) return {};
      } else {
        return add(show_value(value));
      }
    }
    return add(show_words(std::move(words)));
  }

  Result<void> add(std::string words) {
    return pages_.add_cell(place_.row, place_.column, std::move(words));
  }

  const CellStyle& style() const noexcept {
    static const CellStyle kPlain;
    return style_ < context_.styles.size() ? context_.styles[style_] : kPlain;
  }

  std::string show_value(std::string_view value) {
    switch (kind_) {
      case CellKind::Number: return show_number(value);
      case CellKind::SharedString: {
        const auto index = read_index(value);
        return show_words(std::string(index ? context_.strings[*index] : std::string_view{}));
      }
      case CellKind::Boolean:
        return show_words(value == "0" || value == "false" ? "FALSE" : "TRUE");
      case CellKind::Error: return std::string(value);
      case CellKind::Words:
      case CellKind::InlineWords: break;
    }
    return show_words(decode_words(value));
  }

  std::string show_number(std::string_view value) {
    const CellStyle& how = style();
    if (how.hides_all) return hide();
    if (how.format.is_general() && is_plain_number(value)) return std::string(value);
    double number = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    // What is no number is shown as it is written.
    return error == std::errc{} && stop == end ? how.format.show(number) : std::string(value);
  }

  std::string show_words(std::string words) {
    const CellStyle& how = style();
    if (how.plain_words) return words;
    return how.hides_all && !words.empty() ? hide() : how.format.show(std::string_view(words));
  }

  std::string hide() {
    pages_.note_unshown(place_.row, place_.column);
    return {};
  }

  const SheetContext& context_;
  SheetPages& pages_;
  std::uint64_t bytes_;

  std::uint32_t row_ = 0;
  std::uint32_t next_row_ = 0;
  std::uint32_t next_column_ = 0;
  CellPlace place_;
  CellKind kind_ = CellKind::Number;
  std::uint32_t style_ = 0;
  std::string value_;
  RichText inline_;
  std::uint32_t depth_ = 0;
  std::uint32_t rows_depth_ = 0;
  bool in_rows_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool has_formula_ = false;
  bool in_print_words_ = false;
};

}  // namespace

Result<void> read_worksheet(OfficePackage& package, std::string_view part,
                            const SheetContext& context, SheetPages& pages) {
  WorksheetReader reader(context, pages, package.size_hint(part));
  PlainRowFeed rows([&reader] { return reader.is_between_rows(); },
                    [&reader](const PlainRow& row) { return reader.add_row(row); });
  return package.read(part, reader, [&rows](XmlReader& parser, std::string_view piece, bool last) {
    return rows.feed(parser, piece, last);
  });
}

}  // namespace jx
