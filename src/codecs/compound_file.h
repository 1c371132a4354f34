// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// Reads compound files (OLE2, [MS-CFB]) that are in memory: a file system in a file, which XLS,
/// DOC and encrypted office files are. Chains of sectors that form a ring, leave the file or are
/// longer than it are refused.
namespace jx {

class CompoundFile {
 public:
  struct Stream {
    std::string name;  ///< UTF-8.
    std::uint32_t start = 0;
    std::uint64_t size = 0;
  };

  static bool has_mark(std::string_view bytes) noexcept;

  /// `bytes` must outlive the file. Malformed when the file is damaged or cut off.
  static Result<CompoundFile> open(std::string_view bytes);

  /// The streams of the uppermost folder; those of embedded objects are not among them.
  const std::vector<Stream>& streams() const noexcept { return streams_; }
  /// By name, whatever the case of its ASCII letters; null when there is none.
  const Stream* find(std::string_view name) const;
  Result<std::string> read(const Stream& stream) const;

 private:
  explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {}

  Result<void> read_header();
  Result<void> read_sector_table();
  Result<void> read_directory();
  void list_folder(std::string_view directory, std::uint32_t first);
  std::string_view sector(std::uint32_t number) const noexcept;
  Result<std::string> read_chain(std::uint32_t start, std::uint64_t size) const;
  Result<std::string> read_small_chain(std::uint32_t start, std::uint64_t size) const;

  std::string_view bytes_;
  std::uint32_t sector_shift_ = 9;
  std::uint32_t small_shift_ = 6;
  std::uint32_t small_limit_ = 4096;
  std::uint32_t directory_start_ = 0;
  std::uint32_t small_table_start_ = 0;
  std::vector<std::uint32_t> next_;        ///< The sector behind each sector.
  std::vector<std::uint32_t> small_next_;  ///< The same for the small sectors.
  std::string small_;                      ///< The small sectors.
  std::vector<Stream> streams_;
};

}  // namespace jx
