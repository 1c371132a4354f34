// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox/program_confinement.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <linux/capability.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>

#include "base/descriptor.h"
#include "sandbox/confinement_steps.h"
#include "sandbox/program_calls.h"
#include "sandbox/sanitizers.h"

namespace jx {
namespace {

constexpr rlim_t kMostDescriptors = 512;

/// The kernel's rights to files, one bit each.
constexpr std::uint64_t kExecute = 1U << 0;
constexpr std::uint64_t kWriteFile = 1U << 1;
constexpr std::uint64_t kReadFile = 1U << 2;
constexpr std::uint64_t kReadFolder = 1U << 3;
constexpr std::uint64_t kRemoveFolder = 1U << 4;
constexpr std::uint64_t kRemoveFile = 1U << 5;
constexpr std::uint64_t kMakeFolder = 1U << 7;
constexpr std::uint64_t kMakeFile = 1U << 8;
constexpr std::uint64_t kMakeSocket = 1U << 9;
constexpr std::uint64_t kRefer = 1U << 13;
constexpr std::uint64_t kTruncate = 1U << 14;
constexpr std::uint64_t kRightsToFiles = kExecute | kWriteFile | kReadFile | kTruncate;
constexpr std::uint64_t kToRead = kExecute | kReadFile | kReadFolder;
/// No programs, links, pipes or devices.
constexpr std::uint64_t kToWork = kReadFile | kReadFolder | kWriteFile | kRemoveFolder |
                                  kRemoveFile | kMakeFolder | kMakeFile | kMakeSocket | kRefer |
                                  kTruncate;

/// Every program opens these without a thought.
constexpr const char* kHarmlessDevices[] = {"/dev/null", "/dev/zero", "/dev/random",
                                            "/dev/urandom"};

#pragma pack(push, 1)
struct LandlockPath {
  std::uint64_t rights = 0;
  std::int32_t parent = -1;
};
#pragma pack(pop)

/// Where Landlock lets this process go; the first failure is kept.
class AllowedPaths {
 public:
  AllowedPaths() noexcept {
    constexpr unsigned kAskVersion = 1;
    const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, kAskVersion);
    if (version < 0) {
      reason_ = errno;
      return;
    }
    rules_ = everything_known(version);
    ruleset_.emplace(
        static_cast<int>(syscall(SYS_landlock_create_ruleset, &rules_, sizeof rules_, 0)));
    if (ruleset_->get() < 0) reason_ = errno;
  }

  void allow(const char* path, std::uint64_t rights) noexcept {
    if (reason_ != 0) return;
    const Descriptor place(open(path, O_PATH | O_CLOEXEC));
    if (place.get() < 0) return;
    struct stat status {};
    if (fstat(place.get(), &status) != 0) return;
    if (!S_ISDIR(status.st_mode)) rights &= kRightsToFiles;
    const LandlockPath rule{.rights = rights & rules_.handled_files, .parent = place.get()};
    constexpr int kBelowPath = 1;
    if (syscall(SYS_landlock_add_rule, ruleset_->get(), kBelowPath, &rule, 0) != 0) reason_ = errno;
  }

  int enforce() noexcept {
    if (reason_ == 0 && syscall(SYS_landlock_restrict_self, ruleset_->get(), 0) != 0) {
      reason_ = errno;
    }
    return reason_;
  }

 private:
  LandlockRuleset rules_;
  std::optional<Descriptor> ruleset_;
  int reason_ = 0;
};

int allow_files(const ProgramPolicy& policy) noexcept {
  AllowedPaths paths;
  for (const std::filesystem::path& path : policy.readable) paths.allow(path.c_str(), kToRead);
  for (const char* const device : kHarmlessDevices) paths.allow(device, kReadFile | kWriteFile);
  // Sanitizers look up where they are in memory.
  if (kSanitized) paths.allow("/proc/self", kReadFile | kReadFolder);
  paths.allow(policy.folder.c_str(), kToWork);
  return paths.enforce();
}

int limit_resources(const ProgramPolicy& policy) noexcept {
  return errno_of([&] { return limit_time(policy.cpu_seconds); },
                  [&] { return set_limit(RLIMIT_FSIZE, policy.file_bytes); },
                  [] { return set_limit(RLIMIT_CORE, 0); },
                  [] { return set_limit(RLIMIT_MEMLOCK, 0); },
                  [] { return set_limit(RLIMIT_MSGQUEUE, 0); });
}

/// Also those that root has; without them root is hardly more than its files.
int give_up_privileges() noexcept {
  const int reason = forbid_privileges();
  if (reason != 0) return reason;
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  return errno_of([&] { return static_cast<int>(syscall(SYS_capset, &header, none)); });
}

std::vector<char*> to_pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Confinement confine_program(const ProgramPolicy& policy) noexcept {
  Confinement done;
  // The order matters: Landlock wants no_new_privs and descriptors, and the filter comes last.
  done[Protection::Privileges] = part_of(give_up_privileges());
  done[Protection::Files] = part_of(allow_files(policy));
  done[Protection::Descriptors] =
      part_of(errno_of([] { return close_inherited(kGivenFile); },
                       [] { return set_limit(RLIMIT_NOFILE, kMostDescriptors); }));
  done[Protection::Limits] = part_of(limit_resources(policy));
  done[Protection::Memory] = unsanitized(part_of(
      kSanitized ? 0 : errno_of([&] { return set_limit(RLIMIT_AS, policy.memory_bytes); })));
  done[Protection::SystemCalls] = part_of(filter_calls_of_program());
  return done;
}

Error become_program(ProgramStart start) {
  if (chdir(start.folder.c_str()) == 0) {
    execve(start.program.c_str(), to_pointers(start.arguments).data(),
           to_pointers(start.environment).data());
  }
  return {ErrorCode::Io, std::generic_category().message(errno)};
}

}  // namespace jx
