// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/toml_limits.h"

#include <algorithm>

#include "base/text.h"
#include "codecs/toml.h"

namespace jx {
namespace {

TomlPlace place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  return {static_cast<std::uint32_t>(lines) + 1,
          static_cast<std::uint32_t>(character_count(before.substr(line_begin))) + 1};
}

std::size_t find_broken_utf8(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    // A U+FFFD that the text itself holds is three bytes long.
    if (next_character(text, position) == kReplacementCharacter && position == begin + 1) {
      return begin;
    }
  }
  return text.size();
}

/// Past the string that begins at `begin`. An unterminated one ends with its line, or the text:
/// the parser will say so.
std::size_t skip_string(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  const std::string_view triple = quote == '"' ? "\"\"\"" : "'''";
  const bool multi_line = text.substr(begin).starts_with(triple);
  for (std::size_t i = begin + (multi_line ? 3 : 1); i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (multi_line) {
      if (!text.substr(i).starts_with(triple)) continue;
      // The content may end in one or two quotes of its own.
      const std::size_t end = std::min(text.find_first_not_of(quote, i), text.size());
      return std::min(end, i + triple.size() + 2);
    } else if (text[i] == quote) {
      return i + 1;
    } else if (text[i] == '\n') {
      return i;
    }
  }
  return text.size();
}

/// How deep brackets are open, and how many dots the key at hand has.
class DepthCounter {
 public:
  /// False when it became too deep.
  bool take(char character) noexcept {
    switch (character) {
      case '[':
      case '{': dots_ = 0; return ++brackets_ <= kMostTomlDepth;
      case ']':
      case '}':
        dots_ = 0;
        brackets_ = std::max(brackets_ - 1, 0);
        return true;
      case '.': return ++dots_ <= kMostTomlDepth;
      case '\n':
      case ',':
      case '=': dots_ = 0; return true;
      default: return true;
    }
  }

 private:
  int brackets_ = 0;
  int dots_ = 0;
};

/// The offset where it becomes too deep, or the size of the text.
std::size_t find_too_deep(std::string_view text) {
  DepthCounter depth;
  for (std::size_t i = 0; i < text.size();) {
    const char character = text[i];
    if (character == '"' || character == '\'') {
      i = skip_string(text, i);
    } else if (character == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (!depth.take(character)) {
      return i;
    } else {
      ++i;
    }
  }
  return text.size();
}

}  // namespace

Error toml_error(ErrorCode code, std::string_view name, TomlPlace place, std::string_view message) {
  std::string words(name);
  words += ':';
  words += std::to_string(place.line);
  words += ':';
  words += std::to_string(place.column);
  words += ": ";
  words += message;
  Origin origin;
  origin.line = place.line;
  origin.first_column = place.column;
  origin.last_column = place.column;
  return {code, std::move(words), origin};
}

Result<void> check_toml_limits(std::string_view text, std::string_view name) {
  if (text.size() > kMostTomlBytes) {
    return Error{ErrorCode::LimitExceeded,
                 std::string(name) + ": 文件超过 16 MiB，配置不应如此之大，请拆分。"};
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return toml_error(ErrorCode::Malformed, name, place_of(text, nul),
                      "含有 NUL 字符，不是 TOML 文本。");
  }
  if (!is_valid_utf8(text)) {
    return toml_error(ErrorCode::Malformed, name, place_of(text, find_broken_utf8(text)),
                      "不是 UTF-8 编码，请另存为 UTF-8。");
  }
  if (const std::size_t deep = find_too_deep(text); deep != text.size()) {
    return toml_error(ErrorCode::LimitExceeded, name, place_of(text, deep),
                      "嵌套超过 " + std::to_string(kMostTomlDepth) + " 层。");
  }
  return {};
}

}  // namespace jx
