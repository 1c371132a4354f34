// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/result.h"
#include "codecs/zip.h"
#include "pages/ofd/xml_tree.h"

namespace jx::ofd {

/// A part of the package and where it was found: other parts are named from there.
struct Part {
  std::string path;
  XmlTree tree;
};

/// The parts of an OFD file, found by the ways in which programs name them: from the root of the
/// package, from the part that names them, with or without a slash in front.
class Package {
 public:
  /// `bytes` must outlive the package.
  static Result<Package> open(std::string_view bytes, Diagnostics& diagnostics);

  /// The path of the part that `from` calls `location`; nothing when there is none.
  std::optional<std::string> find(std::string_view from, std::string_view location) const;
  /// The part that `from` calls `location`, parsed. NotFound, Malformed, Unsupported (encrypted).
  Result<Part> read(std::string_view from, std::string_view location);
  bool has(std::string_view path) const { return archive_.find(path) != nullptr; }

 private:
  explicit Package(ZipArchive archive) : archive_(std::move(archive)) {}

  ZipArchive archive_;
};

}  // namespace jx::ofd
