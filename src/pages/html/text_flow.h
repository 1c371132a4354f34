// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jx {

/// A line as a browser would begin one: a paragraph, or what stands between two <br>.
struct FlowLine {
  std::string text;
  std::uint32_t line = 0;  ///< Of the file, where the words begin.
};

enum class Spaces : std::uint8_t { Collapse, Keep };

/// Gathers running text as a browser shows it: runs of spaces become one, a line end between two
/// Chinese characters none, a hard space one that stays.
class TextFlow {
 public:
  void add(std::string_view text, std::uint32_t line, Spaces spaces);
  /// The line gathered so far, without outer spaces; nothing when it has no words.
  std::optional<FlowLine> end_line();
  bool empty() const noexcept { return text_.empty(); }

 private:
  void add_character(char32_t character);
  void add_pending_space(char32_t before);

  std::string text_;
  std::uint32_t line_ = 0;
  char32_t last_ = 0;
  enum class Pending : std::uint8_t { None, Space, LineEnd };
  Pending pending_ = Pending::None;
};

}  // namespace jx
