// SPDX-License-Identifier: AGPL-3.0-or-later
#include "conversion/private_folder.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace jx {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kPrefix = "jixiao-office-";
/// Younger ones may belong to somebody who has not locked them yet.
constexpr std::chrono::hours kStaleAfter{1};

Descriptor open_folder(const fs::path& path) noexcept {
  return Descriptor(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

/// A program that is not trusted may have made folders that even their owner may not look into.
void open_up(const fs::path& folder) {
  std::error_code ignored;
  fs::permissions(folder, fs::perms::owner_all, fs::perm_options::add, ignored);
  constexpr auto kOptions = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator entry(folder, kOptions, ignored), end;
       !ignored && entry != end; entry.increment(ignored)) {
    std::error_code unknown;
    if (fs::is_directory(entry->symlink_status(unknown)) && !unknown) {
      fs::permissions(entry->path(), fs::perms::owner_all, fs::perm_options::add, unknown);
    }
  }
}

void remove_folder(const fs::path& folder) {
  std::error_code failure;
  // Each turn opens up at least one more level.
  for (int turn = 0; turn < 100; ++turn) {
    fs::remove_all(folder, failure);
    if (!failure) return;
    open_up(folder);
  }
}

bool is_stale(const fs::path& path, const struct stat& status) {
  if (status.st_uid != geteuid() || !S_ISDIR(status.st_mode)) return false;
  const auto age = std::chrono::system_clock::now() -
                   std::chrono::system_clock::from_time_t(status.st_mtim.tv_sec);
  return path.filename().string().starts_with(kPrefix) && age > kStaleAfter;
}

/// What was left when a process was killed.
void remove_stale(const fs::path& parent) {
  std::error_code ignored;
  for (fs::directory_iterator entry(parent, ignored), end; !ignored && entry != end;
       entry.increment(ignored)) {
    struct stat status {};
    const fs::path path = entry->path();
    if (lstat(path.c_str(), &status) != 0 || !is_stale(path, status)) continue;
    const Descriptor hold = open_folder(path);
    if (hold.get() >= 0 && flock(hold.get(), LOCK_EX | LOCK_NB) == 0) remove_folder(path);
  }
}

Error make_folder_error(const fs::path& parent, int reason) {
  return {ErrorCode::Io, fmt::format("无法在“{}”里建临时文件夹：{}", parent.string(),
                                     std::generic_category().message(reason))};
}

}  // namespace

Result<PrivateFolder> PrivateFolder::make() {
  std::error_code unknown;
  fs::path parent = fs::canonical(fs::temp_directory_path(unknown), unknown);
  if (unknown) return make_folder_error("TMPDIR", unknown.value());
  remove_stale(parent);
  std::string name = (parent / (std::string(kPrefix) + "XXXXXX")).string();
  if (mkdtemp(name.data()) == nullptr) return make_folder_error(parent, errno);
  Descriptor hold = open_folder(name);
  if (hold.get() < 0 || flock(hold.get(), LOCK_EX | LOCK_NB) != 0) {
    const int reason = errno;
    remove_folder(name);
    return make_folder_error(parent, reason);
  }
  return PrivateFolder(std::move(name), std::move(hold));
}

PrivateFolder::PrivateFolder(fs::path path, Descriptor hold) noexcept
    : path_(std::move(path)), hold_(std::move(hold)) {}

PrivateFolder::~PrivateFolder() {
  if (hold_.get() >= 0) remove_folder(path_);
}

}  // namespace jx
