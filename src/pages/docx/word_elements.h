// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace jx {

/// The elements of WordprocessingML that say what is written and where.
enum class WordElement : std::uint8_t {
  Other,
  Paragraph,
  ParagraphProperties,
  Style,
  Numbering,
  NumberingLevel,
  Run,
  Text,
  Tab,
  Break,
  LineEnd,
  Hyphen,
  Symbol,
  Hidden,
  Table,
  Row,
  RowProperties,
  Cell,
  CellProperties,
  GridBefore,
  GridSpan,
  VerticalMerge,
  HorizontalMerge,
  TextBox,
  FieldMark,
  FieldCode,
  SimpleField,
  Control,
  Prompt,
  Deleted,
  Inserted,
  Skipped,  ///< Says again in another way, or says what was before.
  RenderedBreak,
  Note,
  Picture,
  Object,
  Comment,
};

/// By its name without prefix.
WordElement find_word_element(std::string_view name) noexcept;

}  // namespace jx
