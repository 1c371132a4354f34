// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/output_place.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <system_error>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 120;  // Bytes; file systems take 255 with everything added.

/// The last part of a document's name as the beginning of a file name.
std::string plain_name(std::string_view document) {
  const std::size_t slash = document.find_last_of("/\\");
  if (slash != std::string_view::npos) document.remove_prefix(slash + 1);
  std::string name;
  for (std::size_t position = 0; position < document.size();) {
    const char32_t character = next_character(document, position);
    if (name.size() > kLongestName) break;
    append_character(name, character < U' ' || character == U':' ? U'_' : character);
  }
  while (name.starts_with('.')) name.erase(0, 1);
  return name.empty() ? "document" : name;
}

std::string without_ending(const std::string& name) {
  const std::size_t point = name.rfind('.');
  return point == std::string::npos || point == 0 ? name : name.substr(0, point);
}

}  // namespace

Result<OutputPlace> OutputPlace::open(const std::string& path,
                                      const std::vector<std::string>& inputs) {
  std::error_code fault;
  const fs::path place(path);
  const bool is_folder = fs::is_directory(place, fault) || path.ends_with('/') ||
                         (inputs.size() > 1 && !place.has_extension());
  OutputPlace output(place, is_folder, inputs);
  if (!is_folder) {
    if (!output.is_input(place)) return output;
    return Error{
        .code = ErrorCode::Conflict,
        .message = fmt::format("--output {} 就是要读的文件，写了会盖掉它；请换一个名字", path)};
  }
  fs::create_directories(place, fault);
  if (fs::is_directory(place, fault)) return output;
  return Error{.code = ErrorCode::Io,
               .message = fmt::format("建不了文件夹“{}”；请检查路径和权限", path)};
}

bool OutputPlace::is_input(const fs::path& path) const {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return false;
  return std::any_of(inputs_.begin(), inputs_.end(),
                     [&](const fs::path& input) { return fs::equivalent(path, input, ignored); });
}

bool OutputPlace::take(const fs::path& path) {
  return !is_input(path) && taken_.insert(path.string()).second;
}

fs::path OutputPlace::next_file(std::string_view document, std::string_view tail) {
  const std::string name = plain_name(document);
  const std::string stem = without_ending(name);
  for (const std::string& beginning : {stem, name}) {
    fs::path file = path_ / (beginning + std::string(tail));
    if (take(file)) return file;
  }
  for (std::size_t number = 2;; ++number) {
    fs::path file = path_ / fmt::format("{} ({}){}", stem, number, tail);
    if (take(file)) return file;
  }
}

}  // namespace jx
