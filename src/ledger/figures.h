// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"
#include "monitoring/monitor.h"

/// The ledger → what monitoring works on.
namespace jx {

/// What stands, in the order of the entries.
struct StandingEntries {
  std::vector<LedgerFigure> figures;
  std::vector<Statement> statements;
};
Result<StandingEntries> read_standing(const Ledger& ledger);

}  // namespace jx
