// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"

/// Reads ZIP archives that are in memory: the package of XLSX, DOCX and OFD, and archives of
/// documents. Nothing is ever written to disk.
///
/// An archive's own statements about sizes are not believed: what is unpacked is counted as it
/// comes, and reading stops at the limits. Entries that could be taken for two things (a name that
/// comes twice, a name that leaves the archive's folder) are left out with a diagnostic.
namespace jx {

struct ZipLimits {
  std::uint32_t entries = 50'000;
  std::uint64_t entry_bytes = std::uint64_t{2} << 30;  ///< Unpacked, of one entry.
  std::uint64_t total_bytes = std::uint64_t{4} << 30;  ///< Unpacked, of all reading together.
  std::uint32_t ratio = 250;  ///< Unpacked to packed; asked once ratio_free_bytes are unpacked.
  std::uint64_t ratio_free_bytes = std::uint64_t{32} << 20;
};

struct ZipEntry {
  std::string name;  ///< UTF-8, parts separated by "/".
  std::uint64_t index = 0;
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;  ///< As the archive says.
  bool encrypted = false;
};

class ZipArchive {
 public:
  /// Takes the bytes of an entry in order; an error stops the reading and is handed on.
  using ChunkSink = std::function<Result<void>(std::string_view chunk)>;

  /// `bytes` must outlive the archive. Malformed when it is no archive or is cut off,
  /// LimitExceeded for too many entries. Folders are not among the entries.
  static Result<ZipArchive> open(std::string_view bytes, const ZipLimits& limits,
                                 Diagnostics& diagnostics);

  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  const std::vector<ZipEntry>& entries() const noexcept;
  /// The entry of that name, or null. A name that differs only in the case of ASCII letters is
  /// found too: the parts of office packages are named so.
  const ZipEntry* find(std::string_view name) const;

  /// The unpacked bytes. Unsupported when encrypted or packed in a way we do not know, Malformed
  /// when damaged, LimitExceeded.
  Result<std::string> read(const ZipEntry& entry);
  /// The same in pieces of at most 64 KB.
  Result<void> read(const ZipEntry& entry, const ChunkSink& sink);

 private:
  struct State;
  explicit ZipArchive(std::unique_ptr<State> state) noexcept;

  std::unique_ptr<State> state_;
};

/// A part of an archive that gets other bytes, or is new.
struct ZipChange {
  std::string name;
  std::string content;
};

/// The archive with these parts changed. All others are copied packed, as they stand; new ones
/// follow behind them, dated 1980, so that the same input gives the same bytes. Names are found as
/// ZipArchive::find() finds them. Malformed for a damaged archive, Io when it cannot be written.
Result<std::string> change_zip(std::string_view bytes, const std::vector<ZipChange>& changes);

}  // namespace jx
