// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace jx {

/// A line of the file, or a part of one when form feeds cut it.
struct FileLine {
  std::string_view text;           ///< Without line end and form feed.
  std::uint32_t number = 1;        ///< As an editor counts.
  std::uint32_t first_column = 1;  ///< Above 1 only behind a form feed.
  bool feed_after = false;         ///< A form feed ended it.
};

/// Lines of a text with any line ends (\n, \r\n, \r), cut at form feeds too. A copy is cheap and
/// looks ahead. Linear whatever the mixture: the next line end of each kind is remembered.
class LineScanner {
 public:
  explicit LineScanner(std::string_view text) noexcept : text_(text) {}

  std::optional<FileLine> next() noexcept;
  /// What `next` has not reached.
  std::string_view rest() const noexcept { return text_.substr(position_); }

 private:
  std::size_t find_cached(char byte, std::size_t& cached) const noexcept;

  std::string_view text_;
  std::size_t position_ = 0;
  std::uint32_t number_ = 1;
  std::uint32_t column_ = 1;
  std::size_t newline_ = 0;
  std::size_t carriage_return_ = 0;
  std::size_t form_feed_ = 0;
};

/// Characters in valid UTF-8, at the speed of reading memory.
inline std::uint32_t count_characters(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char byte : text) count += static_cast<signed char>(byte) >= -64 ? 1 : 0;
  return static_cast<std::uint32_t>(count);
}

}  // namespace jx
