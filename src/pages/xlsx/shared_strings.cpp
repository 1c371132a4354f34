// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/shared_strings.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"
#include "pages/office/cell_styles.h"

namespace jx {
namespace {

/// As many bytes of words as show in which language they are.
constexpr std::size_t kSampleBytes = 64 << 10;

/// The character of "_x000D_" at the beginning of `words`.
std::optional<char32_t> find_escape(std::string_view words) noexcept {
  constexpr std::size_t kLength = 7;
  if (words.size() < kLength || words[1] != 'x' || words[kLength - 1] != '_') return std::nullopt;
  std::uint32_t code = 0;
  const char* const end = words.data() + kLength - 1;
  const auto [stop, error] = std::from_chars(words.data() + 2, end, code, 16);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return code;
}

bool is_surrogate(char32_t code) noexcept { return code >= 0xd800 && code <= 0xdfff; }

void append_shown(std::string& out, char32_t code) {
  const bool hidden = (code < 0x20 && code != '\t' && code != '\n') || is_surrogate(code);
  if (!hidden) append_character(out, code);
}

class StringsReader : public XmlHandler {
 public:
  explicit StringsReader(SharedStrings& strings) : strings_(strings) {}

  Result<void> start(std::string_view name, const XmlAttributes&) override {
    text_.start(name);
    return {};
  }
  Result<void> end(std::string_view name) override {
    text_.end(name);
    if (name != "si") return {};
    const std::string words = text_.take();
    if (looked_at_ < kSampleBytes) {
      looked_at_ += words.size();
      strings_.has_han = strings_.has_han || has_han(words);
    }
    strings_.words.add(words);
    return {};
  }
  Result<void> text(std::string_view text) override {
    text_.text(text);
    return {};
  }

 private:
  SharedStrings& strings_;
  RichText text_;
  std::size_t looked_at_ = 0;
};

}  // namespace

std::string decode_words(std::string_view words) {
  std::string out;
  out.reserve(words.size());
  for (std::size_t i = 0; i < words.size();) {
    const auto escape = words[i] == '_' ? find_escape(words.substr(i)) : std::nullopt;
    const char32_t code = escape ? *escape : static_cast<unsigned char>(words[i]);
    i += escape ? 7 : 1;
    if (code == '\r') {
      const std::string_view rest = words.substr(i);
      if (!rest.starts_with('\n') && !rest.starts_with("_x000A_")) out += '\n';
    } else if (escape) {
      append_shown(out, code);
    } else {
      out += static_cast<char>(code);
    }
  }
  return out;
}

std::string decode_rich_words(std::string_view words) {
  const bool plain =
      words.find('_') == std::string_view::npos && words.find('\r') == std::string_view::npos;
  return plain ? std::string(words) : decode_words(words);
}

Result<SharedStrings> SharedStrings::read(OfficePackage& package, std::string_view part) {
  SharedStrings strings;
  StringsReader reader(strings);
  JX_TRY_VOID(package.read(part, reader));
  return strings;
}

void RichText::start(std::string_view name) {
  if (name == "t") in_text_ = true;
  if (name == "rPh") in_phonetic_ = true;
}

void RichText::end(std::string_view name) {
  if (name == "t") in_text_ = false;
  if (name == "rPh") in_phonetic_ = false;
}

std::string RichText::take() {
  std::string taken = decode_rich_words(words_);
  words_.clear();
  return taken;
}

}  // namespace jx
