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
char32_t next_character(std::string_view text, std::size_t& position) noexcept;
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

/// Terminal columns: 2 for East Asian wide and full-width characters, 0 for combining and
/// zero-width ones, else 1. The Chinese quotation marks “ ” ‘ ’ and … — count 2, as terminals in
/// a Chinese locale show them.
int display_width(char32_t character) noexcept;
std::size_t display_width(std::string_view text) noexcept;

/// Without leading and trailing Unicode spaces.
std::string_view trimmed(std::string_view text) noexcept;

/// Half-width form of one character: full-width ASCII, the ideographic space, curly quotes,
/// Chinese brackets used as quotes, the many dashes and middle dots become one form each.
char32_t fold_character(char32_t character) noexcept;
/// Every character folded and all spaces removed, ASCII letters lower-cased: a key for comparing.
std::string fold(std::string_view text);
/// Folded but with spaces kept: positions stay one to one in characters.
std::string fold_keeping_spaces(std::string_view text);

/// Only Han characters, letters and digits of the folded text: ignores all punctuation.
std::string letters_only(std::string_view text);

std::vector<std::string_view> split(std::string_view text, std::string_view separator);
std::string replaced(std::string_view text, std::string_view from, std::string_view to);
bool contains(std::string_view text, std::string_view part) noexcept;

/// Levenshtein distance in characters; stops early and returns `limit` + 1 when it is larger.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit);
/// Dice coefficient of the character pairs, 0 to 1; 1 for equal texts, single characters included.
double pair_similarity(std::string_view a, std::string_view b);

}  // namespace jx
