// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "sandbox/confinement.h"

namespace jx {

/// Puts a filter before every system call of this process, all its threads included: what the C++
/// library, memory and threads need goes through, opening a file for reading is refused, what only
/// an intruder would do ends the process with SIGSYS, all else is answered "no such call".
/// 0, or the errno that says why there is no filter.
int filter_system_calls(const Policy& policy) noexcept;

}  // namespace jx
