// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/html/html_reader.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "pages/decoded_document.h"
#include "pages/html/html_pages.h"
#include "pages/html/html_parser.h"
#include "pages/html/html_walker.h"

namespace jx {
namespace {

/// Where pages state their encoding: early, or not at all.
constexpr std::size_t kStatementWithin = 16 << 10;
constexpr std::size_t kMostLabel = 40;

/// "gb2312" of <meta charset="gb2312">, of the longer form with content="text/html; charset=gb2312"
/// and of an XML declaration; empty where nothing is stated.
std::string find_stated_encoding(std::string_view bytes) {
  std::string head(bytes.substr(0, kStatementWithin));
  for (char& c : head) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  for (const std::string_view word : {"charset", "encoding"}) {
    const std::size_t at = head.find(word);
    if (at == std::string::npos) continue;
    const std::size_t begin = head.find_first_not_of(" \t\r\n=\"'", at + word.size());
    if (begin == std::string::npos) continue;
    const std::size_t end = std::min(head.find_first_of(" \t\r\n\"';/>?", begin), head.size());
    return head.substr(begin, std::min(end - begin, kMostLabel));
  }
  return {};
}

}  // namespace

Result<Pages> read_html_pages(const Document& document, const ReadLimits& limits) {
  HtmlPages pages(limits);
  JX_TRY(
      const DecodedDocument decoded,
      DecodedDocument::decode(document, pages.diagnostics(), find_stated_encoding(document.bytes)));
  HtmlWalker walker(pages, limits);
  JX_TRY_VOID(parse_html(decoded.text(), walker, pages.diagnostics()));
  JX_TRY_VOID(walker.finish());
  return std::move(pages).take();
}

}  // namespace jx
