// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/evidence.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/descriptor.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

Error io_error(const fs::path& file, std::string_view what) {
  const std::string reason = std::error_code(errno, std::generic_category()).message();
  return Error{.code = ErrorCode::Io,
               .message = fmt::format("{}：{}（{}）。", file.string(), what, reason)};
}

/// Hands the bytes of a file on in pieces.
template <typename Take>
Result<std::uint64_t> read_pieces(const fs::path& file, const Take& take) {
  const Descriptor source(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (source.get() < 0) {
    if (errno == ENOENT) {
      return Error{.code = ErrorCode::NotFound,
                   .message = fmt::format("没有文件 {}。", file.string())};
    }
    return io_error(file, "打不开");
  }
  std::array<char, 1 << 16> piece{};
  std::uint64_t total = 0;
  while (true) {
    const ssize_t size = read(source.get(), piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return io_error(file, "读不下去");
    if (size == 0) return total;
    total += static_cast<std::uint64_t>(size);
    if (total > EvidenceFolder::kMostBytes) {
      return Error{.code = ErrorCode::LimitExceeded,
                   .message = fmt::format("{} 超过 {} 字节。请拆分或压缩。", file.string(),
                                          EvidenceFolder::kMostBytes)};
    }
    JX_TRY_VOID(take(std::string_view(piece.data(), static_cast<std::size_t>(size))));
  }
}

Result<void> write_all(int descriptor, std::string_view bytes, const fs::path& file) {
  while (!bytes.empty()) {
    const ssize_t size = write(descriptor, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return io_error(file, errno == ENOSPC ? "磁盘已满，没有存入" : "写不进去");
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return {};
}

/// A file that is gone unless it was moved away.
class Partial {
 public:
  explicit Partial(fs::path path)
      : path_(std::move(path)),
        descriptor_(open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {}
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;
  Partial(Partial&&) = delete;
  Partial& operator=(Partial&&) = delete;
  ~Partial() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  int get() const noexcept { return descriptor_.get(); }
  const fs::path& path() const noexcept { return path_; }

 private:
  fs::path path_;
  Descriptor descriptor_;
};

Result<void> settle(const Partial& partial, const fs::path& place) {
  std::error_code fault;
  if (fsync(partial.get()) != 0) return io_error(place, "没有存稳");
  fs::create_directories(place.parent_path(), fault);
  if (!fault) fs::rename(partial.path(), place, fault);
  if (fault) {
    return Error{.code = ErrorCode::Io,
                 .message = fmt::format("{}：存不进去（{}）。", place.string(), fault.message())};
  }
  const Descriptor folder(open(place.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0) fsync(folder.get());
  return {};
}

}  // namespace

EvidenceFolder::EvidenceFolder(const fs::path& ledger, HashProfile profile)
    : folder_(ledger.string() + ".evidence"), profile_(profile) {}

fs::path EvidenceFolder::place_of(const std::string& digest) const {
  // Two digits a folder keep folders of large ledgers small.
  return folder_ / digest.substr(0, 2) / digest;
}

Result<EvidenceFile> EvidenceFolder::add(const fs::path& file) const {
  std::error_code fault;
  fs::create_directories(folder_, fault);
  const Partial partial(folder_ / fmt::format(".new-{}", getpid()));
  if (partial.get() < 0) return io_error(folder_, "放不进佐证");
  Hasher hasher(profile_);
  EvidenceFile added;
  JX_TRY(added.bytes, read_pieces(file, [&](std::string_view piece) {
           hasher.add(piece);
           return write_all(partial.get(), piece, file);
         }));
  if (added.bytes == 0) {
    return Error{.code = ErrorCode::Malformed,
                 .message = fmt::format("{} 是空文件，不能作佐证。", file.string())};
  }
  added.digest = hasher.finish();
  const fs::path place = place_of(to_hex(added.digest));
  if (!fs::exists(place, fault)) JX_TRY_VOID(settle(partial, place));
  return added;
}

Result<void> EvidenceFolder::check(const std::string& digest) const {
  Hasher hasher(profile_);
  const auto read = read_pieces(place_of(digest), [&](std::string_view piece) -> Result<void> {
    hasher.add(piece);
    return {};
  });
  if (!read.ok()) {
    if (read.error().code != ErrorCode::NotFound) return read.error();
    return Error{.code = ErrorCode::NotFound, .message = fmt::format("佐证 {} 不见了。", digest)};
  }
  if (to_hex(hasher.finish()) == digest) return {};
  return Error{.code = ErrorCode::Conflict,
               .message = fmt::format("佐证 {} 的内容被改动过。", digest)};
}

}  // namespace jx
