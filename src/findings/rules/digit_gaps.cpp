// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/digit_gaps.h"

#include "base/text.h"

namespace jx {

bool is_any_digit(char32_t character) noexcept {
  const char32_t folded = fold_character(character);
  return folded >= U'0' && folded <= U'9';
}

namespace {

/// `is_gap(before, behind, spaces)` decides, of the characters on both sides and the bytes between.
template <typename IsGap>
std::vector<DigitGap> find_gaps(std::string_view text, IsGap is_gap) {
  std::vector<DigitGap> gaps;
  if (text.find(' ') == std::string_view::npos && !contains(text, "　") &&
      !contains(text, "\u00a0"))
    return gaps;
  char32_t before = 0;
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t begin = position;
    char32_t character = next_character(text, position);
    if (!is_space(character)) {
      before = character;
      continue;
    }
    // 目标1 on one line and 2023年 on the next: a line break parts them on purpose.
    bool new_line = character == U'\n';
    std::size_t end = position;
    while (end < text.size()) {
      std::size_t next = end;
      character = next_character(text, next);
      if (!is_space(character)) break;
      new_line = new_line || character == U'\n';
      end = next;
    }
    if (end < text.size() && !new_line && is_gap(before, character, end - begin)) {
      gaps.push_back({begin, end});
    }
    position = end;
  }
  return gaps;
}

}  // namespace

std::vector<DigitGap> gaps_at_digits(std::string_view text) {
  return find_gaps(text, [](char32_t before, char32_t behind, std::size_t) {
    return (is_any_digit(before) && is_han(behind)) || (is_han(before) && is_any_digit(behind));
  });
}

std::vector<DigitGap> gaps_in_words(std::string_view text) {
  return find_gaps(text, [](char32_t before, char32_t behind, std::size_t spaces) {
    return spaces == 1 && is_han(before) && is_han(behind);
  });
}

}  // namespace jx
