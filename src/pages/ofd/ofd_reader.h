// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/diagnostics.h"
#include "base/result.h"
#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// OFD (GB/T 33190) → drawn pages, one by one into `sink`; gives what the pages cannot say
/// themselves. The characters are those of the TextCode elements, whatever glyphs a font would
/// show. Templates are drawn with their pages, annotations on top. Signatures, seals, attachments
/// and missing parts are reported; none of them is needed.
///
/// Malformed for a package without a document or with pages none of which can be read,
/// Unsupported when it is encrypted. An error of `sink` ends the reading.
Result<Diagnostics> read_ofd_pages(const Document& document, const ReadLimits& limits,
                                   const PageSink& sink);

}  // namespace jx
