// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/spreadsheet_xml/spreadsheet_xml_reader.h"

#include <string_view>
#include <utility>

#include "base/text.h"
#include "pages/decoded_document.h"
#include "pages/spreadsheet_xml/workbook_handler.h"

namespace jx {
namespace {

/// As much of the words as shows in which language they are.
constexpr std::size_t kSampleBytes = 256 << 10;

bool has_han(std::string_view text) {
  text = text.substr(0, kSampleBytes);
  for (std::size_t at = 0; at < text.size();) {
    if (is_han(next_character(text, at))) return true;
  }
  return false;
}

}  // namespace

Result<Diagnostics> read_spreadsheet_xml_pages(const Document& document, const ReadLimits& limits,
                                               const PageSink& sink) {
  SheetPages pages(limits, sink);
  Diagnostics told_by_decoding;  // The XML says its encoding itself.
  JX_TRY(const DecodedDocument decoded, DecodedDocument::decode(document, told_by_decoding));
  const FormatOptions options{
      .locale = has_han(decoded.text()) ? SheetLocale::Chinese : SheetLocale::English,
      .from_1904 = contains(decoded.text().substr(0, kSampleBytes), "<Date1904")};
  WorkbookHandler handler(pages, options);
  JX_TRY_VOID(read_xml(document.bytes, handler));
  return std::move(pages).take_diagnostics();
}

Result<Pages> read_spreadsheet_xml_pages(const Document& document, const ReadLimits& limits) {
  return collect_pages(
      [&](const PageSink& sink) { return read_spreadsheet_xml_pages(document, limits, sink); });
}

}  // namespace jx
