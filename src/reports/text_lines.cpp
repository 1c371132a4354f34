// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/text_lines.h"

#include "reports/text_layout.h"

namespace jx {

void TextLines::add_title(std::string_view title) {
  add("{}", inked(title, TextInk::Strong, style_));
}

void TextLines::add_note(std::string_view note) {
  add("{} {}", inked("[注意]", TextInk::Yellow, style_), note);
}

void TextLines::add_diagnostics(const Diagnostics& diagnostics) {
  for (const Diagnostic& entry : diagnostics.entries()) add_note(entry.message);
}

void TextLines::add_columns(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(row.size());
    for (std::size_t column = 0; column < row.size(); ++column) {
      widths[column] = std::max(widths[column], display_width(row[column]));
    }
  }
  for (const std::vector<std::string>& row : rows) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      line += "  ";
      line += column == 0 ? padded(row[column], widths[column])
                          : right_aligned(row[column], widths[column]);
    }
    add("{}", line);
  }
}

}  // namespace jx
