// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/text.h"

namespace jx {

/// Lines seen before, compared folded: a title is printed again above the next part of its table,
/// and running heads come back on every page. Bounded; what does not fit counts as not seen.
class LineMemory {
 public:
  bool contains(std::string_view line) const { return lines_.contains(fold(line)); }
  void add(std::string_view line) {
    if (lines_.size() < kMostLines && line.size() <= kMostBytes) lines_.insert(fold(line));
  }

 private:
  static constexpr std::size_t kMostLines = 10'000;
  static constexpr std::size_t kMostBytes = 200;
  std::unordered_set<std::string> lines_;
};

}  // namespace jx
