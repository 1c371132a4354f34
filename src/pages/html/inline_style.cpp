// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/html/inline_style.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace jx {
namespace {

std::string lower_case(std::string_view text) {
  std::string lower(trimmed(text));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

void apply(std::string_view name, std::string_view value, InlineStyle& style) {
  const auto is = [&](std::string_view word) { return value.starts_with(word); };
  if (name == "display") style.hidden = is("none");
  if (name == "visibility") style.hidden = style.hidden || is("hidden") || is("collapse");
  if (name == "mso-hide") style.hidden = style.hidden || is("all");
  if (name == "page-break-before" || name == "break-before") {
    style.page_before = is("always") || is("page") || is("left") || is("right");
  }
  if (name == "page-break-after" || name == "break-after") {
    style.page_after = is("always") || is("page") || is("left") || is("right");
  }
  if (name == "white-space") style.keeps_spaces = is("pre");
}

}  // namespace

InlineStyle parse_inline_style(std::string_view style) {
  InlineStyle result;
  while (!style.empty()) {
    const auto end = std::find(style.begin(), style.end(), ';');
    const std::string_view declaration(style.begin(), end);
    style = {end == style.end() ? end : end + 1, style.end()};
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    apply(lower_case(declaration.substr(0, colon)), lower_case(declaration.substr(colon + 1)),
          result);
  }
  return result;
}

}  // namespace jx
