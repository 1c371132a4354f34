// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/origin.h"
#include "base/result.h"
#include "documents/document.h"
#include "pages/wire.h"

namespace jx {

/// The stream of wire.h, field by field. After the first fault every field is zero or empty and
/// ok() is false; loops ask it once a turn.
class WireInput {
 public:
  WireInput(ByteSource source, const ReadLimits& limits);

  bool ok() const noexcept { return !fault_; }
  /// When not ok().
  const Error& fault() const noexcept { return *fault_; }
  void fail(std::string_view what);
  void require(bool condition, std::string_view what) {
    if (!condition) fail(what);
  }

  unsigned byte() {
    if (position_ == end_ && !fill()) return 0;
    return static_cast<unsigned char>(buffer_[position_++]);
  }
  unsigned byte(unsigned most);
  bool flag() { return byte(1) == 1; }
  std::uint64_t number(std::uint64_t most);
  std::uint32_t number32();
  float real();
  Box box();
  /// From 0 to 1.
  float confidence();
  /// So many bytes, whatever they are. The count is not believed before they have come.
  std::string bytes(std::uint64_t count);
  /// UTF-8 of at most so many bytes.
  std::string text(std::uint64_t most);
  std::string text() { return text(most_text_); }
  /// Of something on the page with that number.
  Origin origin(std::uint32_t page);

  /// How many blocks, cells or rows follow; they count against the limit of the document.
  std::uint64_t count_blocks() { return take(blocks_left_); }
  std::uint64_t count_rows() { return take(rows_left_); }
  void count_page();

 private:
  std::uint64_t take(std::uint64_t& left);
  bool fill();

  ByteSource source_;
  std::uint64_t most_text_;
  std::uint64_t text_left_;
  std::uint64_t blocks_left_;
  std::uint64_t rows_left_;
  std::string buffer_;
  std::size_t position_ = 0;
  std::size_t end_ = 0;
  std::optional<Error> fault_;
};

}  // namespace jx
