// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/input_files.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace jx {
namespace {

namespace fs = std::filesystem;

bool is_passed_over(std::string_view name) {
  return name.starts_with('.') || name.starts_with("~$") || name == "Thumbs.db" ||
         name == "desktop.ini" || name.ends_with(".corrections.toml") ||
         name.ends_with(".waivers.toml");
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> files;
  std::error_code failed;
  fs::recursive_directory_iterator place(folder, fs::directory_options::skip_permission_denied,
                                         failed);
  for (; !failed && place != fs::recursive_directory_iterator(); place.increment(failed)) {
    std::error_code unknown;
    if (is_passed_over(place->path().filename().string())) {
      if (place->is_directory(unknown)) place.disable_recursion_pending();
      continue;
    }
    if (place->is_regular_file(unknown)) files.push_back(place->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::vector<std::string> files_below(const std::vector<std::string>& paths) {
  std::vector<std::string> all;
  for (const std::string& path : paths) {
    std::error_code unknown;
    const std::vector<std::string> files =
        fs::is_directory(path, unknown) ? files_in(path) : std::vector<std::string>();
    if (files.empty()) {
      all.push_back(path);
    } else {
      all.insert(all.end(), files.begin(), files.end());
    }
  }
  return all;
}

}  // namespace jx
