// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

/// Steps over the words of a value, forward and back, one character at a time. Positions are byte
/// offsets at the beginning of a character; "folded" is fold_character (base/text.h).
namespace jx::values {

/// The character at `position`, or 0 at the end of the text.
char32_t raw_at(std::string_view text, std::size_t position) noexcept;
char32_t folded_at(std::string_view text, std::size_t position) noexcept;
/// The position after the character at `position`, or text.size().
std::size_t after(std::string_view text, std::size_t position) noexcept;
/// The beginning of the character before `position`, or 0.
std::size_t before(std::string_view text, std::size_t position) noexcept;
/// The character before `position`, or 0 at the beginning of the text.
char32_t raw_before(std::string_view text, std::size_t position) noexcept;
char32_t folded_before(std::string_view text, std::size_t position) noexcept;

std::size_t skip_spaces(std::string_view text, std::size_t position) noexcept;
/// The end of the last character before `position` that is no space, not below `floor`.
std::size_t skip_spaces_back(std::string_view text, std::size_t position,
                             std::size_t floor = 0) noexcept;

/// At most `characters` characters from `position` on: what a lookup needs to see. Without this
/// bound a lookup that reads all of its argument would make the scan quadratic.
std::string_view window(std::string_view text, std::size_t position,
                        std::size_t characters = 16) noexcept;

/// True when `word` stands at `position`, letter by letter.
bool stands_at(std::string_view text, std::size_t position, std::string_view word) noexcept;
/// The position after `word` when it stands at `position`, else `position`.
std::size_t skip_word(std::string_view text, std::size_t position, std::string_view word) noexcept;

/// Of folded characters: ASCII only.
bool is_digit(char32_t character) noexcept;
bool is_letter(char32_t character) noexcept;
/// 。；，： and the like, line ends too: a comparison never reaches across them.
bool ends_clause(char32_t character) noexcept;

}  // namespace jx::values
