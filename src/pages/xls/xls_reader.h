// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// XLS of Excel 97 to 2003 (BIFF8, [MS-XLS]) → Pages, with the promises of read_xlsx_pages.
/// Unsupported for encrypted workbooks and those of older Excels, Malformed for damaged ones.
Result<Diagnostics> read_xls_pages(const Document& document, const ReadLimits& limits,
                                   const PageSink& sink);

/// All pages, whole.
Result<Pages> read_xls_pages(const Document& document, const ReadLimits& limits);

}  // namespace jx
