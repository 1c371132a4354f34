// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/text/delimited.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.h"
#include "documents/delimiter.h"
#include "pages/page_number.h"
#include "pages/text/line_scanner.h"

namespace jx {
namespace {

/// The words between two CSV quotes: doubled quotes halved, line ends made "\n".
std::string unquote(std::string_view inner) {
  std::string words;
  words.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    const char c = inner[i];
    const char next = i + 1 < inner.size() ? inner[i + 1] : '\0';
    if ((c == '"' && next == '"') || (c == '\r' && next == '\n')) ++i;
    words += c == '\r' ? '\n' : c;
  }
  return words;
}

class DelimitedReader {
 public:
  DelimitedReader(std::string_view text, std::string_view delimiter, PageBuilder& pages)
      : text_(text), delimiter_(delimiter), pages_(pages), grid_(pages) {
    stops_[static_cast<unsigned char>(delimiter.front())] = true;
    for (const char c : {'\n', '\r', '"'}) stops_[static_cast<unsigned char>(c)] = true;
  }

  void skip_line() {
    position_ = std::min(text_.find_first_of("\r\n"), text_.size());
    take_line_end();
  }

  Result<void> read() {
    const auto count = [&](char c) {
      return static_cast<std::size_t>(std::count(text_.begin(), text_.end(), c));
    };
    const std::size_t rows = count('\n') + 1;
    grid_.reserve(std::min<std::size_t>(count(delimiter_.front()) + rows, pages_.limits().cells),
                  rows);
    while (position_ < text_.size()) JX_TRY_VOID(read_row());
    grid_.flush();
    return {};
  }

 private:
  Result<void> read_row() {
    grid_.begin_row(line_);
    const std::uint32_t row_line = line_;
    while (true) {
      if (!take_quoted_cell()) take_plain_cell();
      if (!take_delimiter()) break;
    }
    take_line_end();
    JX_TRY_VOID(grid_.end_row());
    return end_page_at_number(row_line);
  }

  bool at_delimiter(std::size_t position) const {
    return text_.substr(position).starts_with(delimiter_);
  }

  bool ends_cell(std::size_t position) const {
    return position >= text_.size() || text_[position] == '\n' || text_[position] == '\r' ||
           at_delimiter(position);
  }

  /// Spaces between a quote and the delimiter belong to neither.
  std::size_t skip_spaces(std::size_t position) const {
    while (position < text_.size() && text_[position] == ' ') ++position;
    return position;
  }

  /// The quote that closes a cell opened at `open`: the first one that is not doubled, when the
  /// cell ends behind it.
  std::optional<std::size_t> find_closing_quote(std::size_t open) const {
    std::size_t quote = text_.find('"', open + 1);
    while (quote != std::string_view::npos) {
      if (quote + 1 >= text_.size() || text_[quote + 1] != '"') {
        return ends_cell(skip_spaces(quote + 1)) ? std::optional(quote) : std::nullopt;
      }
      quote = text_.find('"', quote + 2);
    }
    return std::nullopt;
  }

  bool take_quoted_cell() {
    const std::size_t open = skip_spaces(position_);
    if (open >= text_.size() || text_[open] != '"') return false;
    const std::optional<std::size_t> close = find_closing_quote(open);
    if (!close) return false;
    const std::string_view inner = text_.substr(open + 1, *close - open - 1);
    advance_to(open + 1);
    const std::string words = unquote(inner);
    grid_.add_cell(words, inner, line_, column_);
    advance_over_lines(inner);
    advance_to(skip_spaces(*close + 1));
    return true;
  }

  void take_plain_cell() {
    std::size_t end = position_;
    bool has_quote = false;
    while (end < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[end]);
      if (stops_[byte] && byte != '"' && ends_cell(end)) break;
      has_quote = has_quote || byte == '"';
      ++end;
    }
    if (has_quote) report_stray_quote();
    grid_.add_cell(text_.substr(position_, end - position_), line_, column_);
    advance_to(end);
  }

  bool take_delimiter() {
    if (position_ >= text_.size() || !at_delimiter(position_)) return false;
    advance_to(position_ + delimiter_.size());
    return true;
  }

  void take_line_end() {
    if (position_ < text_.size() && text_[position_] == '\r') ++position_;
    if (position_ < text_.size() && text_[position_] == '\n') ++position_;
    ++line_;
    column_ = 1;
  }

  void advance_to(std::size_t position) {
    column_ += count_characters(text_.substr(position_, position - position_));
    position_ = position;
  }

  /// Moves behind the inside of a quoted cell, which may hold line ends.
  void advance_over_lines(std::string_view inner) {
    const auto newlines = static_cast<std::uint32_t>(std::count(inner.begin(), inner.end(), '\n'));
    const std::size_t last = inner.rfind('\n');
    line_ += newlines;
    if (newlines > 0) {
      position_ += last + 1;
      column_ = 1;
      inner.remove_prefix(last + 1);
    }
    advance_to(position_ + inner.size());
  }

  void report_stray_quote() {
    Diagnostics& diagnostics = pages_.diagnostics();
    if (diagnostics.count("stray-quote") >= Diagnostics::kMostOfOneCode) {
      return diagnostics.note("stray-quote", {});  // Only counted.
    }
    diagnostics.note("stray-quote",
                     fmt::format("第 {} 行第 {} 个字符起的单元格里有不成对的引号，已照原样保留。"
                                 "如果该格被切错，请把格内的引号写成两个（\"\"）。",
                                 line_, column_),
                     Origin{.page = pages_.page(), .line = line_, .first_column = column_});
  }

  Result<void> end_page_at_number(std::uint32_t row_line) {
    const GridCell* const cell = grid_.only_cell_of_row();
    if (cell == nullptr || !find_page_number(cell->text)) return {};
    const std::string words = cell->text;
    const std::uint32_t column = cell->origin.first_column;
    grid_.drop_row();
    grid_.flush();
    return pages_.add_page_number({.text = words, .number = row_line, .first_column = column});
  }

  std::string_view text_;
  std::string_view delimiter_;
  PageBuilder& pages_;
  GridBuilder grid_;
  std::array<bool, 256> stops_{};
  std::size_t position_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace

Result<void> read_delimited(std::string_view text, PageBuilder& pages) {
  const std::string delimiter = find_delimiter(text, DelimiterHint::Delimited).value_or(",");
  DelimitedReader reader(text, delimiter, pages);
  // The line "sep=;" is an instruction to spreadsheet programs, not a row.
  if (find_stated_delimiter(text)) reader.skip_line();
  return reader.read();
}

}  // namespace jx
