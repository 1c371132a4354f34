// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/forms.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "reports/new_workbook.h"
#include "reports/printed_number.h"
#include "reports/text_layout.h"
#include "reports/workbook_text.h"

namespace jx {
namespace {

constexpr std::uint8_t kA4 = 9;
constexpr double kMillimetresOfInch = 25.4;
constexpr std::size_t kMostNameUnits = 31;
constexpr std::string_view kNotesName = "计分说明";
constexpr std::size_t kMostNote = 4000;

/// Of a column, in characters of the font that workbooks count in: 7 pixels each and 5 beside them.
double to_characters(double millimetres) {
  constexpr double kPixelsOfInch = 96;
  constexpr double kPixelsOfCharacter = 7;
  constexpr double kPixelsBeside = 5;
  return (millimetres / kMillimetresOfInch * kPixelsOfInch - kPixelsBeside) / kPixelsOfCharacter;
}

/// What is kept of a text when each forbidden character is taken out and it is cut to size.
std::string sheet_name(std::string_view wanted, std::set<std::string>& taken) {
  constexpr std::string_view kForbidden = "[]:*?/\\'";
  std::string clean;
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t begin = at;
    const char32_t character = next_character(wanted, at);
    const bool kept = character >= 0x20 &&
                      (character >= 0x80 || kForbidden.find(wanted[begin]) == std::string::npos);
    if (kept) clean += wanted.substr(begin, at - begin);
  }
  if (trimmed(clean).empty()) clean = "自评表";
  for (std::size_t number = 1;; ++number) {
    const std::string ending = number == 1 ? "" : fmt::format("({})", number);
    std::string name = clean;
    while (utf16_length(name) + ending.size() > kMostNameUnits) {
      name = name.substr(0, byte_offset(name, character_count(name) - 1));
    }
    name += ending;
    if (taken.insert(fold(name)).second) return name;
  }
}

std::string address_of(const FormPlaceInGrid& place) {
  std::string name;
  for (std::uint32_t rest = place.column + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name + std::to_string(place.row + 1);
}

/// The sum, or nothing while one of its cells is blank.
std::string formula_of(const FormCell& cell) {
  std::string places;
  for (const FormPlaceInGrid& place : cell.sum_of) {
    places += (places.empty() ? "" : ",") + address_of(place);
  }
  return fmt::format("=IF(COUNT({0})={1},ROUND(SUM({0}),2),\"\")", places, cell.sum_of.size());
}

/// Excel takes so many arguments; a form with more rows keeps its total as a value.
constexpr std::size_t kMostSummands = 200;

class FormBook {
 public:
  explicit FormBook(const std::filesystem::path& path) : book_(path) {}

  Result<void> write(std::span<const FormSheet> sheets, const FormNotes& notes) {
    if (book_.get() == nullptr) return book_.close();
    taken_.insert(fold(kNotesName));
    for (const FormSheet& sheet : sheets) add_form(sheet);
    add_notes(notes);
    return book_.close();
  }

 private:
  void note(lxw_error error) noexcept { book_.note(error); }

  lxw_worksheet* add_sheet(const std::string& name) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book_.get(), name.c_str());
    if (sheet == nullptr) book_.note_failure();
    return sheet;
  }

  void add_form(const FormSheet& form) {
    lxw_worksheet* const sheet = add_sheet(sheet_name(form.name, taken_));
    if (sheet == nullptr) return;
    const FormGrid& grid = form.grid;
    formats_.clear();
    for (std::size_t i = 0; i < grid.widths.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      note(worksheet_set_column(sheet, column, column, to_characters(grid.widths[i]), nullptr));
    }
    for (std::size_t i = 0; i < grid.heights.size(); ++i) {
      constexpr double kHighestRow = 409;
      note(worksheet_set_row(sheet, static_cast<lxw_row_t>(i),
                             std::min(grid.heights[i], kHighestRow), nullptr));
    }
    for (const FormCell& cell : grid.cells) add_cell(sheet, grid, cell);
    set_up_page(sheet, grid);
  }

