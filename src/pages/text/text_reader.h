// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// Text with tabs, CSV/TSV with any delimiter, and Markdown (Document::format says which) → Pages.
/// Any encoding that codecs knows; a form feed or a page-number line ("- 147 -") ends a page.
Result<Pages> read_text_pages(const Document& document, const ReadLimits& limits);

}  // namespace jx
