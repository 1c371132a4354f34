// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox/confinement_steps.h"

#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace jx {

int set_limit(Resource resource, rlim_t soft, rlim_t hard) noexcept {
  // A limit that is lower already stays as it is.
  rlimit now{};
  if (getrlimit(resource, &now) == 0) hard = std::min(hard, now.rlim_max);
  const rlimit limit{.rlim_cur = std::min(soft, hard), .rlim_max = hard};
  return setrlimit(resource, &limit);
}

int close_inherited(int first) noexcept {
  if (syscall(SYS_close_range, static_cast<unsigned>(first), ~0U, 0) == 0) return 0;
  // Kernels before 5.9 close one by one.
  rlimit open{};
  if (getrlimit(RLIMIT_NOFILE, &open) != 0) return -1;
  const rlim_t most = std::min<rlim_t>(open.rlim_cur, 1 << 20);
  for (int each = first; each < static_cast<int>(most); ++each) close(each);
  return 0;
}

int forbid_privileges() noexcept {
  return errno_of([] { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); });
}

LandlockRuleset everything_known(long version) noexcept {
  LandlockRuleset ruleset;
  const int file_rights = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
  ruleset.handled_files = (std::uint64_t{1} << file_rights) - 1;
  if (version >= 4) ruleset.handled_network = 3;  // To bind and to connect TCP sockets.
  if (version >= 6) ruleset.scoped = 3;           // Abstract sockets, and signals to others.
  return ruleset;
}

}  // namespace jx
