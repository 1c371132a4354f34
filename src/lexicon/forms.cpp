// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/text.h"
#include "lexicon/tables.h"

namespace jx {
namespace {

constexpr std::string_view kIndicatorSuffix = "指标";

/// Without the brackets and their words at the end: "权重(分)" → "权重". The text is folded, so
/// there is one kind of round bracket.
std::string_view without_brackets(std::string_view text) {
  while (text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    if (open == std::string_view::npos || open == 0) break;
    text = text.substr(0, open);
  }
  return text;
}

/// Without "一、", "(二)", "3." at the beginning.
std::string_view without_number(std::string_view text) {
  constexpr std::string_view kMarks[] = {"、", ".", ")"};
  const std::u32string_view numerals = U"0123456789一二三四五六七八九十";
  std::size_t position = text.starts_with('(') ? 1 : 0;
  const std::size_t begin = position;
  while (position < text.size()) {
    std::size_t next = position;
    if (numerals.find(next_character(text, next)) == std::u32string_view::npos) break;
    position = next;
  }
  if (position == begin) return text;
  for (const std::string_view mark : kMarks) {
    if (text.substr(position).starts_with(mark)) return text.substr(position + mark.size());
  }
  return text;
}

std::string_view without_ends(std::string_view text) {
  while (text.starts_with('*') || text.starts_with(':')) text.remove_prefix(1);
  while (text.ends_with('*') || text.ends_with(':')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string level_form(std::string_view words) {
  const std::string folded = fold(words);
  std::string_view form = without_brackets(without_ends(without_number(without_ends(folded))));
  if (form.size() > kIndicatorSuffix.size() && form.ends_with(kIndicatorSuffix)) {
    form.remove_suffix(kIndicatorSuffix.size());
  }
  return std::string(form);
}

std::string column_form(std::string_view header) {
  const std::string folded = fold(header);
  return std::string(without_ends(without_brackets(without_ends(folded))));
}

}  // namespace jx
