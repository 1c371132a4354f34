// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace jx::values {

/// The beginning of `words` for a message: a hostile cell must not fill the screen.
inline std::string excerpt(std::string_view words) {
  constexpr std::size_t kMost = 30;
  const std::size_t end = byte_offset(words, kMost);
  return std::string(words.substr(0, end)) + (end < words.size() ? "…" : "");
}

}  // namespace jx::values
