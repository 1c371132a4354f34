// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// UTF-8 text: reading it character by character, folding it for comparison, measuring it for
/// display. Folding and stripping make keys to compare and search with; what a person sees is
/// always the raw text.
namespace jx {

constexpr char32_t kReplacementCharacter = 0xfffd;

/// The code point at `position`, which moves past it. A broken byte gives kReplacementCharacter
/// and moves by one. `position` must be below `text.size()`.
inline char32_t next_character(std::string_view text, std::size_t& position) noexcept;
void append_character(std::string& text, char32_t character);
bool is_valid_utf8(std::string_view text) noexcept;
/// In code points.
std::size_t character_count(std::string_view text) noexcept;
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);
/// The byte offset of the character number `index` (from 0), or text.size().
std::size_t byte_offset(std::string_view text, std::size_t index) noexcept;

/// Han characters, extensions and compatibility forms included.
bool is_han(char32_t character) noexcept;
/// Unicode spaces, the ideographic and the zero-width ones included.
bool is_space(char32_t character) noexcept;

/// Terminal columns: 2 for East Asian wide and full-width characters, 0 for combining, zero-width
/// and control ones, else 1. The Chinese quotation marks “ ” ‘ ’ and … — count 2, as terminals in
/// a Chinese locale show them.
int display_width(char32_t character) noexcept;
std::size_t display_width(std::string_view text) noexcept;

/// Without leading and trailing Unicode spaces.
std::string_view trimmed(std::string_view text) noexcept;

/// Half-width form of one character: full-width ASCII and money signs, the small forms, the
/// ideographic and the other wide spaces, curly quotes, Chinese brackets used as quotes, the many
/// dashes, waves and middle dots, and the ratio sign typed as a colon become one form each. Case,
/// tabs, line ends and zero-width characters stay.
char32_t fold_character(char32_t character) noexcept;
/// Every character folded and all spaces removed, ASCII letters lower-cased: a key for comparing.
std::string fold(std::string_view text);
/// Like fold(), but with spaces kept: positions stay one to one in characters.
std::string fold_keeping_spaces(std::string_view text);

/// Only Han characters, letters and digits of the folded text: ignores all punctuation.
std::string letters_only(std::string_view text);

/// The parts between the separators, empty ones included; the whole text for an empty separator.
std::vector<std::string_view> split(std::string_view text, std::string_view separator);
/// Every `from`, left to right; the text itself when `from` is empty.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);
bool contains(std::string_view text, std::string_view part) noexcept;

/// Levenshtein distance in characters; stops early and returns `limit` + 1 when it is larger.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit);
/// Dice coefficient of the character pairs, 0 to 1; 1 for equal texts, single characters included.
double pair_similarity(std::string_view a, std::string_view b);

namespace detail {

struct Decoded {
  char32_t character = kReplacementCharacter;
  std::size_t length = 0;  ///< In bytes; 0 when they are broken.
};

/// Any character, by the whole of the UTF-8 rules.
Decoded decode(std::string_view text, std::size_t position) noexcept;

}  // namespace detail

// Inline, and without giving the address of `position` away, so that a reading loop keeps it in a
// register: every stage has such loops.
inline char32_t next_character(std::string_view text, std::size_t& position) noexcept {
  const unsigned lead = static_cast<unsigned char>(text[position]);
  if (lead < 0x80) {
    ++position;
    return lead;
  }
  // U+3000 to U+9FFF: Chinese text. No overlong form or surrogate starts with these bytes.
  if (lead >= 0xe3 && lead <= 0xe9 && text.size() - position >= 3) {
    const unsigned second = static_cast<unsigned char>(text[position + 1]) ^ 0x80U;
    const unsigned third = static_cast<unsigned char>(text[position + 2]) ^ 0x80U;
    if ((second | third) < 0x40) {
      position += 3;
      return ((lead & 0x0fU) << 12) | (second << 6) | third;
    }
  }
  const detail::Decoded decoded = detail::decode(text, position);
  position += decoded.length == 0 ? 1 : decoded.length;
  return decoded.character;
}

}  // namespace jx
