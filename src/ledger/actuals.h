// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "monitoring/monitor.h"

namespace jx {

/// Puts what the ledger says was achieved into the goal set in force of each project, with what
/// was said about it, and what was spent into a self-evaluation of the project, in place of those
/// that the document has. What has no figure becomes what is known of it: not due, not applicable,
/// not obtainable, or blank; a number that was not formed tells in the diagnostics why.
void bring_actuals(const Monitoring& monitoring, const Lexicon& lexicon, Submission& submission);

}  // namespace jx
