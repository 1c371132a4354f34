// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "archiving/manifest.h"
#include "archiving/plan.h"
#include "archiving/scope.h"
#include "base/result.h"

/// 归档数据包: the files of a package, its manifest and the manifest's digest.
namespace jx {

struct PackageFile {
  std::string path;
  std::string content;
};

struct ArchivePackage {
  ArchiveManifest manifest;
  std::vector<PackageFile> files;  ///< Those of the manifest in its order, then the manifest.
};

/// Gives the content of a file that a plan names.
using FileReader = std::function<Result<std::string>(const std::string& file)>;
/// Makes a file about the package from its items, for instance a catalogue.
using CatalogueMaker = std::function<Result<PackageFile>(const ArchiveManifest& manifest)>;

struct Filing {
  std::string archivist;
  std::string filed_at;  ///< "2022-07-01T09:00:00Z"
};

/// Sorts the pieces by class, document and date, numbers them within their retention (and volume),
/// and puts their files below their references, with a process record and the catalogue. Malformed
/// or what the reader says for a file that cannot be filed: an empty one, one of an ending that the
/// scope excludes.
Result<ArchivePackage> build_package(const ArchivePlan& plan, const ArchiveScope& scope,
                                     const Filing& filing, const FileReader& read,
                                     const CatalogueMaker& make_catalogue);

/// The digest of a text by a hash profile, in hexadecimal.
std::string digest_text(std::string_view content, HashProfile profile);
/// What a file is by its content: "pdf"; "unknown" for what is not read.
std::string format_of_content(const std::string& name, std::string_view content);
/// "A-立项与目标/Z109-WS·2021-D30-JX-0001/"
std::string folder_of(const ArchiveScope& scope, const ArchiveItem& item);
/// The ending of a name without its dot, in lower case.
std::string ending_of(std::string_view name);

}  // namespace jx
