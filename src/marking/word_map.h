// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "marking/xml_walk.h"
#include "pages/docx/numbering.h"

/// The main part of a Word document by its bytes: where the paragraphs and cells stand that the
/// reader counted. The reader itself does the counting, so that the two cannot disagree.
namespace jx {

struct WordParagraphPlace {
  TagPlace tag;
  std::size_t begin = 0;  ///< Behind the properties.
  std::size_t close = 0;  ///< Where the end tag begins.
};

struct WordCellPlaceInPart {
  std::size_t row = 0;       ///< Index.
  std::uint32_t column = 0;  ///< Of the table's grid.
  std::uint32_t span = 1;
  TagPlace tag;
  TagPlace properties;                   ///< Its start tag; end == 0 when there is none.
  TagPlace shade;                        ///< The whole element; end == 0 when there is none.
  std::size_t shade_place = 0;           ///< Where one may be put among the properties.
  std::optional<std::size_t> paragraph;  ///< Index of the first one.
};

struct WordRowPlace {
  std::size_t table = 0;
  std::size_t begin = 0;  ///< Where its first cell may be put.
  std::vector<std::size_t> cells;
};

struct WordTablePlace {
  std::size_t grid_begin = 0;  ///< Behind <w:tblGrid>; 0 when there is none.
  std::vector<std::size_t> rows;
  TagPlace indent;                  ///< 0 when there is none.
  std::size_t indent_place = 0;     ///< Where one may be put; 0 when there are no properties.
  std::optional<int> indent_twips;  ///< As stated.
  /// Something in or around it counts its columns, or it stands in another table: no column may be
  /// put in front.
  bool fixed_columns = false;
};

struct WordPartMap {
  std::string prefix;  ///< "w:"
  std::vector<WordParagraphPlace> paragraphs;
  std::vector<WordCellPlaceInPart> cells;
  std::vector<WordRowPlace> rows;
  std::vector<WordTablePlace> tables;
  std::unordered_map<std::uint32_t, std::size_t> paragraph_of_line;
  std::unordered_map<std::uint32_t, std::size_t> cell_of_line;

  /// The cell of that line, or of its row the one that covers the column.
  std::optional<std::size_t> find_cell(std::uint32_t line, std::uint32_t column) const;
};

Result<WordPartMap> map_word_part(std::string_view xml, WordNumbering& numbering);

}  // namespace jx
