// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

namespace jx {

/// A rectangle on a page in points, from the page's top left corner. Empty for text documents.
struct Box {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;

  bool empty() const noexcept { return right <= left || bottom <= top; }
  friend bool operator==(const Box&, const Box&) = default;
};

/// The smallest box around both; an empty one adds nothing.
inline Box united(const Box& a, const Box& b) noexcept {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {.left = b.left < a.left ? b.left : a.left,
          .top = b.top < a.top ? b.top : a.top,
          .right = a.right < b.right ? b.right : a.right,
          .bottom = a.bottom < b.bottom ? b.bottom : a.bottom};
}

/// Where something was read, precise enough to show it to a person again.
///
/// `page`, `line`, `first_column` and `last_column` count from 1, columns in characters (code
/// points) of the line, `last_column` included; 0 means "not known here". `table`, `row` and
/// `column` count from 0 as in the output of `jixiao tables`; kNone means "not in a table".
/// A value that was filled down carries the origin of the cell it came from.
struct Origin {
  static constexpr std::uint32_t kNone = 0xffffffff;

  std::uint32_t page = 0;
  std::uint32_t table = kNone;
  std::uint32_t row = kNone;
  std::uint32_t column = kNone;
  std::uint32_t line = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_column = 0;
  Box box = {};

  bool in_table() const noexcept { return table != kNone; }
  bool known() const noexcept { return page != 0 || line != 0 || in_table(); }
  friend bool operator==(const Origin&, const Origin&) = default;
};

}  // namespace jx
