// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "cli/command.h"

namespace jx {

void add_archive_command(Program& program);

}  // namespace jx
