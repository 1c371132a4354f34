// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "pipeline/reading.h"

namespace jx {

/// Has the document read by a process that is locked in and can do nothing but answer with pages.
/// However that process ends, the error says so in words for the user: what happened to which file,
/// and what to do.
Result<Diagnostics> read_confined(const Document& document, const ReadLimits& limits,
                                  const ReaderOptions& options, const PageSink& sink);

}  // namespace jx
