// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace jx {

/// Puts a filter before every system call of this process and of the program that it becomes:
/// other processes, sockets, the rights of files and what changes the machine is "not permitted".
/// 0, or the errno that says why there is no filter.
int filter_calls_of_program() noexcept;

}  // namespace jx
