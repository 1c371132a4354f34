// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/html/markup_filter.h"

#include <algorithm>
#include <utility>

namespace jx {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kSpaces = " \t\r\n\f";

char to_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) noexcept { return to_lower(c) >= 'a' && to_lower(c) <= 'z'; }

bool is_control(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

/// `word` in lower case.
bool starts_with_word(std::string_view text, std::string_view word) noexcept {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(),
                    [](char expected, char actual) { return expected == to_lower(actual); });
}

/// Where "</name" stands at or behind `from`.
std::size_t find_end_tag(std::string_view text, std::string_view name, std::size_t from) noexcept {
  for (std::size_t at = text.find("</", from); at != kNone; at = text.find("</", at + 2)) {
    if (starts_with_word(text.substr(at + 2), name)) return at;
  }
  return kNone;
}

/// Entities that browsers accept without a semicolon and that Chinese pages are full of.
constexpr std::string_view kLooseEntities[] = {
    "&nbsp",  "&lt",     "&gt",     "&amp",    "&quot", "&middot", "&times", "&divide",
    "&deg",   "&sup2",   "&sup3",   "&plusmn", "&yen",  "&copy",   "&reg",   "&laquo",
    "&raquo", "&frac12", "&frac14", "&micro",  "&para", "&sect"};

/// Elements whose content is no markup and no words.
constexpr std::string_view kRawElements[] = {"script", "style"};

}  // namespace

std::size_t MarkupFilter::read(char* to, std::size_t size) {
  std::size_t written = 0;
  while (written < size) {
    if (piece_.empty()) next_piece();
    if (piece_.empty()) break;
    const std::size_t count = std::min(piece_.size(), size - written);
    std::copy_n(piece_.data(), count, to + written);
    piece_.remove_prefix(count);
    written += count;
  }
  return written;
}

void MarkupFilter::next_piece() {
  while (piece_.empty() && position_ < text_.size()) {
    const char c = text_[position_];
    if (c == '<') {
      take_markup();
    } else if (c == '&') {
      take_entity();
    } else if (is_control(c)) {
      own(" ", position_ + 1);
    } else {
      take_text();
    }
  }
}

void MarkupFilter::take(std::size_t end) {
  piece_ = text_.substr(position_, end - position_);
  position_ = end;
}

/// Leaves bytes out but for their line ends.
void MarkupFilter::skip(std::size_t end) {
  const std::string_view part = text_.substr(position_, end - position_);
  own(std::string(static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n')), '\n'), end);
}

void MarkupFilter::own(std::string piece, std::size_t end) {
  owned_ = std::move(piece);
  piece_ = owned_;
  position_ = std::min(end, text_.size());
}

void MarkupFilter::take_text() {
  std::size_t end = position_ + 1;
  while (end < text_.size() && text_[end] != '<' && text_[end] != '&' && !is_control(text_[end])) {
    ++end;
  }
  take(end);
}

void MarkupFilter::take_entity() {
  const std::string_view rest = text_.substr(position_);
  for (const std::string_view entity : kLooseEntities) {
    if (!rest.starts_with(entity)) continue;
    const char behind = rest.size() > entity.size() ? rest[entity.size()] : ' ';
    const bool closed = behind == ';' || is_letter(behind) || (behind >= '0' && behind <= '9');
    if (!closed) return own(std::string(entity) + ';', position_ + entity.size());
  }
  take(position_ + 1);
}

void MarkupFilter::take_markup() {
  const std::string_view rest = text_.substr(position_);
  if (rest.starts_with("<!--")) return skip_comment();
  if (rest.starts_with("<!") || rest.starts_with("<?")) {
    const std::size_t end = find_bracket();
    if (end != kNone) return skip(end + 1);
    return take(position_ + 1);
  }
  const std::size_t name = rest.starts_with("</") ? 2 : 1;
  if (rest.size() > name && is_letter(rest[name])) return take_tag();
  take(position_ + 1);
}

/// The next ">"; that there is none is looked up only once.
std::size_t MarkupFilter::find_bracket() {
  const std::size_t end = no_bracket_ ? kNone : text_.find('>', position_);
  no_bracket_ = end == kNone;
  return end;
}

void MarkupFilter::skip_comment() {
  std::size_t end = no_comment_end_ ? kNone : text_.find("-->", position_ + 2);
  if (end != kNone) return skip(end + 3);
  // Browsers would hide the rest of the file; words are better than none.
  no_comment_end_ = true;
  note_unclosed();
  end = find_bracket();
  skip(end == kNone ? position_ + 4 : end + 1);
}

void MarkupFilter::take_tag() {
  const bool closing = text_[position_ + 1] == '/';
  const Tag tag = scan_tag();
  if (tag.attributes > kMostAttributes) {
    crowded_line_ = line_of(position_);
    position_ = text_.size();
    return;
  }
  const std::string_view name =
      text_.substr(position_ + (closing ? 2 : 1), tag.name_end - position_ - (closing ? 2 : 1));
  if (closing) ++end_tags_;
  if (tag.end == kNone) {
    // A quotation without its end would swallow all that follows.
    note_unclosed();
    const std::size_t end = find_bracket();
    std::string bare = closing ? "</" : "<";
    return own((bare += name) += '>', end == kNone ? text_.size() : end + 1);
  }
  for (const std::string_view raw : kRawElements) {
    const bool is_raw = !closing && name.size() == raw.size() && starts_with_word(name, raw);
    if (is_raw) return take_raw_element(tag.end, raw);
  }
  take(tag.end);
}

/// Leaves the whole element out.
void MarkupFilter::take_raw_element(std::size_t tag_end, std::string_view name) {
  const std::size_t end_tag = find_end_tag(text_, name, tag_end);
  if (end_tag == kNone) {
    note_unclosed();
    return skip(text_.size());
  }
  const std::size_t end = text_.find('>', end_tag);
  skip(end == kNone ? text_.size() : end + 1);
}

MarkupFilter::Tag MarkupFilter::scan_tag() const {
  Tag tag;
  tag.name_end = std::min(text_.find_first_of(" \t\r\n\f/>", position_ + 2), text_.size());
  std::size_t at = tag.name_end;
  while (true) {
    at = text_.find_first_not_of(" \t\r\n\f/", at);
    if (at == kNone) break;
    if (text_[at] == '>') {
      tag.end = at + 1;
      return tag;
    }
    ++tag.attributes;
    at = text_.find_first_of(" \t\r\n\f/>=", at + 1);
    if (at != kNone) at = scan_value(at);
    if (at == kNone) break;
  }
  tag.end = kNone;
  return tag;
}

/// Behind the value of an attribute whose name ends at `position`.
std::size_t MarkupFilter::scan_value(std::size_t position) const {
  std::size_t at = text_.find_first_not_of(kSpaces, position);
  if (at == kNone || text_[at] != '=') return position;
  at = text_.find_first_not_of(kSpaces, at + 1);
  if (at == kNone) return kNone;
  if (text_[at] != '"' && text_[at] != '\'') return text_.find_first_of(" \t\r\n\f>", at);
  const std::size_t end = text_.find(text_[at], at + 1);
  return end == kNone ? kNone : end + 1;
}

std::uint32_t MarkupFilter::line_of(std::size_t position) const {
  const auto end = text_.begin() + static_cast<std::ptrdiff_t>(position);
  return static_cast<std::uint32_t>(1 + std::count(text_.begin(), end, '\n'));
}

void MarkupFilter::note_unclosed() {
  if (!unclosed_line_) unclosed_line_ = line_of(position_);
}

}  // namespace jx
