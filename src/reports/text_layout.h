// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/origin.h"
#include "model/submission.h"
#include "reports/text.h"

namespace jx {

/// The colours a terminal report uses; each has a word beside it, never colour alone.
enum class TextInk { Plain, Strong, Faint, Red, Yellow, Blue, Green };

std::string inked(std::string_view text, TextInk ink, const TextStyle& style);

/// A window of `text` around [begin, end) that fits `width` columns, and the same place marked by
/// carets on the line below. Control characters are shown as spaces.
struct Excerpt {
  std::string text;
  std::string marks;  ///< Spaces, then ^ under each column of the part.
};
Excerpt excerpt_of(std::string_view text, std::size_t begin, std::size_t end, std::size_t width);

/// "12:31" in a text; "第147页 表2 第3行 第7列" (counted from 1, as a person does) elsewhere.
std::string place_of(const Origin& origin, const Submission* submission);

}  // namespace jx
