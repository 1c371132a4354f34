// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>

#include "documents/document.h"
#include "pages/page.h"
#include "pipeline/recognition.h"

/// Scans for tests: what a line of the document says becomes the picture of a page, and who is to
/// recognise it does that, as one whom a hostile picture has taken over would.
namespace jx {

/// "scans", then a page a line; "-…" is one without a scan.
bool is_scans(const Document& document);
Result<Diagnostics> read_scans(const Document& document, const PageSink& sink);
/// In place of prepare_recognition(), in the confined process.
Result<RecogniseFunction> prepare_as_told(const std::filesystem::path& folder);

}  // namespace jx
