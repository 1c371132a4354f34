// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ofd/package.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"

namespace jx::ofd {
namespace {

/// XML of a page is some kilobytes; the tree of a part takes a few times its size.
constexpr ZipLimits kLimits{.entry_bytes = std::uint64_t{128} << 20,
                            .total_bytes = std::uint64_t{1} << 30};

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

/// "a/./b//../c" → "a/c"; what leaves the package ends at its root.
std::string normal_path(std::string_view path) {
  const std::string slashes = replaced(path, "\\", "/");
  std::vector<std::string_view> parts;
  for (const std::string_view part : split(slashes, "/")) {
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
  }
  std::string normal;
  for (const std::string_view part : parts) {
    if (!normal.empty()) normal += '/';
    normal += part;
  }
  return normal;
}

}  // namespace

Result<Package> Package::open(std::string_view bytes, Diagnostics& diagnostics) {
  JX_TRY(ZipArchive archive, ZipArchive::open(bytes, kLimits, diagnostics));
  return Package(std::move(archive));
}

std::optional<std::string> Package::find(std::string_view from, std::string_view location) const {
  location = trimmed(location);
  if (location.empty()) return std::nullopt;
  std::vector<std::string> places;
  // The standard: from the root with a slash in front, else from the folder of the naming part.
  // Programs forget the slash, or count from the folder of the document.
  std::string folder = folder_of(from);
  if (location.front() == '/' || location.front() == '\\') folder.clear();
  for (bool last = false; !last; folder = folder_of(folder)) {
    last = folder.empty();
    places.push_back(normal_path(fmt::format("{}/{}", folder, location)));
  }
  for (const std::string& place : places) {
    if (const ZipEntry* const entry = archive_.find(place)) return entry->name;
  }
  // A slash in front that means the folder of the document.
  const std::string beside = normal_path(fmt::format("{}/{}", folder_of(from), location));
  if (const ZipEntry* const entry = archive_.find(beside)) return entry->name;
  return std::nullopt;
}

Result<Part> Package::read(std::string_view from, std::string_view location) {
  const std::optional<std::string> path = find(from, location);
  if (!path) {
    return Error{ErrorCode::NotFound,
                 fmt::format("OFD 文件里没有“{}”，文件不完整。请重新导出或下载。", location)};
  }
  JX_TRY(const std::string bytes, archive_.read(*archive_.find(*path)));
  auto tree = XmlTree::parse(bytes);
  if (!tree.ok()) {
    return Error{tree.error().code,
                 fmt::format("OFD 文件里的“{}”读不出：{}", *path, tree.error().message)};
  }
  return Part{.path = *path, .tree = *std::move(tree)};
}

}  // namespace jx::ofd
