// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/origin.h"
#include "base/result.h"
#include "documents/document.h"

/// Remarks → the user's own file with the cells coloured and the remarks as notes. What comes in is
/// the document as it was read and a list of places with words; what goes out are the bytes of the
/// same package in which only the parts that hold cells, looks and notes are changed, by putting
/// text in at exact places: nothing is parsed and written anew, every other part is copied packed.
/// Which places are at fault is not decided here.
namespace jx {

enum class MarkTone : std::uint8_t { Doubt, Info, Warning, Error };

/// What is to be said at one place. Several at one place become one note, in the order given.
struct FileMark {
  /// Of a sheet: page and line (the row), and the column within the sheet if known. Of a Word
  /// document: the line (paragraph or cell), and the column if it is a cell of that row.
  Origin origin;
  MarkTone tone = MarkTone::Info;
  std::string note;
};

struct MarkedDocument {
  std::string bytes;
  std::size_t places = 0;  ///< Cells and paragraphs that are marked now.
  /// Indexes of marks whose place the file does not have, or that could not get a note. Nothing is
  /// lost silently: whoever asked for the marks says these elsewhere.
  std::vector<std::size_t> unplaced = {};
  /// Chinese sentences: what is otherwise than expected.
  std::vector<std::string> remarks = {};
};

/// True for the formats that can be marked: XLSX and DOCX with their kin.
bool can_be_marked(Format format) noexcept;

/// Unsupported for other formats, signed packages, strict OOXML and parts in encodings other than
/// UTF-8; Malformed when the package is damaged; the message says what to do.
Result<MarkedDocument> mark_document(const Document& document, const std::vector<FileMark>& marks);

}  // namespace jx
