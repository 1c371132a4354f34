// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/text/markdown.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "documents/text_format.h"
#include "pages/text/line_scanner.h"
#include "pages/text/tabbed.h"

namespace jx {
namespace {

bool has_bar(std::string_view line) noexcept { return line.find('|') != std::string_view::npos; }

/// The end of the cell that begins at `begin`: a bar without a backslash, or the end of the line.
std::size_t find_cell_end(std::string_view line, std::size_t begin) noexcept {
  std::size_t end = begin;
  while (end < line.size() && line[end] != '|') end += line[end] == '\\' ? 2 : 1;
  return std::min(end, line.size());
}

/// "\|" → "|", "<br>" → a line end. Other markup stays as written.
std::string unescape_cell(std::string_view cell) {
  std::string words = replaced(cell, "\\|", "|");
  for (const std::string_view tag : {"<br>", "<br/>", "<br />"}) {
    words = replaced(words, tag, "\n");
  }
  return words;
}

Result<void> add_table_row(const FileLine& line, GridBuilder& grid) {
  grid.begin_row(line.number);
  const std::string_view inside = trimmed(line.text);
  const auto skipped = static_cast<std::size_t>(inside.data() - line.text.data());
  std::uint32_t column = line.first_column + count_characters(line.text.substr(0, skipped));
  std::size_t begin = 0;
  if (inside.starts_with('|')) {
    begin = 1;
    ++column;
  }
  // The bar at the end of the row closes its last cell.
  while (begin < inside.size() || begin == 0) {
    const std::size_t end = find_cell_end(inside, begin);
    const std::string_view cell = inside.substr(begin, end - begin);
    const bool plain = cell.find_first_of("\\<") == std::string_view::npos;
    if (plain) {
      grid.add_cell(cell, line.number, column);
    } else {
      const std::string words = unescape_cell(cell);
      grid.add_cell(words, cell, line.number, column);
    }
    column += count_characters(cell) + 1;
    begin = end + 1;
  }
  return grid.end_row();
}

/// A line without the marks that are only there for the eye: "## " and "**…**".
FileLine strip_marks(FileLine line) {
  const std::string_view all = line.text;
  if (contains(all, "\t")) return line;  // A row; its outer tabs are blank cells.
  std::string_view words = trimmed(all);
  const std::size_t hashes = std::min(words.find_first_not_of('#'), words.size());
  if (hashes > 0 && hashes <= 6 && words.substr(hashes).starts_with(' ')) {
    words.remove_prefix(hashes);
  }
  words = trimmed(words);
  for (const std::string_view mark : {"**", "__"}) {
    const bool wrapped =
        words.size() > 2 * mark.size() && words.starts_with(mark) && words.ends_with(mark);
    if (!wrapped || words.find(mark, mark.size()) != words.size() - mark.size()) continue;
    words = trimmed(words.substr(mark.size(), words.size() - 2 * mark.size()));
  }
  if (words.empty()) return {.text = {}, .number = line.number, .feed_after = line.feed_after};
  line.first_column +=
      count_characters(all.substr(0, static_cast<std::size_t>(words.data() - all.data())));
  line.text = words;
  return line;
}

/// "---", "***", "___": a line drawn, not words.
bool is_drawn_line(std::string_view text) noexcept {
  text = trimmed(text);
  return text.size() >= 3 && text.find_first_not_of(text.front()) == std::string_view::npos &&
         contains("-*_", text.substr(0, 1));
}

bool is_fence(std::string_view text) noexcept {
  text = trimmed(text);
  return text.starts_with("```") || text.starts_with("~~~");
}

class MarkdownReader {
 public:
  MarkdownReader(std::string_view text, PageBuilder& pages)
      : scanner_(text), pages_(pages), between_(pages) {}

  Result<void> read() {
    while (const std::optional<FileLine> line = scanner_.next()) JX_TRY_VOID(read_from(*line));
    between_.finish();
    return {};
  }

 private:
  Result<void> read_from(const FileLine& line) {
    if (!in_fence_ && begins_table(line)) {
      between_.finish();
      JX_TRY_VOID(read_table(line));
      return {};
    }
    const bool fence = is_fence(line.text);
    in_fence_ = in_fence_ != fence;
    const bool mark_only = fence || (!in_fence_ && is_drawn_line(line.text));
    FileLine stripped = in_fence_ ? line : strip_marks(line);
    if (mark_only) stripped.text = {};
    return between_.add(stripped, scanner_);
  }

  bool begins_table(const FileLine& line) const {
    if (!has_bar(line.text) || is_markdown_rule(line.text) || line.feed_after) return false;
    LineScanner ahead = scanner_;
    const std::optional<FileLine> next = ahead.next();
    return next && is_markdown_rule(next->text);
  }

  Result<void> read_table(const FileLine& header) {
    GridBuilder grid(pages_);
    JX_TRY_VOID(add_table_row(header, grid));
    bool feed_after = scanner_.next()->feed_after;
    while (!feed_after) {
      LineScanner ahead = scanner_;
      const std::optional<FileLine> row = ahead.next();
      if (!row || !has_bar(row->text)) break;
      scanner_ = ahead;
      JX_TRY_VOID(add_table_row(*row, grid));
      feed_after = row->feed_after;
    }
    grid.flush();
    if (feed_after) pages_.add_form_feed();
    return {};
  }

  LineScanner scanner_;
  PageBuilder& pages_;
  TabbedReader between_;
  bool in_fence_ = false;
};

}  // namespace

Result<void> read_markdown(std::string_view text, PageBuilder& pages) {
  return MarkdownReader(text, pages).read();
}

}  // namespace jx
