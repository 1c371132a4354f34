// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>

#include "pipeline/reading.h"

namespace jx {

/// Has the page's scan recognised by a process that is locked in and sees nothing else: afterwards
/// the page has another drawing, and no scan. However that process ends, the error says why in the
/// users' language, fit to stand after "page so-and-so was not recognised:"; the page has no scan
/// then either. Safe to call on several threads at once.
Result<Diagnostics> recognise_confined(Page& page, const std::filesystem::path& folder,
                                       const ReadLimits& limits, const ReaderOptions& options);

}  // namespace jx
