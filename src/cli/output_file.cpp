// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/output_file.h"

#include <fmt/core.h>
#include <unistd.h>

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
  std::filesystem::path partial = path;
  partial += fmt::format(".{}.part", getpid());
  std::unique_ptr<std::FILE, Close> file(std::fopen(partial.c_str(), "wb"));
  if (file == nullptr) return make_write_error(path);
  return OutputFile(path, std::move(partial), std::move(file));
}

OutputFile::~OutputFile() {
  std::error_code ignored;
  if (!partial_.empty()) std::filesystem::remove(partial_, ignored);
}

void OutputFile::write(std::string_view bytes) noexcept {
  failed_ = failed_ || std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size();
}

Result<void> OutputFile::commit() {
  if (std::fclose(file_.release()) != 0 || failed_) return make_write_error(path_);
  std::error_code fault;
  std::filesystem::rename(partial_, path_, fault);
  if (fault) return make_write_error(path_);
  partial_.clear();
  return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  JX_TRY(OutputFile file, OutputFile::create(path));
  file.write(bytes);
  return file.commit();
}

}  // namespace jx
