// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "base/build_info.h"
#include "base/result.h"
#include "documents/document.h"
#include "lexicon/lexicon.h"
#include "pages/docx/docx_reader.h"
#include "pages/html/html_reader.h"
#include "pages/json/json_reader.h"
#include "pages/text/text_reader.h"
#include "pages/xls/xls_reader.h"
#include "pages/xlsx/xlsx_reader.h"
#include "tables/tables.h"

/// The way from bytes to tables, for the tests and fuzz targets of this folder.
namespace jx {

/// The lexicon of the source tree, read once.
inline const Lexicon& shipped_lexicon() {
  static const Lexicon lexicon =
      Lexicon::load(std::filesystem::path(kSourceDataDir) / "lexicon").value();
  return lexicon;
}

inline Result<Pages> read_pages(const Document& document, const ReadLimits& limits = {}) {
  if (document.format == Format::Json) return read_json_pages(document, limits);
  if (document.format == Format::Html) return read_html_pages(document, limits);
  if (document.format == Format::Xls) return read_xls_pages(document, limits);
  if (document.format == Format::Xlsx) return read_xlsx_pages(document, limits);
  if (document.format == Format::Docx) return read_docx_pages(document, limits);
  return read_text_pages(document, limits);
}

inline Result<Tables> read_tables(std::string name, std::string bytes, const Lexicon& lexicon,
                                  const ReadLimits& limits = {}) {
  JX_TRY(const Document document, make_document(std::move(name), std::move(bytes)));
  JX_TRY(Pages pages, read_pages(document, limits));
  return extract_tables(std::move(pages), lexicon);
}

}  // namespace jx
