// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/xlsx.h"

#include <fmt/core.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "reports/new_workbook.h"
#include "reports/printed_number.h"
#include "reports/table_shape.h"
#include "reports/text_layout.h"
#include "reports/workbook_text.h"
#include "tables/doubtful_text.h"

namespace jx {
namespace {

constexpr std::uint32_t kMostRows = LXW_ROW_MAX;
constexpr std::uint32_t kMostColumns = LXW_COL_MAX;
constexpr std::size_t kMostCellCharacters = 32'767;
constexpr std::size_t kMostNameUnits = 31;
constexpr std::size_t kMostComments = 5000;
constexpr std::uint32_t kMostLinks = 65'000;  // Excel takes 65,530 in a sheet.

constexpr std::size_t kNarrowest = 6;
constexpr std::size_t kWidest = 40;
constexpr double kLineHeight = 15;
constexpr double kHighestRow = 409;

/// Headers of columns whose digits name something: no amount, however they look.
constexpr std::string_view kNamingHeaders[] = {"编码", "代码", "编号", "账号", "帐号", "电话"};

bool names_things(std::string_view header) {
  const std::string words = letters_only(header);
  return std::any_of(std::begin(kNamingHeaders), std::end(kNamingHeaders),
                     [&](std::string_view ending) { return words.ends_with(ending); });
}

/// What a cell looks like; formats are made once each.
struct Look {
  std::string number_format;
  bool header = false;
  bool unsure = false;

  friend auto operator<=>(const Look&, const Look&) = default;
};

/// How wide the columns of a table are to be, in characters of the Latin alphabet.
std::vector<std::size_t> widths_of(const Table& table, const TableShape& shape) {
  std::vector<std::size_t> widths(table.columns, kNarrowest);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const Cell& cell = table.cells[i];
    if (cell.column >= widths.size() || shape.span_of(i).columns > 1) continue;
    for (const std::string_view line : split(cell.text, "\n")) {
      widths[cell.column] = std::max(widths[cell.column], display_width(line) + 2);
    }
  }
  for (std::size_t& width : widths) width = std::min(width, kWidest);
  return widths;
}

std::size_t lines_of(std::string_view text, std::size_t width) {
  std::size_t lines = 0;
  const std::size_t room = std::max<std::size_t>(width, 3) - 1;
  for (const std::string_view line : split(text, "\n")) {
    lines += std::max<std::size_t>(1, (display_width(line) + room - 1) / room);
  }
  return lines;
}

Error too_large(const Table& table, std::string_view what) {
  return Error{.code = ErrorCode::LimitExceeded,
               .message = fmt::format("表 {} {}，Excel 工作表放不下。请用 --format csv 或 json。",
                                      table.index + 1, what)};
}

Result<void> check_fits(const Table& table) {
  if (table.rows > kMostRows) {
    return too_large(table, fmt::format("有 {} 行，超过 {} 行", table.rows, kMostRows));
  }
  if (table.columns > kMostColumns) {
    return too_large(table, fmt::format("有 {} 列，超过 {} 列", table.columns, kMostColumns));
  }
  for (const Cell& cell : table.cells) {
    if (cell.text.size() > kMostCellCharacters && utf16_length(cell.text) > kMostCellCharacters) {
      return too_large(table, fmt::format("第 {} 行第 {} 列的文字超过 {} 字", cell.row + 1,
                                          cell.column + 1, kMostCellCharacters));
    }
  }
  return check_extent(table);
}

class Workbook {
 public:
  explicit Workbook(const std::filesystem::path& path) : book_(path) {}

  Result<void> write(std::string_view file, const Tables& tables) {
    if (book_.get() == nullptr) return book_.close();
    JX_TRY(lxw_worksheet* const contents, add_sheet("目录"));
    for (const Table& table : tables.tables) JX_TRY_VOID(add_table(table));
    add_contents(contents, file, tables);
    return book_.close();
  }

