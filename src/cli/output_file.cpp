// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/output_file.h"

#include <fmt/core.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace jx {
namespace {

Error make_write_error(const std::filesystem::path& path) {
  return Error{
      .code = ErrorCode::Io,
      .message = fmt::format("写不了“{}”；请检查文件夹是否存在、权限和磁盘空间", path.string())};
}

}  // namespace

Result<OutputFile> OutputFile::create(const std::filesystem::path& path) {
  constexpr int kMostAtOnce = 1000;
  for (int number = 0; number < kMostAtOnce; ++number) {
    std::filesystem::path partial = path;
    partial += fmt::format(".{}.part", number);
    // Exclusive: nobody else writes there, neither a thread of ours nor another program.
    std::unique_ptr<std::FILE, Close> file(std::fopen(partial.c_str(), "wbx"));
    if (file != nullptr) return OutputFile(path, std::move(partial), std::move(file));
    if (errno != EEXIST) break;
  }
  return make_write_error(path);
}

OutputFile::~OutputFile() {
  std::error_code ignored;
  if (!partial_.empty()) std::filesystem::remove(partial_, ignored);
}

void OutputFile::pause() noexcept {
  if (file_ != nullptr) failed_ = std::fclose(file_.release()) != 0 || failed_;
}

void OutputFile::write(std::string_view bytes) noexcept {
  if (file_ == nullptr) file_.reset(std::fopen(partial_.c_str(), "ab"));
  failed_ = failed_ || file_ == nullptr ||
            std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size();
}

Result<void> OutputFile::commit_as(const std::filesystem::path& path) {
  pause();
  if (failed_) return make_write_error(path);
  std::error_code fault;
  std::filesystem::rename(partial_, path, fault);
  if (fault) return make_write_error(path);
  partial_.clear();
  return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  JX_TRY(OutputFile file, OutputFile::create(path));
  file.write(bytes);
  return file.commit();
}

}  // namespace jx
