// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/text/tabbed.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "base/text.h"
#include "pages/page_number.h"

namespace jx {
namespace {

bool has_tab(std::string_view text) noexcept { return text.find('\t') != std::string_view::npos; }

bool is_blank(std::string_view text) noexcept { return trimmed(text).empty(); }

std::uint32_t to_number(std::string_view digits) noexcept {
  std::uint32_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool feed_follows(const FileLine& line, const LineScanner& after) noexcept {
  if (line.feed_after) return true;
  const std::string_view rest = after.rest();
  const std::size_t next = rest.find_first_not_of(" \t\r\n");
  return next != std::string_view::npos && rest[next] == '\f';
}

bool blank_follows(const LineScanner& after) noexcept {
  LineScanner ahead = after;
  const std::optional<FileLine> next = ahead.next();
  return !next || is_blank(next->text);
}

/// How large the grid that begins here will become, so that its memory is taken once.
struct Extent {
  std::size_t cells = 0;
  std::size_t rows = 0;
};

Extent measure_run(const FileLine& line, LineScanner ahead, std::uint64_t most_cells) {
  Extent extent;
  std::optional<FileLine> next = line;
  while (next && has_tab(next->text) && extent.cells < most_cells) {
    extent.cells +=
        static_cast<std::size_t>(std::count(next->text.begin(), next->text.end(), '\t')) + 1;
    ++extent.rows;
    if (next->feed_after) break;
    next = ahead.next();
  }
  extent.cells = std::min<std::size_t>(extent.cells, most_cells);
  return extent;
}

}  // namespace

Result<void> TabbedReader::add(const FileLine& line, const LineScanner& after) {
  if (is_page_number(line, after)) {
    grid_.flush();
    JX_TRY_VOID(pages_.add_page_number(line));
  } else if (has_tab(line.text)) {
    JX_TRY_VOID(add_row(line, after));
  } else {
    grid_.flush();
    JX_TRY_VOID(pages_.add_line(line));
  }
  after_blank_ = is_blank(line.text);
  if (line.feed_after) {
    grid_.flush();
    pages_.add_form_feed();
    after_blank_ = true;
  }
  return {};
}

Result<void> TabbedReader::add_row(const FileLine& line, const LineScanner& after) {
  if (!grid_.has_rows()) {
    const Extent extent = measure_run(line, after, pages_.limits().cells);
    grid_.reserve(extent.cells, extent.rows);
  }
  grid_.begin_row(line.number);
  std::string_view rest = line.text;
  std::uint32_t column = line.first_column;
  while (true) {
    const std::size_t end = rest.find('\t');
    const std::string_view cell = rest.substr(0, end);
    grid_.add_cell(cell, line.number, column);
    if (end == std::string_view::npos) break;
    column += count_characters(cell) + 1;
    rest.remove_prefix(end + 1);
  }
  return grid_.end_row();
}

bool TabbedReader::is_page_number(const FileLine& line, const LineScanner& after) {
  const std::string_view words = trimmed(line.text);
  if (words.empty() || has_tab(words)) return false;
  if (const auto number = find_page_number(words)) {
    last_number_ = to_number(*number);
    return true;
  }
  const auto number = find_bare_number(words);
  if (!number) return false;
  // A number alone may as well be a cell of a table that was pasted as one cell a line.
  const bool goes_on = last_number_ != 0 && to_number(*number) == last_number_ + 1;
  const bool alone = after_blank_ && blank_follows(after);
  if (!feed_follows(line, after) && !(goes_on && alone)) return false;
  last_number_ = to_number(*number);
  return true;
}

Result<void> read_tabbed(std::string_view text, PageBuilder& pages) {
  LineScanner scanner(text);
  TabbedReader reader(pages);
  while (const std::optional<FileLine> line = scanner.next()) {
    JX_TRY_VOID(reader.add(*line, scanner));
  }
  reader.finish();
  return {};
}

}  // namespace jx
