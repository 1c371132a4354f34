// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/text_format.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "codecs/charset.h"
#include "documents/binary_kind.h"
#include "documents/delimiter.h"
#include "documents/markup_kind.h"

namespace jx {
namespace {

/// What the formats are told apart by: enough for any preamble, little enough to decode twice.
constexpr std::size_t kSampleBytes = 1 << 20;

bool has_ending(std::string_view name, std::string_view ending) noexcept {
  if (name.size() < ending.size()) return false;
  const std::string_view tail = name.substr(name.size() - ending.size());
  return std::equal(tail.begin(), tail.end(), ending.begin(), [](char actual, char expected) {
    return actual == expected || (actual >= 'A' && actual <= 'Z' && actual - 'A' + 'a' == expected);
  });
}

/// The beginning of the file as UTF-8; empty when it cannot be decoded (the reader says why).
std::string decode_sample(std::string_view bytes) {
  std::string_view head = bytes.substr(0, kSampleBytes);
  if (head.size() < bytes.size()) {
    // Both halves of UTF-16, and no character of UTF-8 or GB18030 cut in two.
    const std::size_t end = head.rfind('\n');
    if (!has_utf16_mark(bytes) && end != std::string_view::npos) head = head.substr(0, end + 1);
    if (has_utf16_mark(bytes)) head = head.substr(0, head.size() / 2 * 2);
  }
  Result<DecodedText> decoded = decode_text(head);
  return decoded.ok() ? std::move(decoded->text) : std::string();
}

std::string_view skip_space(std::string_view text) noexcept {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

std::string_view first_line(std::string_view text) noexcept {
  return text.substr(0, text.find_first_of("\r\n"));
}

/// A scanner that only answers whether the text could be the beginning of one JSON value. It
/// exists so that "[2021] 年度…" and "{名称}" stay text. Depth is counted, never recursed into.
class JsonPrefix {
 public:
  explicit JsonPrefix(std::string_view text) : text_(text) {}

  bool plausible() {
    while (ok_ && position_ < text_.size()) step();
    return ok_;
  }

 private:
  void step() {
    const char c = text_[position_];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      ++position_;
    } else if (closed_) {
      ok_ = false;  // Something behind the end of the value.
    } else if (c == '"') {
      skip_string();
      after_value_ = true;
    } else if (c == '{' || c == '[') {
      open(c);
    } else if (c == '}' || c == ']') {
      close(c);
    } else if (c == ',' || c == ':') {
      ok_ = after_value_;
      after_value_ = false;
      ++position_;
    } else {
      skip_word();
      after_value_ = true;
    }
  }

  void open(char bracket) {
    ok_ = !after_value_ && brackets_.size() < kMostDepth;
    brackets_ += bracket;
    after_value_ = false;
    ++position_;
  }

  void close(char bracket) {
    ok_ = !brackets_.empty() && brackets_.back() == (bracket == '}' ? '{' : '[');
    if (!ok_) return;
    brackets_.pop_back();
    closed_ = brackets_.empty();
    after_value_ = true;
    ++position_;
  }

  void skip_string() {
    ok_ = !after_value_;
    ++position_;
    while (position_ < text_.size() && text_[position_] != '"') {
      position_ += text_[position_] == '\\' ? 2 : 1;
    }
    ++position_;
  }

  /// A number, true, false or null.
  void skip_word() {
    constexpr std::string_view kWordCharacters = "0123456789+-.eEtrufalsn";
    const std::size_t end =
        std::min(text_.find_first_not_of(kWordCharacters, position_), text_.size());
    ok_ = !after_value_ && end > position_;
    position_ = end;
  }

  static constexpr std::size_t kMostDepth = 1000;
  std::string_view text_;
  std::size_t position_ = 0;
  std::string brackets_;
  bool ok_ = true;
  bool after_value_ = false;
  bool closed_ = false;
};

bool is_json(std::string_view name, std::string_view sample) {
  const std::string_view text = skip_space(sample);
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  // Broken JSON is still JSON to the person who made it: the reader then names the fault's place.
  return has_ending(name, ".json") || starts_like_json(text) || JsonPrefix(text).plausible();
}

/// Words in front of the first tag: only the name says that tags are meant.
bool is_named_html(std::string_view name, std::string_view sample) {
  const bool named = has_ending(name, ".html") || has_ending(name, ".htm");
  return named && contains(sample, "</");
}

bool is_markdown(std::string_view sample) {
  bool header_before = false;
  while (!sample.empty()) {
    const std::string_view line = first_line(sample);
    if (header_before && is_markdown_rule(line)) return true;
    header_before = contains(line, "|");
    const std::size_t end = sample.find('\n', line.size());
    if (end == std::string_view::npos) break;
    sample.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace

bool is_markdown_rule(std::string_view line) noexcept {
  line = trimmed(line);
  bool has_bar = false;
  bool has_dash = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    has_bar = has_bar || c == '|';
    has_dash = has_dash || c == '-';
    if (c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t') return false;
  }
  return has_bar && has_dash;
}

bool starts_like_json(std::string_view text) noexcept {
  text = skip_space(text);
  if (text.empty()) return false;
  const char opening = text.front();
  text = skip_space(text.substr(1));
  if (text.empty()) return false;
  if (opening == '{') return text.front() == '"';
  return opening == '[' && text.front() == '{';
}

Format find_text_format(std::string_view name, std::string_view bytes) {
  const std::string sample = decode_sample(bytes);
  const MarkupKind markup = find_markup_kind(sample);
  if (markup == MarkupKind::SpreadsheetXml) return Format::SpreadsheetXml;
  if (markup == MarkupKind::Html || is_named_html(name, sample)) return Format::Html;
  if (is_json(name, sample)) return Format::Json;
  if (is_markdown(sample)) return Format::Markdown;
  const bool named =
      has_ending(name, ".csv") || has_ending(name, ".tsv") || has_ending(name, ".tab");
  if (named) return Format::Delimited;
  return find_delimiter(sample, DelimiterHint::None) ? Format::Delimited : Format::Text;
}

}  // namespace jx
