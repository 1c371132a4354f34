// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// XLS of Excel 5 to 2003 (BIFF5 and BIFF8, [MS-XLS]) → Pages, with the promises of
/// read_xlsx_pages. Encrypted workbooks need the password of the document. Unsupported without it,
/// for older Excels and for rare encryptions, Malformed for damaged workbooks.
Result<Diagnostics> read_xls_pages(const Document& document, const ReadLimits& limits,
                                   const PageSink& sink);

/// All pages, whole.
Result<Pages> read_xls_pages(const Document& document, const ReadLimits& limits);

}  // namespace jx
