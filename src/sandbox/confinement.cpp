// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox/confinement.h"

#include <fmt/core.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/descriptor.h"
#include "sandbox/confinement_steps.h"
#include "sandbox/sanitizers.h"
#include "sandbox/system_calls.h"

namespace jx {
namespace {

constexpr rlim_t kFewDescriptors = 16;

int close_descriptors(const Policy& policy) noexcept {
  return errno_of([&] { return close_inherited(policy.file ? kGivenFile + 1 : kGivenFile); },
                  [] { return set_limit(RLIMIT_NOFILE, kSanitized ? kFewDescriptors : 0); });
}

int limit_resources(const Policy& policy) noexcept {
  return errno_of(
      [&] { return limit_time(policy.cpu_seconds); }, [] { return set_limit(RLIMIT_FSIZE, 0); },
      [] { return set_limit(RLIMIT_CORE, 0); }, [] { return set_limit(RLIMIT_MEMLOCK, 0); },
      [] { return set_limit(RLIMIT_MSGQUEUE, 0); },
      // Threads count as processes of the user: whoever starts some cannot have this.
      [&] { return policy.threads ? 0 : set_limit(RLIMIT_NPROC, 0); });
}

int limit_memory(const Policy& policy) noexcept {
  return errno_of([&] { return set_limit(RLIMIT_AS, policy.memory_bytes); });
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
  done[Protection::Descriptors] = unsanitized(part_of(close_descriptors(policy)));
  done[Protection::Limits] = part_of(limit_resources(policy));
  done[Protection::Memory] = unsanitized(part_of(kSanitized ? 0 : limit_memory(policy)));
  done[Protection::SystemCalls] = part_of(filter_system_calls(policy));
  return done;
}

}  // namespace jx
