// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace jx {

/// Ends the program with file, line and message. Only JX_CHECK calls it.
[[noreturn]] void fail_check(const char* condition, const char* message, const char* file,
                             int line) noexcept;

}  // namespace jx

/// Guards an invariant of ours. No input may ever reach a failing check: bad input is an Error.
#define JX_CHECK(condition, message)                               \
  do {                                                             \
    if (!(condition)) {                                            \
      ::jx::fail_check(#condition, (message), __FILE__, __LINE__); \
    }                                                              \
  } while (false)
