// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "base/origin.h"
#include "base/result.h"
#include "documents/document.h"

namespace jx {

/// Counts the cells and lines that a reader stores against the limit of the document.
class BlockLimit {
 public:
  explicit BlockLimit(const ReadLimits& limits) : most_(limits.cells) {}

  /// LimitExceeded from the block on that is one too many; `place` is where the reader is.
  Result<void> count(std::uint64_t added, const Origin& place);

 private:
  std::uint64_t most_;
  std::uint64_t blocks_ = 0;
};

}  // namespace jx
