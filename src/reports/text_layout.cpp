// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/text_layout.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::string_view kEllipsis = "…";

std::string_view code_of(TextInk ink) {
  switch (ink) {
    case TextInk::Plain: return "0";
    case TextInk::Strong: return "1";
    case TextInk::Faint: return "2";
    case TextInk::Red: return "1;31";
    case TextInk::Yellow: return "1;33";
    case TextInk::Blue: return "1;34";
    case TextInk::Green: return "1;32";
  }
  return "0";
}

constexpr char32_t kFirstPrintable = U' ';
constexpr char32_t kDelete = 0x7f;

/// Terminals act on control characters; a report must only show them.
std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const char32_t character = next_character(text, position);
    append_character(result,
                     character < kFirstPrintable || character == kDelete ? U' ' : character);
  }
  return result;
}

/// How far back from `position` one can go within `width` columns.
std::size_t begin_of_window(std::string_view text, std::size_t position, std::size_t width) {
  std::size_t begin = position;
  std::size_t used = 0;
  while (begin > 0) {
    std::size_t previous = begin - 1;
    while (previous > 0 && (static_cast<unsigned char>(text[previous]) & 0xc0U) == 0x80U)
      --previous;
    used += display_width(text.substr(previous, begin - previous));
    if (used > width) break;
    begin = previous;
  }
  return begin;
}

}  // namespace

std::string inked(std::string_view text, TextInk ink, const TextStyle& style) {
  if (style.colour == Colour::Off) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code_of(ink), text);
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result(text);
  const std::size_t used = display_width(text);
  if (used < width) result.append(width - used, ' ');
  return result;
}

std::string right_aligned(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::string shortened(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  const std::size_t ellipsis = display_width(kEllipsis);
  std::size_t used = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    std::size_t next = end;
    const auto columns = static_cast<std::size_t>(display_width(next_character(text, next)));
    if (used + columns + ellipsis > width) break;
    used += columns;
    end = next;
  }
  return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

Excerpt excerpt_of(std::string_view text, std::size_t begin, std::size_t end, std::size_t width) {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  if (begin == end) {
    begin = 0;
    end = text.size();
  }
  const std::string head = printable(text.substr(0, begin));
  const std::string part = printable(text.substr(begin, end - begin));
  const std::string tail = printable(text.substr(end));

  Excerpt excerpt;
  const std::size_t part_width = std::min(display_width(part), width);
  const std::size_t before = std::min(display_width(head), (width - part_width) / 2);
  const std::size_t cut = begin_of_window(head, head.size(), before);
  if (cut > 0) excerpt.text = kEllipsis;
  excerpt.text += head.substr(cut);
  excerpt.marks.assign(display_width(excerpt.text), ' ');
  const std::string shown_part = shortened(part, width);
  excerpt.text += shown_part;
  excerpt.marks.append(std::max<std::size_t>(display_width(shown_part), 1), '^');
  const std::size_t used = display_width(excerpt.text);
  if (used < width) excerpt.text += shortened(tail, width - used);
  return excerpt;
}

std::string place_of(const Origin& origin, const Submission* submission) {
  if (origin.line != 0) {
    return origin.first_column != 0 ? fmt::format("{}:{}", origin.line, origin.first_column)
                                    : fmt::format("{}", origin.line);
  }
  std::string place;
  const bool known_table = submission != nullptr && origin.table < submission->tables.size();
  if (known_table && !submission->tables[origin.table].printed_page.empty()) {
    place = fmt::format("第{}页", submission->tables[origin.table].printed_page);
  } else if (origin.page != 0) {
    place = fmt::format("第{}页", origin.page);
  }
  if (origin.in_table()) place += fmt::format(" 表{}", origin.table + 1);
  if (origin.row != Origin::kNone) place += fmt::format(" 第{}行", origin.row + 1);
  if (origin.column != Origin::kNone) place += fmt::format(" 第{}列", origin.column + 1);
  return place;
}

}  // namespace jx
