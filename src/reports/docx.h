// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace jx {

/// Writes a Word document (ECMA-376): headings, paragraphs and tables on A4, in the usual fonts of
/// official papers. The same calls give the same bytes.
class DocxWriter {
 public:
  enum class Page { Portrait, Landscape };

  explicit DocxWriter(Page page = Page::Portrait) : page_(page) {}

  /// Level 1 to 3.
  void heading(int level, std::string_view text);
  void paragraph(std::string_view text);
  /// A line of its own in a list, "（1）" and the like are the caller's.
  void item(std::string_view text);
  /// Below an item, smaller.
  void note(std::string_view text);
  /// The first row is repeated on each page. `widths` are shares of the line, one a column; every
  /// row has as many cells. Line breaks in a cell stay.
  void table(std::span<const int> widths, std::span<const std::vector<std::string>> rows);

  /// The file; Io when it cannot be packed.
  Result<std::string> finish() &&;

 private:
  void add_paragraph(std::string_view style, std::string_view text);
  void add_cell(int width, std::string_view text, bool is_head);

  int line_width() const noexcept;

  Page page_;
  std::string body_;
};

}  // namespace jx
