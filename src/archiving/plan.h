// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archiving/manifest.h"
#include "archiving/scope.h"
#include "base/result.h"

namespace jx {

/// A piece that is to be filed, and the files that make it up: the paper first, then what belongs
/// to it.
struct PlannedItem {
  ArchiveItem item;  ///< Without its reference.
  std::vector<std::string> files;
};

/// 归档计划: what people want to file, in a TOML file described in docs/archive.md.
struct ArchivePlan {
  ArchiveManifest head;  ///< Without items and files.
  std::vector<PlannedItem> items;
};

/// Malformed with line and column: an unknown document of the scope, a date or retention that is
/// none, a title with a tab or line break, volumes for some pieces only.
Result<ArchivePlan> read_archive_plan(std::string_view text, const std::string& name,
                                      const ArchiveScope& scope);

}  // namespace jx
