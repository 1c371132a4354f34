// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/html/text_flow.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

constexpr char32_t kHardSpace = 0xa0;

/// Characters that stand side by side without a space: Chinese ones and their punctuation.
bool is_wide(char32_t c) noexcept {
  return is_han(c) || (c >= 0x3000 && c < 0x3040) || (c >= 0xff00 && c < 0xff61);
}

/// "&#150;" means what Windows has there, as all browsers read it.
constexpr std::array<char32_t, 32> kWindowsCharacters = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};

}  // namespace

void TextFlow::add(std::string_view text, std::uint32_t line, Spaces spaces) {
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = next_character(text, i);
    const bool line_end = c == '\n' || c == '\r';
    if (spaces == Spaces::Collapse && (line_end || c == ' ' || c == '\t' || c == '\f')) {
      if (line_end && pending_ == Pending::None) pending_ = Pending::LineEnd;
      if (!line_end && pending_ == Pending::None) pending_ = Pending::Space;
      continue;
    }
    if (c >= 0x80 && c < 0xa0) c = kWindowsCharacters[c - 0x80];
    if (text_.empty()) line_ = line;
    add_character(c);
  }
}

void TextFlow::add_character(char32_t character) {
  add_pending_space(character);
  append_character(text_, character == kHardSpace ? U' ' : character);
  last_ = character;
}

void TextFlow::add_pending_space(char32_t before) {
  const Pending pending = std::exchange(pending_, Pending::None);
  if (pending == Pending::None || text_.empty()) return;
  // Editors and exports wrap long lines; that is no space between Chinese characters.
  if (pending == Pending::LineEnd && is_wide(last_) && is_wide(before)) return;
  text_ += ' ';
}

std::optional<FlowLine> TextFlow::end_line() {
  pending_ = Pending::None;
  last_ = 0;
  std::string text = std::exchange(text_, {});
  const std::string_view words = trimmed(text);
  if (words.empty()) return std::nullopt;
  if (words.size() == text.size()) return FlowLine{std::move(text), line_};
  return FlowLine{std::string(words), line_};
}

}  // namespace jx
