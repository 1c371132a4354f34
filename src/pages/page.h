// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/diagnostics.h"
#include "base/origin.h"
#include "base/result.h"

/// What every page reader produces, whatever the format: pages of blocks in reading order.
/// A reader says what stands where. It does not know what a header, a title or a project is.
namespace jx {

/// A line of running text.
struct TextLine {
  std::string text;  ///< UTF-8, without line ending.
  Origin origin;     ///< page, line, columns.
  /// The reader ended the page here: the line is a footer with the page's number.
  bool is_footer = false;
  float confidence = 1;  ///< As of a cell.
  std::vector<std::string> other_readings = {};
};

struct GridCell {
  std::uint32_t row = 0;  ///< Within its grid, from 0.
  std::uint32_t column = 0;
  std::uint16_t rowspan = 1;
  std::uint16_t colspan = 1;
  std::string text;
  Origin origin;  ///< page, line, columns; table, row and column are set by the tables stage.
  /// That the text is what is printed: less than 1 only where it was recognised in a picture.
  float confidence = 1;
};

/// Text of less confidence is shown to a person before anything is built on it.
inline constexpr float kDoubtful = 0.6F;

/// Another way to read a cell of a grid, or one of its lines.
struct CellReading {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::string text;
};

/// Cells whose rows and columns the file itself states (tabs, delimiters, markup, sheets).
/// Blank cells may be left out; cells are sorted by row, then column.
struct NativeGrid {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::string title;  ///< Only where the format has a place for one (JSON, HTML).
  std::vector<GridCell> cells;
  /// How many cells the file wrote in each row, blank ones included; empty where it does not say
  /// (formats whose cells carry coordinates).
  std::vector<std::uint32_t> row_widths;
  std::vector<CellReading> other_readings = {};  ///< Sorted like the cells.
};

using Block = std::variant<TextLine, NativeGrid>;

/// What the end of a sheet says of a cell that was handed on before: a merged range begins there,
/// or covers it.
struct CellChange {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint16_t rowspan = 1;  ///< 0 for a cell that is covered: it is not shown.
  std::uint16_t colspan = 1;
};

/// A character where it is drawn.
struct Glyph {
  char32_t code = 0;  ///< U+FFFD where the file does not say which character it is.
  Box box;            ///< Its cell, advance by ascent and descent: not its ink.
  float size = 0;     ///< Of the font, in points.
  /// Which way the text runs, in quarter turns clockwise: 0 to the right, 1 down, 2 left, 3 up.
  std::uint8_t turn = 0;
  bool bold = false;
  /// How sure it is which character this is, in percent: below 100 only where one was recognised
  /// in a picture.
  std::uint8_t certainty = 100;
};

/// A straight line, horizontal or vertical: a stroke, a thin filled area, the edge of a frame.
struct Ruling {
  bool horizontal = true;
  float at = 0;    ///< y of a horizontal ruling, x of a vertical one: the middle of its thickness.
  float from = 0;  ///< from < to, along its direction.
  float to = 0;
  float thickness = 0;
};

/// How a text in a picture may be read besides the way its glyphs say.
struct OtherReading {
  Box box;  ///< Of a line, or of a part of one.
  std::string text;
};

/// What lengths and boxes of drawn pages are counted in.
inline constexpr float kPointsPerInch = 72;

/// What formats give that only say what is drawn where (PDF, OFD, a scan): the tables stage finds
/// lines and grids in it. Points from the page's top left corner as a person sees the page.
struct Drawing {
  float width = 0;
  float height = 0;
  std::vector<Glyph> glyphs;  ///< In the order of drawing; blanks that are drawn are among them.
  std::vector<Ruling> rulings;
  std::vector<Box> pictures;
  std::vector<OtherReading> other_readings = {};
};

/// A picture of a whole page.
struct Scan {
  std::uint32_t width = 0;  ///< Pixels.
  std::uint32_t height = 0;
  float dots_per_inch = 0;
  std::string pixels;  ///< A byte each, row by row: 0 is black, 255 is paper.
};

struct Page {
  std::uint32_t number = 1;
  std::vector<Block> blocks;
  std::optional<Drawing> drawing;  ///< Instead of blocks.
  /// Beside a drawing that lacks what is only in this picture: recognition adds it there.
  std::optional<Scan> scan = {};
  /// A long sheet comes in parts: pages of one number, all but the last with `continues`. The first
  /// block of a further part is a grid that goes on from the last block of the part before, and the
  /// last part has the changes to its cells. page_parts.h puts them together.
  bool continues = false;
  std::vector<CellChange> changes = {};
  std::uint32_t expected_cells = 0;  ///< Of all parts, as the file says: only a hint.
};

/// Takes the pages of a document one by one, so that a long document need not be held as drawings.
using PageSink = std::function<Result<void>(Page&&)>;

struct Pages {
  std::vector<Page> pages;
  Diagnostics diagnostics;
};

}  // namespace jx
