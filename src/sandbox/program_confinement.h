// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "sandbox/confinement.h"

/// Locking a process in that is about to become a program of others: one that needs its libraries
/// and a place for its files, and of which nobody knows every system call.
namespace jx {

/// What such a program may use.
struct ProgramPolicy {
  std::uint64_t memory_bytes = std::uint64_t{4} << 30;  ///< Of address space.
  std::uint32_t cpu_seconds = 600;                      ///< Of all threads together.
  std::uint64_t file_bytes = std::uint64_t{1} << 30;    ///< Of each file that it writes.
  /// Files and folders, with all below them, to read and to start programs from; those that are
  /// missing are passed over.
  std::vector<std::filesystem::path> readable;
  /// The one folder in which it may write, make and remove files.
  std::filesystem::path folder;
};

/// Locks the calling process in, and whatever it becomes: no file outside `policy`, no network, no
/// other process than itself, threads as many as it likes. What only an intruder would do is
/// answered "not permitted": programs try such things for innocent reasons too, and go on.
/// Never fails, as confine().
Confinement confine_program(const ProgramPolicy& policy) noexcept;

struct ProgramStart {
  std::filesystem::path program;
  std::vector<std::string> arguments;    ///< The first is the name it goes by.
  std::vector<std::string> environment;  ///< All of it, "NAME=value".
  std::filesystem::path folder;          ///< Where it stands.
};

/// Becomes the program. Comes back only when it cannot be started.
Error become_program(ProgramStart start);

}  // namespace jx
