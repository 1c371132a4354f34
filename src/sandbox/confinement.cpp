// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox/confinement.h"

#include <fmt/core.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "sandbox/descriptor.h"
#include "sandbox/sanitizers.h"
#include "sandbox/system_calls.h"

namespace jx {
namespace {

constexpr unsigned kFirstInherited = 3;
constexpr rlim_t kFewDescriptors = 16;

/// 0, or the errno of the first call that failed.
template <typename... Calls>
int errno_of(Calls... calls) noexcept {
  int reason = 0;
  ((reason = reason != 0 ? reason : (calls() == 0 ? 0 : errno)), ...);
  return reason;
}

Confinement::Part part_of(int reason) noexcept {
  return {reason == 0 ? Standing::InForce : Standing::Missing, reason};
}

/// Of a protection that is only whole without a sanitizer.
Confinement::Part unsanitized(Confinement::Part part) noexcept {
  if (kSanitized && part.standing == Standing::InForce) part.standing = Standing::LeftOut;
  return part;
}

using Resource = decltype(RLIMIT_AS);

int set_limit(Resource resource, rlim_t soft, rlim_t hard) noexcept {
  // A limit that is lower already stays as it is.
  rlimit now{};
  if (getrlimit(resource, &now) == 0) hard = std::min(hard, now.rlim_max);
  const rlimit limit{.rlim_cur = std::min(soft, hard), .rlim_max = hard};
  return setrlimit(resource, &limit);
}

int set_limit(Resource resource, rlim_t value) noexcept {
  return set_limit(resource, value, value);
}

/// Kernels before 5.9 close one by one.
int close_descriptors() noexcept {
  if (syscall(SYS_close_range, kFirstInherited, ~0U, 0) != 0) {
    rlimit open{};
    if (getrlimit(RLIMIT_NOFILE, &open) != 0) return errno;
    const rlim_t most = std::min<rlim_t>(open.rlim_cur, 1 << 20);
    for (rlim_t each = kFirstInherited; each < most; ++each) close(static_cast<int>(each));
  }
  return errno_of([] { return set_limit(RLIMIT_NOFILE, kSanitized ? kFewDescriptors : 0); });
}

int limit_resources(const Policy& policy) noexcept {
  // At the first limit a signal says why, at the second the kernel waits no longer.
  const rlim_t seconds = policy.cpu_seconds;
  return errno_of(
      [&] { return set_limit(RLIMIT_CPU, seconds, seconds + 1); },
      [] { return set_limit(RLIMIT_FSIZE, 0); }, [] { return set_limit(RLIMIT_CORE, 0); },
      [] { return set_limit(RLIMIT_MEMLOCK, 0); }, [] { return set_limit(RLIMIT_MSGQUEUE, 0); },
      // Threads count as processes of the user: whoever starts some cannot have this.
      [&] { return policy.threads ? 0 : set_limit(RLIMIT_NPROC, 0); });
}

int limit_memory(const Policy& policy) noexcept {
  return errno_of([&] { return set_limit(RLIMIT_AS, policy.memory_bytes); });
}

int forbid_privileges() noexcept {
  return errno_of([] { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); });
}

/// As the kernel has it since version 6.12; the headers of the system may be older.
struct LandlockRuleset {
  std::uint64_t handled_files = 0;
  std::uint64_t handled_network = 0;
  std::uint64_t scoped = 0;
};

LandlockRuleset everything_known(long version) noexcept {
  LandlockRuleset ruleset;
  const int file_rights = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
  ruleset.handled_files = (std::uint64_t{1} << file_rights) - 1;
  if (version >= 4) ruleset.handled_network = 3;  // To bind and to connect TCP sockets.
  if (version >= 6) ruleset.scoped = 3;           // Abstract sockets, and signals to others.
  return ruleset;
}

/// A set of rules that handles everything and allows nothing.
int forbid_files() noexcept {
  constexpr unsigned kAskVersion = 1;
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, kAskVersion);
  if (version < 0) return errno;
  const LandlockRuleset rules = everything_known(version);
  const Descriptor ruleset(
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0)));
  if (ruleset.get() < 0) return errno;
  return errno_of(
      [&] { return static_cast<int>(syscall(SYS_landlock_restrict_self, ruleset.get(), 0)); });
}

}  // namespace

std::string_view to_string(Protection protection) noexcept {
  switch (protection) {
    case Protection::Descriptors: return "关闭继承的文件";
    case Protection::Limits: return "资源限额";
    case Protection::Memory: return "内存限额";
    case Protection::Privileges: return "禁止提升权限";
    case Protection::Files: return "禁止访问文件（Landlock）";
    case Protection::SystemCalls: return "限制系统调用（seccomp）";
  }
  return "";
}

std::vector<std::string> Confinement::complaints() const {
  std::vector<std::string> complaints;
  for (std::size_t i = 0; i < kProtections; ++i) {
    if (parts[i].standing != Standing::Missing) continue;
    complaints.push_back(fmt::format(
        "读文件的隔离进程少了一层保护：{}（{}）。其余保护仍然有效；"
        "请升级内核或放宽容器的限制，在此之前不要读来历不明的文件。",
        to_string(static_cast<Protection>(i)), std::generic_category().message(parts[i].reason)));
  }
  return complaints;
}

Confinement confine(const Policy& policy) noexcept {
  Confinement done;
  // The order matters: Landlock needs a descriptor and no_new_privs, and after the filter most of
  // these calls are gone.
  done[Protection::Privileges] = part_of(forbid_privileges());
  done[Protection::Files] = part_of(forbid_files());
  done[Protection::Descriptors] = unsanitized(part_of(close_descriptors()));
  done[Protection::Limits] = part_of(limit_resources(policy));
  done[Protection::Memory] = unsanitized(part_of(kSanitized ? 0 : limit_memory(policy)));
  done[Protection::SystemCalls] = part_of(filter_system_calls(policy));
  return done;
}

}  // namespace jx
