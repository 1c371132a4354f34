// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "model/submission.h"

/// Over which printed tables a project is spread, for the rules about layout.
namespace jx {

/// The tables that hold indicator rows of this set, each once, in order.
std::vector<std::uint32_t> tables_of(const GoalSet& set);

/// One budget cell a table: the first row of each printed part. A form that prints the budget on
/// every row is not a repetition.
std::vector<const Field<Decimal>*> budget_prints_by_table(const Project& project);

}  // namespace jx
