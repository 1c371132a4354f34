// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"
#include "ledger/register_table.h"

namespace jx {

/// Files that figures name become their digests. NotFound for a name that was not added, Conflict
/// for one that several files have.
Result<void> resolve_evidence(const Ledger& ledger, std::vector<LedgerEntry>& entries);

/// The same of the rows of a register.
Result<void> resolve_evidence(const Ledger& ledger, std::vector<RegisterRow>& rows);

/// Says of which files several figures make use, one of `added` or a later one among them.
Result<void> remark_shared_evidence(const Ledger& ledger, std::uint64_t added);

}  // namespace jx
