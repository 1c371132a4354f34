// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/shared_strings.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

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
  StringsReader(std::string& words, std::vector<std::size_t>& ends) : words_(words), ends_(ends) {}

  Result<void> start(std::string_view name, const XmlAttributes&) override {
    text_.start(name);
    return {};
  }
  Result<void> end(std::string_view name) override {
    text_.end(name);
    if (name != "si") return {};
    words_ += text_.take();
    ends_.push_back(words_.size());
    return {};
  }
  Result<void> text(std::string_view text) override {
    text_.text(text);
    return {};
  }

 private:
  std::string& words_;
  std::vector<std::size_t>& ends_;
  RichText text_;
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

Result<SharedStrings> SharedStrings::read(OfficePackage& package, std::string_view part) {
  SharedStrings strings;
  StringsReader reader(strings.words_, strings.ends_);
  JX_TRY_VOID(package.read(part, reader));
  return strings;
}

std::string_view SharedStrings::operator[](std::size_t index) const noexcept {
  if (index >= ends_.size()) return {};
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(words_).substr(begin, ends_[index] - begin);
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
  const bool plain = words_.find_first_of("_\r") == std::string::npos;
  std::string taken = plain ? words_ : decode_words(words_);
  words_.clear();
  return taken;
}

}  // namespace jx
