// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/archive.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "codecs/zip.h"

namespace jx {
namespace {

constexpr int kMostDepth = 3;

/// Files that nobody put there.
bool is_leftover(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return path.starts_with("__MACOSX/") || contains(path, "/__MACOSX/") || name == ".DS_Store" ||
         name == "Thumbs.db" || name == "desktop.ini" || name.starts_with("~$");
}

Error make_limit_error(std::string_view name) {
  return {
      ErrorCode::LimitExceeded,
      fmt::format("“{}”里的文件太多或太大，到这里为止，后面的没有读入。请拆成几个压缩包。", name)};
}

class ArchiveWalk {
 public:
  ArchiveWalk(const ArchiveOptions& options, const MemberSink& sink)
      : options_(options), sink_(sink) {}

  // NOLINTNEXTLINE(misc-no-recursion): with give(), which counts the depth.
  Result<void> walk(const Document& document, int depth) {
    Diagnostics diagnostics;
    const ZipLimits limits{.entry_bytes = options_.limits.bytes};
    JX_TRY(ZipArchive archive, ZipArchive::open(document.bytes, limits, diagnostics));
    for (const Diagnostic& entry : diagnostics.entries()) {
      if (options_.complain) options_.complain(document.name + ": " + entry.message);
    }
    bool any = false;
    for (const ZipEntry& entry : archive.entries()) {
      if (is_leftover(entry.name) || is_companion(archive, entry.name)) continue;
      any = true;
      if (++members_ > kMostArchiveMembers || bytes_ > kMostArchiveBytes)
        return make_limit_error(document.name);
      read(archive, entry, document.name + "!/" + entry.name, depth);
    }
    if (any) return {};
    return Error{ErrorCode::Malformed,
                 fmt::format("“{}”里没有文件。请确认压缩包完整、选对了文件。", document.name)};
  }

 private:
  bool is_companion(const ZipArchive& archive, std::string_view path) const {
    const std::string_view ending = options_.companion_ending;
    return !ending.empty() && path.ends_with(ending) &&
           archive.find(path.substr(0, path.size() - ending.size())) != nullptr;
  }

  // NOLINTNEXTLINE(misc-no-recursion): with give(), which counts the depth.
  void read(ZipArchive& archive, const ZipEntry& entry, std::string name, int depth) {
    auto bytes = archive.read(entry);
    if (!bytes.ok()) return sink_({std::move(name), std::move(bytes).error(), std::nullopt});
    bytes_ += bytes->size();
    std::optional<std::string> companion;
    const ZipEntry* const beside =
        options_.companion_ending.empty()
            ? nullptr
            : archive.find(entry.name + std::string(options_.companion_ending));
    if (beside != nullptr) {
      if (auto words = archive.read(*beside); words.ok()) companion = *std::move(words);
    }
    give({name, make_document(name, *std::move(bytes)), std::move(companion)}, depth);
  }

  // NOLINTNEXTLINE(misc-no-recursion): counts the depth.
  void give(ArchiveMember&& member, int depth) {
    if (!member.document.ok() || member.document->format != Format::Zip) {
      return sink_(std::move(member));
    }
    if (depth >= kMostDepth) {
      return sink_(
          {member.name,
           Error{ErrorCode::LimitExceeded,
                 fmt::format("压缩包套了 {} 层以上，里层的没有读入。请先解开再试。", kMostDepth)},
           std::nullopt});
    }
    if (const auto walked = walk(*member.document, depth + 1); !walked.ok()) {
      sink_({std::move(member.name), walked.error(), std::nullopt});
    }
  }

  const ArchiveOptions& options_;
  const MemberSink& sink_;
  std::size_t members_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace

Result<void> for_each_member(const Document& archive, const ArchiveOptions& options,
                             const MemberSink& sink) {
  return ArchiveWalk(options, sink).walk(archive, 1);
}

}  // namespace jx
