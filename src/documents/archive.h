// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/document.h"

/// A ZIP archive of documents → the documents in it.
namespace jx {

struct ArchiveMember {
  std::string name;  ///< "archive.zip!/folder/file.xlsx"
  Result<Document> document;
  /// The file of the same name with the ending asked for behind it, if the archive holds one.
  std::optional<std::string> companion;
};

struct ArchiveOptions {
  ReadLimits limits;
  std::string_view companion_ending;  ///< Files that end so go along with their document.
  /// What is worth a word without being the fault of one member.
  std::function<void(std::string_view complaint)> complain;
};

/// Over all levels together.
inline constexpr std::size_t kMostArchiveMembers = 20'000;
inline constexpr std::uint64_t kMostArchiveBytes = std::uint64_t{8} << 30;

using MemberSink = std::function<void(ArchiveMember&& member)>;

/// Gives the members of `archive` (Format::Zip) one by one, in its order; archives in it are gone
/// through too, to the third level. A member that cannot be read comes with the reason, and the
/// others go on. What systems add for themselves (__MACOSX, Thumbs.db) is passed over.
///
/// Fails when the archive itself cannot be opened, or holds no files.
Result<void> for_each_member(const Document& archive, const ArchiveOptions& options,
                             const MemberSink& sink);

}  // namespace jx
