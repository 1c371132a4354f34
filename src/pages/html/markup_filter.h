// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jx {

/// Hands markup to the HTML parser piece by piece, without what no reader needs and what would
/// cost words: comments (conditional ones of office programs too), scripts and style sheets go,
/// control characters become spaces, "&nbsp" gets its semicolon. Line ends stay, so that the parser
/// counts lines right.
class MarkupFilter {
 public:
  /// Tags with more attributes are no table of anybody.
  static constexpr std::size_t kMostAttributes = 1000;

  /// `text` is valid UTF-8 and must outlive the filter.
  explicit MarkupFilter(std::string_view text) noexcept : text_(text) {}

  /// Copies the next bytes; 0 at the end.
  std::size_t read(char* to, std::size_t size);

  /// How many end tags have been handed out.
  std::uint64_t end_tags() const noexcept { return end_tags_; }
  /// Line of a comment, script or quotation that the file never ends.
  std::optional<std::uint32_t> unclosed_line() const noexcept { return unclosed_line_; }
  /// Line of a tag with too many attributes; nothing behind it is handed out.
  std::optional<std::uint32_t> crowded_line() const noexcept { return crowded_line_; }

 private:
  void next_piece();
  void take(std::size_t end);
  void skip(std::size_t end);
  void own(std::string piece, std::size_t end);
  void take_text();
  void take_entity();
  void take_markup();
  void skip_comment();
  std::size_t find_bracket();
  void take_tag();
  void take_raw_element(std::size_t tag_end, std::string_view name);

  struct Tag {
    std::size_t name_end = 0;
    std::size_t end = 0;  ///< Behind ">"; npos when the file never ends the tag.
    std::size_t attributes = 0;
  };
  Tag scan_tag() const;
  std::size_t scan_value(std::size_t position) const;
  std::uint32_t line_of(std::size_t position) const;
  void note_unclosed();

  std::string_view text_;
  std::size_t position_ = 0;
  std::string_view piece_;
  std::string owned_;
  std::uint64_t end_tags_ = 0;
  bool no_comment_end_ = false;  ///< No "-->" stands further on.
  bool no_bracket_ = false;      ///< Nor a ">".
  std::optional<std::uint32_t> unclosed_line_;
  std::optional<std::uint32_t> crowded_line_;
};

}  // namespace jx
