// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Locking a process in, so that a hostile file that takes it over gains nothing. This folder
/// knows processes and the kernel; it does not know what the process is for.
namespace jx {

/// The descriptor of the file that a process was started with.
inline constexpr int kGivenFile = 3;

/// What a confined process may use. It may always compute, read its standard input and write to
/// its standard output and error; nothing opens it a file, a network or another process.
struct Policy {
  std::uint64_t memory_bytes = std::uint64_t{4} << 30;  ///< Of address space.
  std::uint32_t cpu_seconds = 3600;                     ///< Of all threads together.
  bool threads = false;                                 ///< May it start threads?
  /// May it go on reading the file that it was started with (ChildProcess::Command::file)?
  bool file = false;
};

/// What holds a confined process. Each is asked of the kernel by itself, and each hostile act meets
/// at least two of them.
enum class Protection : std::uint8_t {
  Descriptors,  ///< All inherited ones closed, no new one can be opened.
  Limits,       ///< Processor time, no files written, no processes, no core dumps.
  Memory,       ///< Policy::memory_bytes.
  Privileges,   ///< none can be gained (no_new_privs).
  Files,        ///< Landlock: no path at all, no TCP, no signals to others.
  SystemCalls,  ///< seccomp: calls outside the list fail, hostile ones end the process.
};
inline constexpr std::size_t kProtections = 6;

/// In the users' language, for messages.
std::string_view to_string(Protection protection) noexcept;

enum class Standing : std::uint8_t {
  InForce,
  Missing,  ///< The kernel, or what the process runs in, refused it.
  LeftOut,  ///< Not, or not wholly, possible under the sanitizer this program was built with.
};

/// How one process was locked in.
struct Confinement {
  struct Part {
    Standing standing = Standing::Missing;
    int reason = 0;  ///< errno of a missing one.
  };
  std::array<Part, kProtections> parts;

  const Part& operator[](Protection protection) const noexcept {
    return parts[static_cast<std::size_t>(protection)];
  }
  Part& operator[](Protection protection) noexcept {
    return parts[static_cast<std::size_t>(protection)];
  }
  bool holds(Protection protection) const noexcept {
    return (*this)[protection].standing == Standing::InForce;
  }
  /// One sentence for each missing protection: which, why, and what still holds.
  std::vector<std::string> complaints() const;
};

/// Locks the calling process in for the rest of its life. Call it before the first byte of what is
/// not trusted is looked at, and before threads are started. Never fails: what could not be had
/// stands in the result, and the caller decides.
Confinement confine(const Policy& policy) noexcept;

}  // namespace jx
