// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/chain.h"

/// 归档清单: what a package holds, as lines that a person can read, in one spelling only.
namespace jx {

inline constexpr std::string_view kManifestName = "manifest.txt";
inline constexpr std::string_view kManifestDigestName = "manifest.digest";

/// 件, and the 卷 it stands in where files are put together in volumes.
struct ArchiveItem {
  std::string reference;  ///< 档号: "Z109-WS·2021-D30-JX-0001"
  std::string document;   ///< Code of the scope: "A1"
  std::string retention;
  std::string date;  ///< "2021-01-15"
  std::string author;
  std::string title;
  std::string volume;  ///< Number of the volume; empty where there are none.
  // Since the second edition of the manifest; each may be empty.
  std::string document_number = {};  ///< 文号
  std::string secrecy = {};          ///< 密级
  std::string pages = {};            ///< 页数
  std::string remark = {};           ///< 备注
};

/// 案卷 as a whole.
struct ArchiveVolume {
  std::string number;
  std::string title;
};

struct ArchiveFile {
  std::string digest;  ///< Hexadecimal, by the package's hash profile.
  std::uint64_t bytes = 0;
  std::string format;  ///< As its content says: "pdf".
  std::string path;    ///< In the package.
};

/// A document that is required and was not filed, with the reason.
struct AbsentDocument {
  std::string document;
  std::string reason;
};

struct ArchiveManifest {
  int edition = 2;  ///< Of the lines; the first had neither volumes nor the rest of an item.
  HashProfile hash = HashProfile::International;
  std::string scope;
  std::string fonds;     ///< 全宗号
  std::string category;  ///< 档案门类代码
  std::string year;
  std::string organisation;  ///< 机构（问题）代码
  std::string project;
  std::string name;
  std::string unit;
  std::string archivist;
  std::string filed_at;
  std::vector<ArchiveVolume> volumes;
  std::vector<ArchiveItem> items;
  std::vector<ArchiveFile> files;
  std::vector<AbsentDocument> absent;

  /// What the package is called: "Z109-WS·2021-15000021T000000007928".
  std::string id() const;
};

/// 档号 of the piece of this number: 全宗号-门类·年度-期限-机构-件号, with the volume before the
/// number where there is one.
std::string reference_of(const ArchiveManifest& manifest, const ArchiveItem& item,
                         std::size_t number);

/// In the manifest's own edition.
std::string to_text(const ArchiveManifest& manifest);
/// Of either edition. Malformed, naming the line, for what to_text() would not have written.
Result<ArchiveManifest> read_manifest(std::string_view text);

}  // namespace jx
