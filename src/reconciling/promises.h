// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "reconciling/reconcile.h"

namespace jx {

/// The rows of one comparison: those of the base in its order, then what only the other has.
/// At most Pairer::kMostTexts promises of a set are compared by their words; equal names are always
/// found.
std::vector<ReconciledRow> compare_promises(const GoalSide& base, const GoalSide& other,
                                            const Lexicon& lexicon);

}  // namespace jx
