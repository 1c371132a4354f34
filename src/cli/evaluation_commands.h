// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "cli/command.h"

namespace jx {

/// The commands below `evaluate` that work on books: framework, start, score, papers, combine.
void add_evaluation_commands(Program& program, CLI::App& evaluate);

}  // namespace jx
