// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "cli/command.h"

namespace jx {

/// `jixiao evaluate before`: 事前绩效评估 of the scores in a table.
void add_before_command(Program& program, CLI::App& evaluate);

}  // namespace jx
