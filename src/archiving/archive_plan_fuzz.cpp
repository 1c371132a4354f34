// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "archiving/check.h"
#include "archiving/package.h"
#include "archiving/plan.h"
#include "base/check.h"

namespace {

const jx::ArchiveScope& scope() {
  static const jx::ArchiveScope loaded =
      jx::load_archive_scope(std::filesystem::path(JX_SOURCE_DIR) /
                             "data/archives/performance-project.toml")
          .value();
  return loaded;
}

}  // namespace

/// A plan that is taken makes a package whose manifest reads back and that nothing was changed in.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  constexpr std::size_t kMostBytes = 16384;
  const std::string_view input(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const Result<ArchivePlan> plan = read_archive_plan(input, "fuzz.toml", scope());
  if (!plan.ok()) return 0;
  const Result<ArchivePackage> package = build_package(
      *plan, scope(), {"张三", "2022-07-01T09:00:00Z"},
      [](const std::string& file) { return Result<std::string>("内容：" + file + "\n"); },
      [](const ArchiveManifest& manifest) {
        return Result<PackageFile>({"归档文件目录.txt", manifest.id() + "\n"});
      });
  if (!package.ok()) return 0;
  const Result<ArchiveManifest> read = read_manifest(to_text(package->manifest));
  JX_CHECK(read.ok(), "a manifest of ours reads back");
  std::vector<StoredEntry> entries;
  for (const PackageFile& file : package->files) entries.push_back({file.path, file.content});
  for (const ArchiveCheckItem& item : check_package(entries, scope()).items) {
    const bool sound =
        item.verdict != ArchiveVerdict::Fails || item.quality != ArchiveQuality::Authenticity;
    JX_CHECK(sound, "a new package is what was filed");
  }
  return 0;
}
