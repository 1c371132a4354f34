// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"
#include "pages/page.h"

namespace jx {

/// Gathers the lines and grids of a Word document on pages, and counts what was left out.
class WordPages {
 public:
  explicit WordPages(const ReadLimits& limits) : limits_(limits) {}

  /// The author ends the page here; Word may say the same right after.
  void break_page() noexcept { break_set_ = true; }
  /// Word began a new page here when it saved the file.
  void note_rendered_break() noexcept;
  /// The page being written on.
  std::uint32_t page() const noexcept { return page_; }
  /// The place of the next paragraph or cell.
  Origin next_place() noexcept;
  /// Of the place given last; 0 before the first one.
  std::uint32_t line() const noexcept { return line_; }

  /// A paragraph, line by line; blank ones are left out.
  Result<void> add_lines(std::string_view text, const Origin& origin);
  /// A grid without words is left out.
  void add_grid(NativeGrid grid, std::uint32_t page);
  /// A line of a header or footer, on the last page, unless it was there before.
  void add_footer(std::string_view text);
  /// LimitExceeded once the document has more cells and lines than allowed, or a row more columns.
  Result<void> count_cell(std::uint32_t columns);

  const ReadLimits& limits() const noexcept { return limits_; }

  // What was left out, for the diagnostics.
  std::uint64_t deletions = 0;
  std::uint64_t insertions = 0;
  std::uint64_t hidden_texts = 0;
  std::uint64_t prompts = 0;
  std::uint64_t unknown_symbols = 0;
  bool has_pictures = false;
  bool has_objects = false;
  bool has_comments = false;
  bool has_review_signs = false;

  Pages take(Diagnostics diagnostics) &&;

 private:
  Page& page_at(std::uint32_t number);
  void report(Diagnostics& diagnostics) const;

  const ReadLimits& limits_;
  std::vector<Page> pages_;
  std::vector<std::string> footers_;
  std::uint64_t blocks_ = 0;
  std::uint32_t page_ = 1;
  std::uint32_t line_ = 0;
  bool break_set_ = false;
};

}  // namespace jx
