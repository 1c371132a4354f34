// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// DOCX and DOCM → pages of lines (paragraphs) and grids (tables) in reading order; then footnotes,
/// headers and footers, each line once, as footers of the last page.
///
/// A Word file has no pages of its own: numbers come from the page breaks that Word noted when it
/// saved, and from those that the author set. The line of an origin counts paragraphs and
/// cells from the top of the document, so that it says what comes before what. Tracked deletions,
/// hidden text and prompts of blank fields are left out with a diagnostic. Malformed for a damaged
/// package.
Result<Pages> read_docx_pages(const Document& document, const ReadLimits& limits);

}  // namespace jx
