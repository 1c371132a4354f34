// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace jx {

/// Where --output points: at a file, or at a folder in which each document gets files of its own.
class OutputPlace {
 public:
  /// A folder when it is one, ends in "/", or has no ending while several files are read. A folder
  /// is made if need be. Conflict when the file is one of `inputs`; Io.
  static Result<OutputPlace> open(const std::string& path, const std::vector<std::string>& inputs);

  bool is_folder() const noexcept { return is_folder_; }
  const std::filesystem::path& path() const noexcept { return path_; }

  /// A file in the folder for a document of this name: its name with `tail` ("-表1.csv", ".xlsx")
  /// in place of its ending. Never one that was given out before, and never one of the inputs:
  /// those keep their ending in the name, or get a number.
  std::filesystem::path next_file(std::string_view document, std::string_view tail);

 private:
  OutputPlace(std::filesystem::path path, bool is_folder, const std::vector<std::string>& inputs)
      : path_(std::move(path)), is_folder_(is_folder), inputs_(inputs.begin(), inputs.end()) {}

  bool is_input(const std::filesystem::path& path) const;
  bool take(const std::filesystem::path& path);

  std::filesystem::path path_;
  bool is_folder_ = false;
  std::vector<std::filesystem::path> inputs_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace jx
