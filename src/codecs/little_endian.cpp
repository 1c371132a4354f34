// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/little_endian.h"

#include "base/text.h"

namespace jx {

std::string utf16_to_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t code = little16(bytes, at);
    const bool high = code >= 0xd800 && code < 0xdc00;
    const bool low = code >= 0xdc00 && code < 0xe000;
    if (high && at + 3 < bytes.size()) {
      const char32_t second = little16(bytes, at + 2);
      if (second >= 0xdc00 && second < 0xe000) {
        append_character(text, 0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00));
        at += 2;
        continue;
      }
    }
    if (high || low) code = kReplacementCharacter;
    append_character(text, code);
  }
  return text;
}

}  // namespace jx