  void set_up_page(lxw_worksheet* sheet, const FormGrid& grid) {
    const FormPage& page = grid.page;
    worksheet_set_paper(sheet, kA4);
    if (page.landscape) {
      worksheet_set_landscape(sheet);
    } else {
      worksheet_set_portrait(sheet);
    }
    worksheet_set_margins(sheet, page.left / kMillimetresOfInch, page.right / kMillimetresOfInch,
                          page.top / kMillimetresOfInch, page.bottom / kMillimetresOfInch);
    worksheet_center_horizontally(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    if (grid.repeated) note(worksheet_repeat_rows(sheet, *grid.repeated, *grid.repeated));
    if (grid.heights.empty() || grid.widths.empty()) return;
    note(worksheet_print_area(sheet, 0, 0, static_cast<lxw_row_t>(grid.heights.size() - 1),
                              static_cast<lxw_col_t>(grid.widths.size() - 1)));
  }

  lxw_format* format_of(const FormLook& look, const std::string& number_format) {
    lxw_format*& format = formats_[{look.name, number_format}];
    if (format != nullptr) return format;
    format = workbook_add_format(book_.get());
    format_set_font_name(format, look.font.c_str());
    format_set_font_size(format, look.points);
    if (look.bold) format_set_bold(format);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_align(format, look.align == FormAlign::Left     ? LXW_ALIGN_LEFT
                             : look.align == FormAlign::Centre ? LXW_ALIGN_CENTER
                                                               : LXW_ALIGN_RIGHT);
    if (!look.outside) format_set_border(format, LXW_BORDER_THIN);
    if (!number_format.empty()) format_set_num_format(format, number_format.c_str());
    return format;
  }

  void add_cell(lxw_worksheet* sheet, const FormGrid& grid, const FormCell& cell) {
    const FormLook& look = grid.looks[cell.look];
    const auto row = static_cast<lxw_row_t>(cell.row);
    const auto column = static_cast<lxw_col_t>(cell.column);
    const std::optional<PrintedNumber> number =
        look.outside ? std::nullopt : find_printed_number(cell.text);
    lxw_format* const format = format_of(look, number ? number->format : "");
    if (cell.rows > 1 || cell.columns > 1) {
      note(worksheet_merge_range(sheet, row, column, static_cast<lxw_row_t>(row + cell.rows - 1),
                                 static_cast<lxw_col_t>(column + cell.columns - 1), "", format));
    }
    if (!cell.sum_of.empty() && cell.sum_of.size() <= kMostSummands) {
      add_sum(sheet, cell, number, format);
    } else if (number) {
      note(worksheet_write_number(sheet, row, column, number->value, format));
    } else if (cell.text.empty()) {
      note(worksheet_write_blank(sheet, row, column, format));
    } else {
      note(worksheet_write_string(sheet, row, column, to_stored_text(cell.text).c_str(), format));
    }
  }

  void add_sum(lxw_worksheet* sheet, const FormCell& cell,
               const std::optional<PrintedNumber>& number, lxw_format* format) {
    const auto row = static_cast<lxw_row_t>(cell.row);
    const auto column = static_cast<lxw_col_t>(cell.column);
    const std::string formula = formula_of(cell);
    note(number ? worksheet_write_formula_num(sheet, row, column, formula.c_str(), format,
                                              number->value)
                : worksheet_write_formula_str(sheet, row, column, formula.c_str(), format, ""));
  }

  void add_notes(const FormNotes& notes) {
    lxw_worksheet* const sheet = add_sheet(std::string(kNotesName));
    if (sheet == nullptr) return;
    constexpr double kNameWidth = 34;
    constexpr double kWordsWidth = 100;
    note(worksheet_set_column(sheet, 0, 0, kNameWidth, nullptr));
    note(worksheet_set_column(sheet, 1, 1, kWordsWidth, nullptr));
    lxw_format* const plain = workbook_add_format(book_.get());
    format_set_text_wrap(plain);
    format_set_align(plain, LXW_ALIGN_VERTICAL_TOP);
    lxw_format* const strong = workbook_add_format(book_.get());
    format_set_bold(strong);
    put(sheet, 0, 0, notes.title, strong);
    lxw_row_t row = 1;
    for (const auto& [name, words] : notes.lines) {
      put(sheet, row, 0, name, plain);
      put(sheet, row, 1, words, plain);
      ++row;
    }
    worksheet_set_paper(sheet, kA4);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
  }

  void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text,
           lxw_format* format) {
    if (text.empty()) return;
    note(worksheet_write_string(sheet, row, column,
                                to_stored_text(shortened(text, kMostNote)).c_str(), format));
  }

  NewWorkbook book_;
  std::map<std::pair<std::string, std::string>, lxw_format*> formats_;
  std::set<std::string> taken_;
};

}  // namespace

Result<void> write_forms_xlsx(const std::filesystem::path& path, std::span<const FormSheet> sheets,
                              const FormNotes& notes) {
  return FormBook(path).write(sheets, notes);
}

}  // namespace jx
