// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "sandbox/confinement.h"
#include "sandbox/sanitizers.h"

/// Single steps of locking a process in, for those who put them together.
namespace jx {

/// 0, or the errno of the first call that failed.
template <typename... Calls>
int errno_of(Calls... calls) noexcept {
  int reason = 0;
  ((reason = reason != 0 ? reason : (calls() == 0 ? 0 : errno)), ...);
  return reason;
}

inline Confinement::Part part_of(int reason) noexcept {
  return {reason == 0 ? Standing::InForce : Standing::Missing, reason};
}

/// Of a protection that is only whole without a sanitizer.
inline Confinement::Part unsanitized(Confinement::Part part) noexcept {
  if (kSanitized && part.standing == Standing::InForce) part.standing = Standing::LeftOut;
  return part;
}

using Resource = decltype(RLIMIT_AS);

int set_limit(Resource resource, rlim_t soft, rlim_t hard) noexcept;
inline int set_limit(Resource resource, rlim_t value) noexcept {
  return set_limit(resource, value, value);
}

/// From the descriptor `first` on; 0 or -1.
int close_inherited(int first) noexcept;

/// At the first limit a signal says why, at the second the kernel waits no longer. 0 or -1.
inline int limit_time(std::uint32_t seconds) noexcept {
  return set_limit(RLIMIT_CPU, seconds, rlim_t{seconds} + 1);
}

/// None can be gained from here on. 0, or an errno.
int forbid_privileges() noexcept;

/// As the kernel has it since version 6.12; the headers of the system may be older.
struct LandlockRuleset {
  std::uint64_t handled_files = 0;
  std::uint64_t handled_network = 0;
  std::uint64_t scoped = 0;
};

/// Everything that the kernel's version of Landlock can forbid.
LandlockRuleset everything_known(long version) noexcept;

}  // namespace jx
