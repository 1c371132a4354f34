// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/docx/docx_reader.h"

#include <utility>
#include <vector>

#include "pages/docx/numbering.h"
#include "pages/docx/word_pages.h"
#include "pages/docx/word_part.h"
#include "pages/office/package.h"

namespace jx {
namespace {

/// The parts of one kind, in the order in which the main part names them.
Result<void> read_parts(OfficePackage& package, const std::vector<Relationship>& parts,
                        std::string_view kind, WordPartReader& reader) {
  for (const Relationship& part : parts) {
    if (part.kind != kind || part.external || !package.has(part.target)) continue;
    JX_TRY_VOID(package.read(part.target, reader));
  }
  return {};
}

}  // namespace

Result<Pages> read_docx_pages(const Document& document, const ReadLimits& limits) {
  Diagnostics diagnostics;
  JX_TRY(OfficePackage package, OfficePackage::open(document.bytes, diagnostics));
  JX_TRY(const std::string main, package.find_main_part("word/document.xml"));
  JX_TRY(const std::vector<Relationship> parts, package.relationships(main));
  JX_TRY(WordNumbering numbering, WordNumbering::read(package, parts));
  WordPages pages(limits);
  WordPartReader body(WordPart::Body, numbering, pages);
  JX_TRY_VOID(package.read(main, body));
  for (const std::string_view kind : {"footnotes", "endnotes"}) {
    WordPartReader notes(WordPart::Notes, numbering, pages);
    JX_TRY_VOID(read_parts(package, parts, kind, notes));
  }
  for (const std::string_view kind : {"header", "footer"}) {
    WordPartReader margins(WordPart::Margins, numbering, pages);
    JX_TRY_VOID(read_parts(package, parts, kind, margins));
  }
  return std::move(pages).take(std::move(diagnostics));
}

}  // namespace jx
