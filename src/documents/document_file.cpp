// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/document_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace jx {
namespace {

/// Nothing but a regular file has a state that can be told from another.
bool get_state(int descriptor, DocumentFile::State& state) noexcept {
  struct stat found {};
  if (fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode)) return false;
  state = {.bytes = static_cast<std::uint64_t>(found.st_size),
           .changed_seconds = found.st_ctim.tv_sec,
           .changed_nanoseconds = found.st_ctim.tv_nsec};
  return true;
}

}  // namespace

Result<std::shared_ptr<const DocumentFile>> DocumentFile::open(const std::filesystem::path& path) {
  Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  State state;
  if (descriptor.get() < 0 || !get_state(descriptor.get(), state)) {
    return Error{ErrorCode::Io, fmt::format("打不开“{}”：{}。请检查文件权限后再试。", path.string(),
                                            std::generic_category().message(errno))};
  }
  return std::shared_ptr<const DocumentFile>(new DocumentFile(std::move(descriptor), state));
}

std::ptrdiff_t DocumentFile::read(std::uint64_t offset, std::span<char> into) const noexcept {
  std::size_t filled = 0;
  while (filled < into.size()) {
    const ssize_t got = pread(descriptor_.get(), into.data() + filled, into.size() - filled,
                              static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return static_cast<std::ptrdiff_t>(filled);
}

bool DocumentFile::is_unchanged() const noexcept {
  State now;
  return get_state(descriptor_.get(), now) && now == state_;
}

}  // namespace jx
