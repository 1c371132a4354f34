// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/spool.h"

#include <filesystem>
#include <utility>

namespace jx {

void Spool::add(std::string_view text) {
  if (text_.size() + text.size() <= kInMemory) {
    text_ += text;
    return;
  }
  if (!file_ && !failed_) file_.reset(std::tmpfile());
  write(text_);
  write(text);
  text_.clear();
}

void Spool::write(std::string_view text) noexcept {
  failed_ =
      failed_ || !file_ || std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size();
}

Result<void> Spool::pour(const TextSink& put) {
  if (file_) {
    failed_ = failed_ || std::fflush(file_.get()) != 0;
    std::rewind(file_.get());
    std::string piece(kInMemory, '\0');
    while (const std::size_t got =
               failed_ ? 0 : std::fread(piece.data(), 1, piece.size(), file_.get())) {
      put(std::string_view(piece).substr(0, got));
    }
    failed_ = failed_ || std::ferror(file_.get()) != 0;
  }
  if (!failed_) {
    put(std::exchange(text_, {}));
    return {};
  }
  return Error{ErrorCode::Io, "临时文件写不下，结果不完整。请在临时文件夹（" +
                                  std::filesystem::temp_directory_path().string() +
                                  "）所在的磁盘上腾出空间，再试一次。"};
}

}  // namespace jx
