// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/markup_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace jx {
namespace {

char to_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// `word` in lower case.
bool starts_with_word(std::string_view text, std::string_view word) noexcept {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(),
                    [](char expected, char actual) { return expected == to_lower(actual); });
}

bool is_name_end(std::string_view text, std::size_t at) noexcept {
  return at < text.size() &&
         std::string_view(" \t\r\n\f/>").find(text[at]) != std::string_view::npos;
}

std::string_view skip_space(std::string_view text) noexcept {
  const std::size_t start = text.find_first_not_of(" \t\r\n\f");
  return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

/// The first tag of these is proof enough.
constexpr std::array<std::string_view, 11> kPageElements = {
    "html", "head", "body", "meta", "table", "title", "style", "script", "link", "thead", "tbody"};

/// These need company.
constexpr std::array<std::string_view, 39> kPartElements = {
    "a",      "article", "b",      "base",   "blockquote", "br", "caption", "center", "div", "dl",
    "em",     "font",    "footer", "form",   "h1",         "h2", "h3",      "h4",     "h5",  "h6",
    "header", "hr",      "i",      "img",    "input",      "li", "main",    "nav",    "ol",  "p",
    "pre",    "section", "span",   "strong", "td",         "th", "tr",      "u",      "ul"};

template <std::size_t Size>
bool begins_element(std::string_view text, const std::array<std::string_view, Size>& names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    return starts_with_word(text.substr(1), name) && is_name_end(text, 1 + name.size());
  });
}

/// "</td>" and the like: an end tag of any element.
bool has_end_tag(std::string_view text) noexcept {
  for (std::size_t at = text.find("</"); at != std::string_view::npos;
       at = text.find("</", at + 2)) {
    if (at + 2 < text.size() && to_lower(text[at + 2]) >= 'a' && to_lower(text[at + 2]) <= 'z') {
      return true;
    }
  }
  return false;
}

/// Behind comments, declarations and instructions; nothing when one of them does not end.
std::string_view skip_prolog(std::string_view text) noexcept {
  text = skip_space(text);
  while (text.starts_with("<!--") || text.starts_with("<?") || text.starts_with("<![")) {
    const std::string_view ending = text.starts_with("<!--") ? "-->" : ">";
    const std::size_t end = text.find(ending, 2);
    if (end == std::string_view::npos) return {};
    text = skip_space(text.substr(end + ending.size()));
  }
  return text;
}

}  // namespace

MarkupKind find_markup_kind(std::string_view text) noexcept {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  text = skip_space(text);
  if (!text.starts_with('<')) return MarkupKind::None;
  const bool declared_xml = starts_with_word(text, "<?xml") && is_name_end(text, 5);
  const std::string_view element = skip_prolog(text);
  if (starts_with_word(element, "<!doctype html")) return MarkupKind::Html;
  if (element.starts_with('<') && begins_element(element, kPageElements)) return MarkupKind::Html;
  if (element.starts_with('<') && begins_element(element, kPartElements) && has_end_tag(element)) {
    return MarkupKind::Html;
  }
  const std::string_view first_tag = element.substr(0, element.find('>'));
  const bool workbook = element.starts_with("<Workbook") || element.starts_with("<ss:Workbook");
  if (workbook &&
      first_tag.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string_view::npos) {
    return MarkupKind::SpreadsheetXml;
  }
  return declared_xml ? MarkupKind::Xml : MarkupKind::None;
}

}  // namespace jx
