// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/scan_text.h"

#include "base/text.h"

namespace jx::values {

char32_t raw_at(std::string_view text, std::size_t position) noexcept {
  return position < text.size() ? next_character(text, position) : 0;
}

char32_t folded_at(std::string_view text, std::size_t position) noexcept {
  return fold_character(raw_at(text, position));
}

std::size_t after(std::string_view text, std::size_t position) noexcept {
  if (position < text.size()) next_character(text, position);
  return position;
}

std::size_t before(std::string_view text, std::size_t position) noexcept {
  constexpr std::size_t kLongest = 4;
  for (std::size_t length = kLongest; length > 1; --length) {
    if (length > position) continue;
    std::size_t end = position - length;
    // A broken byte steps by one, so only a whole character ends here.
    next_character(text, end);
    if (end == position) return position - length;
  }
  return position == 0 ? 0 : position - 1;
}

char32_t raw_before(std::string_view text, std::size_t position) noexcept {
  return position == 0 ? 0 : raw_at(text, before(text, position));
}

char32_t folded_before(std::string_view text, std::size_t position) noexcept {
  return fold_character(raw_before(text, position));
}

std::size_t skip_spaces(std::string_view text, std::size_t position) noexcept {
  while (position < text.size() && is_space(raw_at(text, position))) {
    position = after(text, position);
  }
  return position;
}

std::size_t skip_spaces_back(std::string_view text, std::size_t position,
                             std::size_t floor) noexcept {
  while (position > floor && is_space(raw_before(text, position))) {
    position = before(text, position);
  }
  return position;
}

std::string_view window(std::string_view text, std::size_t position,
                        std::size_t characters) noexcept {
  std::size_t end = position;
  while (characters > 0 && end < text.size()) {
    end = after(text, end);
    --characters;
  }
  return text.substr(position, end - position);
}

bool stands_at(std::string_view text, std::size_t position, std::string_view word) noexcept {
  return text.substr(position).starts_with(word);
}

std::size_t skip_word(std::string_view text, std::size_t position, std::string_view word) noexcept {
  return stands_at(text, position, word) ? position + word.size() : position;
}

bool is_digit(char32_t character) noexcept { return character >= U'0' && character <= U'9'; }

bool is_letter(char32_t character) noexcept {
  return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
}

bool ends_clause(char32_t character) noexcept {
  switch (character) {
    case 0:
    case U'\n':
    case U'。':
    case U'，':
    case U',':
    case U'；':
    case U';':
    case U'！':
    case U'!':
    case U'？':
    case U'?': return true;
    default: return false;
  }
}

}  // namespace jx::values
