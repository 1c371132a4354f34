// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/xlsx_reader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "pages/office/package.h"
#include "pages/office/sheet_pages.h"
#include "pages/xlsx/shared_strings.h"
#include "pages/xlsx/sheet_extras.h"
#include "pages/xlsx/styles.h"
#include "pages/xlsx/workbook.h"
#include "pages/xlsx/worksheet.h"

namespace jx {
namespace {

/// Whose Excel the workbook was made for. No part of the file says so.
SheetLocale find_locale(const Workbook& workbook, const StyleTable& styles,
                        const SharedStrings& strings) {
  const bool chinese = styles.chinese_fonts || strings.has_han ||
                       std::any_of(workbook.sheets.begin(), workbook.sheets.end(),
                                   [](const WorkbookSheet& sheet) { return has_han(sheet.name); });
  return chinese ? SheetLocale::Chinese : SheetLocale::English;
}

/// Words that declare entities are an attack: Excel shows such a workbook without them.
Result<SharedStrings> read_strings(OfficePackage& package, std::string_view part,
                                   Diagnostics& diagnostics) {
  if (!package.has(part)) return SharedStrings();
  Result<SharedStrings> strings = SharedStrings::read(package, part);
  if (strings.ok() || strings.error().code != ErrorCode::Unsupported) return strings;
  diagnostics.warn("words-refused", strings.error().message + "其中的文字单元格按空白处理。");
  return SharedStrings();
}

Result<void> read_sheet(OfficePackage& package, const WorkbookSheet& sheet,
                        const SheetContext& context, SheetPages& pages) {
  pages.begin_sheet(sheet.name);
  if (sheet.hidden) pages.mark_hidden_sheet();
  if (!sheet.has_cells) {
    pages.note_unread("图表");
  } else if (!package.has(sheet.part)) {
    pages.diagnostics().warn("sheet-missing",
                             "文件里缺少工作表“" + sheet.name + "”的内容。请核对原文件。");
  } else {
    read_sheet_extras(package, sheet.part, pages);
    JX_TRY_VOID(read_worksheet(package, sheet.part, context, pages));
  }
  return pages.end_sheet();
}

}  // namespace

Result<Diagnostics> read_xlsx_pages(const Document& document, const ReadLimits& limits,
                                    const PageSink& sink) {
  SheetPages pages(limits, sink);
  JX_TRY(OfficePackage package, OfficePackage::open(document.bytes, pages.diagnostics()));
  JX_TRY(const Workbook workbook, read_workbook(package));
  StyleTable table;
  if (package.has(workbook.styles_part)) {
    JX_TRY(table, read_styles(package, workbook.styles_part));
  }
  JX_TRY(SharedStrings strings, read_strings(package, workbook.strings_part, pages.diagnostics()));
  const FormatOptions options{.locale = find_locale(workbook, table, strings),
                              .from_1904 = workbook.from_1904};
  const std::vector<CellStyle> styles = make_cell_styles(table, options);
  const SheetContext context{.strings = strings.words, .styles = styles};
  for (const WorkbookSheet& sheet : workbook.sheets) {
    JX_TRY_VOID(read_sheet(package, sheet, context, pages));
  }
  return std::move(pages).take_diagnostics();
}

Result<Pages> read_xlsx_pages(const Document& document, const ReadLimits& limits) {
  return collect_pages(
      [&](const PageSink& sink) { return read_xlsx_pages(document, limits, sink); });
}

}  // namespace jx