 private:
  Result<lxw_worksheet*> add_sheet(const std::string& name) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book_.get(), name.c_str());
    if (sheet != nullptr) return sheet;
    return Error{.code = ErrorCode::Io,
                 .message = fmt::format("建不了工作表“{}”，请改用 --format csv", name)};
  }

  lxw_format* format_of(const Look& look) {
    lxw_format*& format = formats_[look];
    if (format != nullptr) return format;
    format = workbook_add_format(book_.get());
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(format);
    if (!look.number_format.empty()) format_set_num_format(format, look.number_format.c_str());
    if (look.header) {
      format_set_bold(format);
      format_set_border(format, LXW_BORDER_THIN);
      format_set_bg_color(format, kHeaderColour);
      format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    }
    if (look.unsure) format_set_bg_color(format, kUnsureColour);
    return format;
  }

  void note(lxw_error error) noexcept { book_.note(error); }

  void put(lxw_worksheet* sheet, std::uint32_t row, std::uint32_t column, std::string_view text,
           const Look& look) {
    note(worksheet_write_string(sheet, row, static_cast<lxw_col_t>(column),
                                to_stored_text(text).c_str(), format_of(look)));
  }

  /// Words beside the tables, which may be of any length.
  void put_note(lxw_worksheet* sheet, std::uint32_t row, std::uint32_t column,
                std::string_view text) {
    constexpr std::size_t kLongestNote = 1000;
    put(sheet, row, column, shortened(text, kLongestNote), {.number_format = "@"});
  }

  Result<void> add_table(const Table& table) {
    JX_TRY_VOID(check_fits(table));
    JX_TRY(lxw_worksheet* const sheet, add_sheet(sheet_name_of(table)));
    const TableShape shape(table);
    const std::vector<std::size_t> widths = widths_of(table, shape);
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      note(worksheet_set_column(sheet, column, column, static_cast<double>(widths[i]), nullptr));
    }
    set_heights(sheet, table, shape, widths);
    add_cells(sheet, table, shape);
    if (table.header_rows > 0 && table.header_rows < table.rows) {
      worksheet_freeze_panes(sheet, table.header_rows, 0);
      note(worksheet_repeat_rows(sheet, 0, table.header_rows - 1));
    }
    if (table.rows > 0 && table.columns > 0) {
      // Codes are text on purpose; no green corners for them.
      const std::string all =
          fmt::format("A1:{}{}", column_name(table.columns - 1), std::max(table.rows, 2U));
      note(worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, all.c_str()));
    }
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    return {};
  }

  static std::string column_name(std::uint32_t column) {
    std::string name;
    for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
      name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return name;
  }

  /// Rows with long words get the height they need: programs do that by themselves for plain cells
  /// only.
  void set_heights(lxw_worksheet* sheet, const Table& table, const TableShape& shape,
                   const std::vector<std::size_t>& widths) {
    std::size_t most = 1;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const Cell& cell = table.cells[i];
      const TableShape::Span span = shape.span_of(i);
      if (span.rows == 1) {
        std::size_t width = 0;
        for (std::uint32_t k = 0; k < span.columns; ++k) width += widths[cell.column + k];
        most = std::max(most, lines_of(cell.text, width));
      }
      const bool last = i + 1 == table.cells.size() || table.cells[i + 1].row != cell.row;
      if (!last) continue;
      if (most > 1) {
        const double height = std::min(kHighestRow, static_cast<double>(most) * kLineHeight);
        note(worksheet_set_row(sheet, cell.row, height, nullptr));
      }
      most = 1;
    }
  }

  static std::vector<bool> naming_columns(const Table& table, const TableShape& shape) {
    std::vector<bool> naming(table.columns, false);
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const Cell& cell = table.cells[i];
      if (cell.row >= table.header_rows) break;
      if (!names_things(cell.text)) continue;
      for (std::uint32_t k = 0; k < shape.span_of(i).columns; ++k) naming[cell.column + k] = true;
    }
    return naming;
  }

  void add_cells(lxw_worksheet* sheet, const Table& table, const TableShape& shape) {
    const std::vector<bool> naming = naming_columns(table, shape);
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const Cell& cell = table.cells[i];
      Look look{.number_format = {},
                .header = cell.row < table.header_rows,
                .unsure = is_doubtful(cell.confidence)};
      const auto number =
          look.header || naming[cell.column] ? std::nullopt : find_printed_number(cell.text);
      look.number_format = number ? number->format : "@";
      const auto column = static_cast<lxw_col_t>(cell.column);
      const TableShape::Span span = shape.span_of(i);
      if (!span.one_cell()) {
        note(worksheet_merge_range(sheet, cell.row, column, cell.row + span.rows - 1,
                                   static_cast<lxw_col_t>(cell.column + span.columns - 1), "",
                                   format_of(look)));
      }
      if (number) {
        note(worksheet_write_number(sheet, cell.row, column, number->value, format_of(look)));
      } else {
        put(sheet, cell.row, cell.column, cell.text, look);
      }
      if (look.unsure) add_comment(sheet, table, cell);
    }
  }

  /// What else the text may be. Comments past the first thousands would make the file unwieldy;
  /// their cells are coloured all the same.
  void add_comment(lxw_worksheet* sheet, const Table& table, const Cell& cell) {
    if (++comments_ > kMostComments) return;
    std::string words = to_stored_text(doubt_words_of(table, cell));
    if (utf16_length(words) > kMostCellCharacters) words = "没有把握，请与原图核对";
    note(worksheet_write_comment(sheet, cell.row, static_cast<lxw_col_t>(cell.column),
                                 words.c_str()));
  }

  void add_contents(lxw_worksheet* sheet, std::string_view file, const Tables& tables) {
    constexpr std::pair<std::string_view, double> kColumns[] = {
        {"表", 34}, {"编号", 10}, {"标题", 44}, {"文件", 34},
        {"页", 16}, {"行数", 8},  {"列数", 8},  {"说明", 44}};
    std::uint32_t column = 0;
    for (const auto& [name, width] : kColumns) {
      put(sheet, 0, column, name, {.number_format = "@", .header = true});
      const auto index = static_cast<lxw_col_t>(column++);
      note(worksheet_set_column(sheet, index, index, width, nullptr));
    }
    worksheet_freeze_panes(sheet, 1, 0);
    std::uint32_t row = 1;
    for (const Table& table : tables.tables) add_entry(sheet, row++, file, table);
    if (tables.tables.empty()) put_note(sheet, row++, 0, "没有找到表格");
    ++row;
    for (const Diagnostic& entry : tables.diagnostics.entries()) {
      const std::string place = place_of(entry.origin, nullptr);
      put_note(sheet, row++, 0, "读取说明：" + (place.empty() ? "" : place + "：") + entry.message);
    }
    for (const auto& [code, count] : tables.diagnostics.left_out()) {
      put_note(sheet, row++, 0, fmt::format("读取说明：同类说明（{}）另有 {} 条", code, count));
    }
  }

  void add_entry(lxw_worksheet* sheet, std::uint32_t row, std::string_view file,
                 const Table& table) {
    const std::string name = sheet_name_of(table);
    if (row <= kMostLinks) {
      const std::string target = "internal:'" + name + "'!A1";
      note(worksheet_write_url_opt(sheet, row, 0, target.c_str(), nullptr, name.c_str(), nullptr));
    } else {
      put_note(sheet, row, 0, name);
    }
    put_note(sheet, row, 1, table.label.text);
    put_note(sheet, row, 2, table.title.text);
    put_note(sheet, row, 3, file);
    put_note(sheet, row, 4, page_words_of(table));
    note(worksheet_write_number(sheet, row, 5, table.rows, format_of({.number_format = "0"})));
    note(worksheet_write_number(sheet, row, 6, table.columns, format_of({.number_format = "0"})));
    put_note(sheet, row, 7, remarks_on(table));
  }

  static std::string remarks_on(const Table& table) {
    std::string remarks = table.unit.text;
    const auto add = [&](const std::string& words) {
      remarks += (remarks.empty() ? "" : "；") + words;
    };
    if (table.continues) add(fmt::format("接续表{}", *table.continues + 1));
    const auto unsure = std::count_if(table.cells.begin(), table.cells.end(), [](const Cell& cell) {
      return is_doubtful(cell.confidence);
    });
    if (unsure > 0) add(fmt::format("黄底的 {} 格是认出来的，没有把握，请与原图核对", unsure));
    return remarks;
  }

  static constexpr lxw_color_t kHeaderColour = 0xdde6f1;
  static constexpr lxw_color_t kUnsureColour = 0xfff3bf;

  NewWorkbook book_;
  std::map<Look, lxw_format*> formats_;
  std::size_t comments_ = 0;
};

}  // namespace

std::string sheet_name_of(const Table& table) {
  const std::string heading = heading_of(table);
  std::string name;
  std::size_t units = 0;
  for (std::size_t position = 0; position < heading.size();) {
    char32_t character = next_character(heading, position);
    const bool forbidden = character < U' ' || std::u32string_view(U"[]:*?/\\'").find(character) !=
                                                   std::u32string_view::npos;
    if (forbidden) character = U' ';
    units += utf16_units(character);
    if (units > kMostNameUnits) break;
    append_character(name, character);
  }
  return std::string(trimmed(name));
}

Result<void> write_tables_xlsx(const std::filesystem::path& path, std::string_view file,
                               const Tables& tables) {
  Workbook book(path);
  return book.write(file, tables);
}

}  // namespace jx
