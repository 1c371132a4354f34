// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/submission.h"
#include "store/sqlite/rows.h"

/// What a submission tells of the document as a whole: its printed tables and page numbers, what
/// was not understood, corrections, diagnostics. Throws like everything in rows.h.
namespace jx {

void write_document_rows(Connection& connection, const RevisionId& revision,
                         const Submission& submission);
/// Adds them to `submission`.
void read_document_rows(Connection& connection, const RevisionId& revision, Submission& submission);

}  // namespace jx
