// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/docx/word_elements.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace jx {
namespace {

using Entry = std::pair<std::string_view, WordElement>;

/// Sorted by name.
constexpr Entry kElements[] = {
    {"Fallback", WordElement::Skipped},
    {"OLEObject", WordElement::Object},
    {"altChunk", WordElement::Object},
    {"blip", WordElement::Picture},
    {"br", WordElement::Break},
    {"chart", WordElement::Object},
    {"commentReference", WordElement::Comment},
    {"cr", WordElement::LineEnd},
    {"del", WordElement::Deleted},
    {"endnote", WordElement::Note},
    {"fldChar", WordElement::FieldMark},
    {"fldSimple", WordElement::SimpleField},
    {"footnote", WordElement::Note},
    {"gridBefore", WordElement::GridBefore},
    {"gridSpan", WordElement::GridSpan},
    {"hMerge", WordElement::HorizontalMerge},
    {"ilvl", WordElement::NumberingLevel},
    {"imagedata", WordElement::Picture},
    {"ins", WordElement::Inserted},
    {"instrText", WordElement::FieldCode},
    {"lastRenderedPageBreak", WordElement::RenderedBreak},
    {"moveFrom", WordElement::Deleted},
    {"moveTo", WordElement::Inserted},
    {"noBreakHyphen", WordElement::Hyphen},
    {"numId", WordElement::Numbering},
    {"numberingChange", WordElement::Skipped},
    {"p", WordElement::Paragraph},
    {"pPr", WordElement::ParagraphProperties},
    {"pPrChange", WordElement::Skipped},
    {"pStyle", WordElement::Style},
    {"ptab", WordElement::Tab},
    {"r", WordElement::Run},
    {"rPrChange", WordElement::Skipped},
    {"relIds", WordElement::Object},
    {"rt", WordElement::Skipped},
    {"sdt", WordElement::Control},
    {"sectPrChange", WordElement::Skipped},
    {"showingPlcHdr", WordElement::Prompt},
    {"sym", WordElement::Symbol},
    {"t", WordElement::Text},
    {"tab", WordElement::Tab},
    {"tbl", WordElement::Table},
    {"tblGridChange", WordElement::Skipped},
    {"tblPrChange", WordElement::Skipped},
    {"tblPrExChange", WordElement::Skipped},
    {"tc", WordElement::Cell},
    {"tcPr", WordElement::CellProperties},
    {"tcPrChange", WordElement::Skipped},
    {"tr", WordElement::Row},
    {"trPr", WordElement::RowProperties},
    {"trPrChange", WordElement::Skipped},
    {"txbxContent", WordElement::TextBox},
    {"vMerge", WordElement::VerticalMerge},
    {"vanish", WordElement::Hidden},
};
static_assert(std::is_sorted(std::begin(kElements), std::end(kElements)));

}  // namespace

WordElement find_word_element(std::string_view name) noexcept {
  const auto* const found =
      std::lower_bound(std::begin(kElements), std::end(kElements), name,
                       [](const Entry& entry, std::string_view key) { return entry.first < key; });
  const bool known = found != std::end(kElements) && found->first == name;
  return known ? found->second : WordElement::Other;
}

}  // namespace jx
