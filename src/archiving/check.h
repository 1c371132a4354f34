// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archiving/manifest.h"
#include "archiving/scope.h"
#include "archiving/stored_zip.h"
#include "base/decimal.h"
#include "ledger/head.h"

/// 四性检测 (DA/T 70) of a package: whether it is what was filed, whole, usable and safe.
namespace jx {

enum class ArchiveQuality : std::uint8_t {
  Authenticity,  ///< 真实性
  Completeness,  ///< 完整性
  Usability,     ///< 可用性
  Safety,        ///< 安全性
};
std::string_view to_string(ArchiveQuality quality) noexcept;     ///< "authenticity" …
std::string_view chinese_name(ArchiveQuality quality) noexcept;  ///< "真实性"

enum class ArchiveVerdict : std::uint8_t {
  Holds,
  Noted,       ///< Holds, and a reader has to know something.
  NotChecked,  ///< Nothing was there to check it with, or this program does not do it.
  Fails,
};
std::string_view to_string(ArchiveVerdict verdict) noexcept;     ///< "holds" …
std::string_view chinese_name(ArchiveVerdict verdict) noexcept;  ///< "符合"

/// One thing that was looked at.
struct ArchiveCheckItem {
  ArchiveQuality quality = ArchiveQuality::Authenticity;
  std::string what;
  ArchiveVerdict verdict = ArchiveVerdict::Holds;
  std::vector<std::string> details;  ///< Each names the file, the piece or the document.
};

/// 归档率 of a class.
struct ClassCompleteness {
  std::string code;
  std::string name;
  std::size_t required = 0;
  std::size_t filed = 0;               ///< Of the required ones.
  std::vector<std::string> explained;  ///< Required, not there, with a reason.
  std::vector<std::string> missing;    ///< Required, not there, without a word.
};

struct ArchiveCheck {
  std::optional<ArchiveManifest> manifest;  ///< Absent when it cannot be read.
  std::vector<ArchiveCheckItem> items;
  std::vector<ClassCompleteness> classes;
  std::size_t required = 0;
  std::size_t filed = 0;

  bool holds() const noexcept;
  /// In percent, two places; absent without required documents.
  std::optional<Decimal> rate() const;
};

/// What another program, which knows viruses, said of the package. This one looks for none.
struct VirusScan {
  bool asked = false;
  std::string scanner;             ///< Its name, version and data.
  std::string failure;             ///< Why it said nothing; empty when it did.
  std::vector<std::string> found;  ///< File and virus.
};

/// `files` are all files of the package. `receipt` is the head that was signed when it was filed
/// and kept elsewhere: it proves that the package is not another one made later.
ArchiveCheck check_package(const std::vector<StoredEntry>& files, const ArchiveScope& scope,
                           const std::optional<LedgerHead>& receipt = {},
                           const VirusScan& scan = {});

/// What a receipt says of a package.
LedgerHead receipt_of(const ArchiveManifest& manifest);

}  // namespace jx
