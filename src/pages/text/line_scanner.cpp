// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/text/line_scanner.h"

#include <algorithm>

namespace jx {

/// The next `byte` at or after the position, or the end of the text. `cached` is below the
/// position when it has to be looked for again.
std::size_t LineScanner::find_cached(char byte, std::size_t& cached) const noexcept {
  if (cached < position_ || (cached < text_.size() && text_[cached] != byte)) {
    cached = std::min(text_.find(byte, position_), text_.size());
  }
  return cached;
}

std::optional<FileLine> LineScanner::next() noexcept {
  if (position_ >= text_.size()) return std::nullopt;
  const std::size_t newline = find_cached('\n', newline_);
  const std::size_t carriage_return = find_cached('\r', carriage_return_);
  const std::size_t form_feed = find_cached('\f', form_feed_);
  const std::size_t end = std::min({newline, carriage_return, form_feed});

  FileLine line{.text = text_.substr(position_, end - position_),
                .number = number_,
                .first_column = column_,
                .feed_after = end == form_feed && end < text_.size()};
  position_ = std::min(end + 1, text_.size());
  if (line.feed_after) {
    column_ += count_characters(line.text) + 1;
    return line;
  }
  const bool two_bytes = end == carriage_return && newline == end + 1 && newline < text_.size();
  if (two_bytes) ++position_;
  ++number_;
  column_ = 1;
  return line;
}

}  // namespace jx
