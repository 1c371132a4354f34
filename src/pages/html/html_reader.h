// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// HTML → Pages: paragraphs and headings as lines, tables as grids, in the order in which a browser
/// shows them. Web pages, what Word and Excel save as such, and exports that only call themselves
/// .xls or .doc. A table that arranges other tables on the page gives way to these; what is hidden
/// is left out and counted.
Result<Pages> read_html_pages(const Document& document, const ReadLimits& limits);

}  // namespace jx
