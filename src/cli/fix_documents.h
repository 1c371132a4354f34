// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "cli/command.h"

namespace jx {

/// Shows what can be put right in each document without asking anybody, as a diff; with `write`,
/// a file or a folder, the documents as they are then are written there. Never over the originals.
void fix_documents(Program& program, const ReadingOptions& reading, const std::string& write);

}  // namespace jx
