// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace jx {

/// A file that is there whole or not at all: written beside its place, moved there by commit(),
/// gone when that never comes.
class OutputFile {
 public:
  /// Io when nothing can be written there. An existing file stays as it is until commit().
  static Result<OutputFile> create(const std::filesystem::path& path);
  OutputFile(OutputFile&& other) noexcept
      : path_(std::move(other.path_)),
        partial_(std::exchange(other.partial_, {})),
        file_(std::move(other.file_)),
        failed_(other.failed_) {}
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  /// A fault is remembered until commit().
  void write(std::string_view bytes) noexcept;
  /// Gives the descriptor back until the next write(): for many files half written at once.
  void pause() noexcept;
  /// For a library that opens the file by its name itself.
  const std::filesystem::path& partial() const noexcept { return partial_; }
  Result<void> commit() { return commit_as(path_); }
  /// The same, under another name in the same folder.
  Result<void> commit_as(const std::filesystem::path& path);

 private:
  struct Close {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };

  OutputFile(std::filesystem::path path, std::filesystem::path partial,
             std::unique_ptr<std::FILE, Close> file)
      : path_(std::move(path)), partial_(std::move(partial)), file_(std::move(file)) {}

  std::filesystem::path path_;
  std::filesystem::path partial_;  ///< Empty once committed.
  std::unique_ptr<std::FILE, Close> file_;
  bool failed_ = false;
};

/// All of it at once.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace jx
