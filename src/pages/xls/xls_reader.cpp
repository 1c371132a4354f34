// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xls/xls_reader.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "codecs/compound_file.h"
#include "pages/office/sheet_pages.h"
#include "pages/xls/biff_decryption.h"
#include "pages/xls/biff_sheet.h"
#include "pages/xls/biff_workbook.h"

namespace jx {
namespace {

SheetLocale find_locale(const BiffWorkbook& book) {
  if (book.locale) return *book.locale;
  const bool chinese = book.styles.chinese_fonts ||
                       std::any_of(book.sheets.begin(), book.sheets.end(),
                                   [](const BiffSheet& sheet) { return has_han(sheet.name); }) ||
                       std::any_of(book.strings.begin(), book.strings.end(),
                                   [](const std::string& words) { return has_han(words); });
  return chinese ? SheetLocale::Chinese : SheetLocale::English;
}

}  // namespace

Result<Diagnostics> read_xls_pages(const Document& document, const ReadLimits& limits,
                                   const PageSink& sink) {
  JX_TRY(const CompoundFile file, CompoundFile::open(document.bytes));
  const CompoundFile::Stream* stream = file.find("Workbook");
  if (stream == nullptr) stream = file.find("Book");
  if (stream == nullptr) {
    return Error{ErrorCode::Malformed,
                 "文件里没有工作簿，内容不完整。请用 Excel 或 WPS 打开、另存后再试。"};
  }
  JX_TRY(std::string encrypted, file.read(*stream));
  JX_TRY(const std::string records, decrypt_biff(std::move(encrypted), document.password));
  JX_TRY(const BiffWorkbook book, read_biff_workbook(records));
  const std::vector<CellStyle> styles =
      make_cell_styles(book.styles, {.locale = find_locale(book), .from_1904 = book.from_1904});
  const BiffContext context{
      .stream = records, .words = book.words, .strings = book.strings, .styles = styles};
  SheetPages pages(limits, sink);
  for (const BiffSheet& sheet : book.sheets) {
    pages.begin_sheet(sheet.name);
    if (sheet.hidden) pages.mark_hidden_sheet();
    if (!sheet.has_cells) pages.note_unread("图表或宏");
    if (sheet.has_cells) JX_TRY_VOID(read_biff_sheet(context, sheet.position, pages));
    JX_TRY_VOID(pages.end_sheet());
  }
  return std::move(pages).take_diagnostics();
}

Result<Pages> read_xls_pages(const Document& document, const ReadLimits& limits) {
  return collect_pages(
      [&](const PageSink& sink) { return read_xls_pages(document, limits, sink); });
}

}  // namespace jx
