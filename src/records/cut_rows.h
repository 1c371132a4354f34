// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "base/diagnostics.h"
#include "lexicon/lexicon.h"
#include "records/columns.h"
#include "tables/table.h"

namespace jx {

/// Joins rows that the end of a page cut in two: the rest of their words stands in the first row of
/// the table's next part, without the numbers that a row has. Each join is noted. None when no row
/// is cut, so that nothing is copied.
std::optional<Tables> join_cut_rows(const Tables& tables, std::span<const ColumnMap> maps,
                                    const Lexicon& lexicon, Diagnostics& diagnostics);

}  // namespace jx
