// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "cli/command.h"

namespace jx {

/// The commands below `evaluate` for questionnaires: answers and sample-size.
void add_survey_commands(Program& program, CLI::App& evaluate);

}  // namespace jx
