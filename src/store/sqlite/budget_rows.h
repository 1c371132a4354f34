// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/submission.h"
#include "store/sqlite/rows.h"

/// Submission::budget_tables as rows, and back. Throws like everything in rows.h.
namespace jx {

void write_budget_rows(Connection& connection, const RevisionId& revision,
                       const Submission& submission);
void read_budget_rows(Connection& connection, const RevisionId& revision, Submission& submission);

}  // namespace jx
