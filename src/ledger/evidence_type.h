// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>

#include "base/result.h"

namespace jx {

/// Whether a file can be evidence: a document, a picture, a recording or an archive of them, and
/// what its ending says. NotFound, Io; Unsupported for programs and bytes that nobody knows;
/// Conflict for a name that says something else than the content.
Result<void> check_evidence_type(const std::filesystem::path& file);

}  // namespace jx
