// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "model/submission.h"
#include "store/sqlite/rows.h"

/// A submission taken apart into rows and put together again. What comes back equals what went in.
/// Throws like everything in rows.h.
namespace jx {

void write_submission_rows(Connection& connection, const RevisionId& revision,
                           const Submission& submission);
/// Everything but file, hash, form and profile, which are columns of the revision itself. With
/// `project`, no other project than the one at that position.
Submission read_submission_rows(Connection& connection, const RevisionId& revision,
                                std::optional<std::int64_t> project);

}  // namespace jx
