// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/diagnostics.h"
#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// PDF → drawn pages, one by one into `sink`; gives what the pages cannot say themselves. Text,
/// rulings and pictures stand where a person sees them: page rotation and clipping are applied,
/// invisible text (the layer under a scan) is taken only where nothing else is printed.
///
/// Malformed for a file that cannot be opened and for one whose characters cannot be told (fonts
/// lost or without a character table): a guess would look like text. Unsupported when it wants a
/// password (Document::password), LimitExceeded for more pages than we are willing to read. An
/// error of `sink` ends the reading.
Result<Diagnostics> read_pdf_pages(const Document& document, const ReadLimits& limits,
                                   const PageSink& sink);

}  // namespace jx
