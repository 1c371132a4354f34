// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>

#include "pipeline/reading.h"

namespace jx {

/// True when read_confined() started this process. To be asked first in main, before anything
/// else: `if (is_confined_reader(argc, argv)) run_confined_reader();`
bool is_confined_reader(int argc, const char* const* argv) noexcept;

using ReadFunction = std::function<Result<Diagnostics>(
    const Document& document, const ReadLimits& limits, const PageSink& sink)>;

/// Locks this process in, reads one document from standard input, answers with its pages and ends.
[[noreturn]] void run_confined_reader(const ReadFunction& read = read_pages_here);

}  // namespace jx
