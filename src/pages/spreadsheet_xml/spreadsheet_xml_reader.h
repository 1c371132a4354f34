// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// Workbooks of Excel 2003 in XML, which many exports write and call .xls → Pages: a page a sheet,
/// its grid saying what Excel displays. Malformed, with line and column, for broken XML.
Result<Diagnostics> read_spreadsheet_xml_pages(const Document& document, const ReadLimits& limits,
                                               const PageSink& sink);

/// All pages, whole.
Result<Pages> read_spreadsheet_xml_pages(const Document& document, const ReadLimits& limits);

}  // namespace jx
