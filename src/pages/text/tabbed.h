// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "pages/text/line_scanner.h"
#include "pages/text/page_builder.h"

namespace jx {

/// Running text whose tables have tabs: lines with a tab that follow one another are the rows of a
/// grid, others are lines; page-number lines and form feeds end pages.
class TabbedReader {
 public:
  explicit TabbedReader(PageBuilder& pages) : pages_(pages), grid_(pages) {}

  /// `after` stands behind the line: whether a line is a footer depends on what follows.
  Result<void> add(const FileLine& line, const LineScanner& after);
  void finish() { grid_.flush(); }

 private:
  Result<void> add_row(const FileLine& line, const LineScanner& after);
  bool is_page_number(const FileLine& line, const LineScanner& after);

  PageBuilder& pages_;
  GridBuilder grid_;
  bool after_blank_ = true;
  std::uint32_t last_number_ = 0;
};

Result<void> read_tabbed(std::string_view text, PageBuilder& pages);

}  // namespace jx
