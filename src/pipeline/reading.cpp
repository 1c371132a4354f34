// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/reading.h"

#include <fmt/core.h>

#include <utility>

#include "conversion/conversion.h"
#include "pages/docx/docx_reader.h"
#include "pages/html/html_reader.h"
#include "pages/image/image_reader.h"
#include "pages/json/json_reader.h"
#include "pages/ofd/ofd_reader.h"
#include "pages/page_parts.h"
#include "pages/pdf/pdf_reader.h"
#include "pages/spreadsheet_xml/spreadsheet_xml_reader.h"
#include "pages/text/text_reader.h"
#include "pages/xls/xls_reader.h"
#include "pages/xlsx/xlsx_reader.h"
#include "pipeline/confined_conversion.h"
#include "pipeline/confined_reading.h"
#include "pipeline/page_recognition.h"

namespace jx {
namespace {

/// Readers of text see the whole document before its first page is done.
Result<Diagnostics> hand_on(Result<Pages> pages, const PageSink& sink) {
  if (!pages.ok()) return std::move(pages).error();
  for (Page& page : pages->pages) JX_TRY_VOID(sink(std::move(page)));
  return std::move(pages->diagnostics);
}

/// Formats whose readers are small and our own from the first byte to the last.
bool is_read_here(Format format) noexcept {
  switch (format) {
    case Format::Text:
    case Format::Delimited:
    case Format::Markdown:
    case Format::Json: return true;
    case Format::Html:
    case Format::Pdf:
    case Format::Ofd:
    case Format::Xlsx:
    case Format::SpreadsheetXml:
    case Format::Xls:
    case Format::Docx:
    case Format::Image:
    case Format::Zip:
    case Format::Doc:
    case Format::Rtf:
    case Format::Odt:
    case Format::Ods:
    case Format::Xlsb:
    case Format::OldXls: return false;
  }
  return false;
}

bool wants_process(Format format, Isolation isolation) noexcept {
  return isolation == Isolation::Always ||
         (isolation == Isolation::ByFormat && !is_read_here(format));
}

/// A document that is read in pieces was hashed before: it must be the same one to its end.
Result<void> check_unchanged(const Document& document) {
  if (!document.file || document.file->is_unchanged()) return {};
  return Error{
      ErrorCode::Conflict,
      fmt::format("“{}”在读的时候被改动了，没有读入。请等它写完，再试一次。", document.name)};
}

Result<Diagnostics> read_as_it_is(const Document& document, const ReadLimits& limits,
                                  const ReaderOptions& options, const PageSink& sink) {
  PageRecognition recognition(limits, options, sink);
  const PageSink recognising = [&](Page&& page) { return recognition.add(std::move(page)); };
  const PageSink joining = make_joining_sink(recognising);
  JX_TRY(Diagnostics diagnostics, wants_process(document.format, options.isolation)
                                      ? read_confined(document, limits, options, joining)
                                      : read_pages_here(document, limits, joining));
  JX_TRY_VOID(check_unchanged(document));
  JX_TRY(const Diagnostics recognised, recognition.finish());
  diagnostics.append(recognised);
  return diagnostics;
}

}  // namespace

Result<Diagnostics> read_pages(const Document& document, const ReadLimits& limits,
                               const ReaderOptions& options, const PageSink& sink) {
  if (!find_conversion(document.format)) return read_as_it_is(document, limits, options, sink);
  JX_TRY(const ConvertedDocument converted, convert_confined(document, limits, options));
  Diagnostics diagnostics = converted.diagnostics;
  JX_TRY(const Diagnostics read, read_as_it_is(converted.document, limits, options, sink));
  diagnostics.append(read);
  return diagnostics;
}

Result<Diagnostics> read_pages_here(const Document& document, const ReadLimits& limits,
                                    const PageSink& sink) {
  switch (document.format) {
    case Format::Json: return hand_on(read_json_pages(document, limits), sink);
    case Format::Text:
    case Format::Delimited:
    case Format::Markdown: return hand_on(read_text_pages(document, limits), sink);
    case Format::Html: return hand_on(read_html_pages(document, limits), sink);
    case Format::Pdf: return read_pdf_pages(document, limits, sink);
    case Format::Ofd: return read_ofd_pages(document, limits, sink);
    case Format::Xlsx: return read_xlsx_pages(document, limits, sink);
    case Format::SpreadsheetXml: return read_spreadsheet_xml_pages(document, limits, sink);
    case Format::Xls: return read_xls_pages(document, limits, sink);
    case Format::Docx: return hand_on(read_docx_pages(document, limits), sink);
    case Format::Image: return read_image_pages(document, limits, sink);
    case Format::Zip:  // Its members are documents; it is none.
    case Format::Doc:  // From here on: what they are converted to has a reader.
    case Format::Rtf:
    case Format::Odt:
    case Format::Ods:
    case Format::Xlsb:
    case Format::OldXls: break;
  }
  return Error{.code = ErrorCode::Unsupported,
               .message = fmt::format("“{}”是 {} 文件，暂时读不了。请另存为 CSV 或文本后再试。",
                                      document.name, to_string(document.format))};
}

}  // namespace jx
