// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/papers.h"

#include <fmt/core.h>
#include <xlsxwriter.h>

#include <charconv>
#include <set>
#include <string_view>

#include "base/decimal.h"
#include "base/text.h"
#include "reports/docx.h"
#include "reports/new_workbook.h"
#include "reports/text.h"
#include "reports/workbook_text.h"

namespace jx {
namespace {

/// Excel takes 32,767 characters; nobody reads so many in a cell.
constexpr std::size_t kMostWidth = 4000;
constexpr std::size_t kMostNameCharacters = 31;

/// Digits with a point, as amounts and points are printed; a code with a leading zero is none.
bool is_amount(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;  // A double holds no more.
  if (text.size() > kMostDigits || !Decimal::parse(text).ok()) return false;
  return text.size() == 1 || text[0] != '0' || text[1] == '.';
}

class PaperBook {
 public:
  explicit PaperBook(const std::filesystem::path& path) : book_(path) {
    if (book_.get() == nullptr) return;
    plain_ = make_format();
    header_ = make_format();
    format_set_bold(header_);
    format_set_bg_color(header_, 0xdde6f1);
  }

  bool made() const noexcept { return book_.get() != nullptr; }

  void add(const PaperTable& table) {
    sheet_ = workbook_add_worksheet(book_.get(), name_of(table).c_str());
    if (sheet_ == nullptr) return book_.note_failure();
    set_widths(table);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      for (std::size_t column = 0; column < table.rows[row].size(); ++column) {
        put(row, column, table.rows[row][column]);
      }
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    note(worksheet_repeat_rows(sheet_, 0, 0));
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_fit_to_pages(sheet_, 1, 0);
  }

  Result<void> close() { return book_.close(); }

 private:
  lxw_format* make_format() {
    lxw_format* const format = workbook_add_format(book_.get());
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(format);
    format_set_border(format, LXW_BORDER_THIN);
    return format;
  }

  void note(lxw_error error) noexcept { book_.note(error); }

  std::string name_of(const PaperTable& table) {
    std::string name;
    std::size_t position = 0;
    for (std::size_t count = 0; position < table.title.size() && count < kMostNameCharacters - 3;
         ++count) {
      const char32_t character = next_character(table.title, position);
      const bool forbidden =
          std::u32string_view(U"[]:*?/\\'").find(character) != std::u32string_view::npos;
      append_character(name, forbidden ? U' ' : character);
    }
    if (names_.insert(name).second) return name;
    for (int number = 2;; ++number) {
      std::string other = fmt::format("{} {}", name, number);
      if (names_.insert(other).second) return other;
    }
  }

  void set_widths(const PaperTable& table) {
    constexpr double kCharactersAShare = 1.6;
    for (std::size_t i = 0; i < table.widths.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      note(worksheet_set_column(sheet_, column, column, kCharactersAShare * table.widths[i],
                                nullptr));
    }
  }

  void put(std::size_t row, std::size_t column, const std::string& text) {
    const auto line = static_cast<lxw_row_t>(row);
    const auto at = static_cast<lxw_col_t>(column);
    if (row > 0 && is_amount(text)) return put_amount(line, at, text);
    note(worksheet_write_string(sheet_, line, at,
                                to_stored_text(shortened(text, kMostWidth)).c_str(),
                                row == 0 ? header_ : plain_));
  }

  /// With as many places as the text has.
  void put_amount(lxw_row_t row, lxw_col_t column, const std::string& text) {
    const std::size_t point = text.find('.');
    const std::size_t places = point == std::string::npos ? 0 : text.size() - point - 1;
    while (amounts_.size() <= places) {
      lxw_format* const format = make_format();
      const std::string zeros(amounts_.size(), '0');
      format_set_num_format(format, zeros.empty() ? "0" : ("0." + zeros).c_str());
      amounts_.push_back(format);
    }
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    note(worksheet_write_number(sheet_, row, column, value, amounts_[places]));
  }

  NewWorkbook book_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* plain_ = nullptr;
  lxw_format* header_ = nullptr;
  std::vector<lxw_format*> amounts_;  ///< By places.
  std::set<std::string, std::less<>> names_;
};

}  // namespace

Result<std::string> render_paper_docx(const Paper& paper) {
  DocxWriter out(paper.wide ? DocxWriter::Page::Landscape : DocxWriter::Page::Portrait);
  out.title(paper.title);
  for (const PaperPart& part : paper.parts) {
    if (const auto* heading = std::get_if<PaperHeading>(&part)) {
      out.heading(heading->level, heading->text);
    } else if (const auto* text = std::get_if<PaperText>(&part)) {
      out.paragraph(text->text);
    } else if (const auto* table = std::get_if<PaperTable>(&part)) {
      out.table(table->widths, table->rows);
    }
  }
  return std::move(out).finish();
}

Result<void> write_papers_xlsx(const std::filesystem::path& path, std::span<const Paper> papers) {
  PaperBook book(path);
  if (!book.made()) return book.close();
  for (const Paper& paper : papers) {
    for (const PaperPart& part : paper.parts) {
      const auto* const table = std::get_if<PaperTable>(&part);
      if (table == nullptr) continue;
      if (table->rows.size() > LXW_ROW_MAX) {
        return Error{ErrorCode::LimitExceeded,
                     fmt::format("“{}”超过一百万行，一张工作表放不下。", table->title)};
      }
      book.add(*table);
    }
  }
  return book.close();
}

}  // namespace jx
