// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/workbook_text.h"

#include <algorithm>

#include "base/text.h"

namespace jx {

std::size_t utf16_length(std::string_view text) noexcept {
  std::size_t units = 0;
  for (std::size_t position = 0; position < text.size();) {
    units += utf16_units(next_character(text, position));
  }
  return units;
}

std::string to_stored_text(std::string_view text) {
  constexpr std::string_view kMark = "_x";
  constexpr std::size_t kDigits = 4;
  std::string stored;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const std::string_view digits = rest.substr(std::min(kMark.size(), rest.size()), kDigits);
    const bool is_code = rest.starts_with(kMark) && rest.size() > kMark.size() + kDigits &&
                         rest[kMark.size() + kDigits] == '_' &&
                         digits.find_first_not_of("0123456789abcdefABCDEF") == digits.npos;
    if (is_code) stored += "_x005F";
    stored += text[i] == '\0' ? std::string_view("\xef\xbf\xbd") : rest.substr(0, 1);
  }
  return stored;
}

}  // namespace jx
