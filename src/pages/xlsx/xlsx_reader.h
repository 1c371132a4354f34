// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// XLSX and XLSM → Pages: a page for each sheet, numbered by its place in the workbook, with one
/// grid whose cells say what Excel displays. The line of an origin is the row of the sheet.
///
/// Long sheets are handed on in parts (pages/page_parts.h), so that memory does not grow with them.
/// Hidden sheets, rows and columns are read, with a diagnostic. Formulas give the result that the
/// file holds. Malformed for a damaged package, Unsupported when it is encrypted.
Result<Diagnostics> read_xlsx_pages(const Document& document, const ReadLimits& limits,
                                    const PageSink& sink);

/// All pages, whole.
Result<Pages> read_xlsx_pages(const Document& document, const ReadLimits& limits);

}  // namespace jx
