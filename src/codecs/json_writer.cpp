// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/json_writer.h"

#include <fmt/format.h>

#include <iterator>

#include "base/check.h"
#include "base/text.h"

namespace jx {
namespace {

constexpr unsigned char kFirstPrintable = 0x20;
constexpr unsigned char kFirstNonAscii = 0x80;
constexpr std::size_t kFlushedAt = std::size_t{1} << 20;

bool needs_escape(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte < kFirstPrintable || character == '"' || character == '\\';
}

void append_escaped(std::string& out, char character) {
  switch (character) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '\r': out += "\\r"; return;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}",
                     static_cast<unsigned>(static_cast<unsigned char>(character)));
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t position = 0;
  while (position < text.size()) {
    const char byte = text[position];
    if (static_cast<unsigned char>(byte) < kFirstNonAscii) {
      if (needs_escape(byte)) {
        append_escaped(out, byte);
      } else {
        out += byte;
      }
      ++position;
      continue;
    }
    const std::size_t begin = position;
    const char32_t character = next_character(text, position);
    if (character == kReplacementCharacter) {
      append_character(out, character);
    } else {
      out.append(text.substr(begin, position - begin));
    }
  }
  out += '"';
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
  separate();
  out_ += truth ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", number);
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::begin(char bracket, Layout layout) {
  separate();
  out_ += bracket;
  levels_.push_back({.layout = layout, .empty = true});
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  JX_CHECK(!levels_.empty(), "every end has its begin");
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.layout == Layout::Lines && !level.empty) new_line();
  out_ += bracket;
  if (levels_.empty()) out_ += '\n';
  return *this;
}

void JsonWriter::separate() {
  if (flush_ && out_.size() >= kFlushedAt) flush_(out_);
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (!level.empty) out_ += level.layout == Layout::Lines ? "," : ", ";
  level.empty = false;
  if (level.layout == Layout::Lines) new_line();
}

void JsonWriter::new_line() {
  out_ += '\n';
  out_.append(levels_.size(), ' ');
}

}  // namespace jx
