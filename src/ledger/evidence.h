// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "ledger/chain.h"

/// 佐证: the files that figures rest on, kept beside the ledger under the digest of their content.
namespace jx {

struct EvidenceFile {
  Digest digest{};
  std::uint64_t bytes = 0;
};

class EvidenceFolder {
 public:
  static constexpr std::uint64_t kMostBytes = std::uint64_t{2} << 30;

  /// Of the ledger in this file: "<file>.evidence".
  EvidenceFolder(const std::filesystem::path& ledger, HashProfile profile);

  /// Copies a file in; it is there whole, and on the disk, when this answers. The same content
  /// again is not stored twice. NotFound, Io, LimitExceeded beyond kMostBytes, Malformed when it is
  /// empty.
  Result<EvidenceFile> add(const std::filesystem::path& file) const;

  /// What is wrong with a stored file: that it is missing, or that its content is another now.
  Result<void> check(const std::string& digest) const;
  std::filesystem::path place_of(const std::string& digest) const;

 private:
  std::filesystem::path folder_;
  HashProfile profile_;
};

}  // namespace jx
