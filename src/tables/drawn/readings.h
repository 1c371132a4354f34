// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pages/page.h"

namespace jx {

/// Other readings of a page, handed to the cells and lines they stand in.
class ReadingPile {
 public:
  /// A page of recognised print has a few hundred lines.
  static constexpr std::size_t kMost = 5000;

  ReadingPile() = default;
  /// Keeps the first kMost of them.
  explicit ReadingPile(std::vector<OtherReading> readings);

  bool empty() const noexcept { return left_ == 0; }
  /// Takes away those whose middle lies in the box, from top to bottom.
  std::vector<std::string> take(const Box& box);
  /// Takes those of every cell of the grid, whose boxes are still those of `origin`.
  void take_into(NativeGrid& grid);

 private:
  struct Waiting {
    float x = 0;
    float y = 0;
    std::string text;
    bool taken = false;
  };

  std::vector<Waiting> readings_;  ///< By y.
  std::size_t left_ = 0;
};

}  // namespace jx
