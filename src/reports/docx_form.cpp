// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "codecs/html_writer.h"
#include "reports/docx.h"

namespace jx {
namespace {

int to_twips(double millimetres) {
  constexpr double kTwipsOfMillimetre = 1440 / 25.4;
  return static_cast<int>(std::lround(millimetres * kTwipsOfMillimetre));
}

std::string_view word_of(FormAlign align) {
  switch (align) {
    case FormAlign::Left: return "left";
    case FormAlign::Centre: return "center";
    case FormAlign::Right: return "right";
  }
  return "left";
}

/// The cell that covers each place of a row; null where none does, which a layout never has.
std::vector<const FormCell*> cover(const FormGrid& grid, std::uint32_t row) {
  std::vector<const FormCell*> cells(grid.widths.size(), nullptr);
  for (const FormCell& cell : grid.cells) {
    if (cell.row > row || cell.row + cell.rows <= row) continue;
    for (std::uint32_t c = 0; c < cell.columns; ++c) cells[cell.column + c] = &cell;
  }
  return cells;
}

bool is_outside(const FormGrid& grid, std::uint32_t row) {
  const std::vector<const FormCell*> cells = cover(grid, row);
  return std::all_of(cells.begin(), cells.end(), [&](const FormCell* cell) {
    return cell != nullptr && grid.looks[cell->look].outside;
  });
}

std::string table_head(const FormGrid& grid) {
  std::string out =
      R"(<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/><w:tblBorders>)";
  for (const std::string_view side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
    fmt::format_to(std::back_inserter(out),
                   R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>)", side);
  }
  out += R"(</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>)"
         R"(<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>)"
         R"(</w:tblPr><w:tblGrid>)";
  for (const double width : grid.widths) {
    fmt::format_to(std::back_inserter(out), R"(<w:gridCol w:w="{}"/>)", to_twips(width));
  }
  return out + "</w:tblGrid>";
}

}  // namespace

void DocxWriter::add_form_words(const FormLook& look, std::string_view text) {
  const std::string properties = fmt::format(
      R"(<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{}"/>{}<w:sz w:val="{}"/></w:rPr>)",
      html_escaped(look.font), look.bold ? "<w:b/>" : "", std::lround(look.points * 2));
  fmt::format_to(
      std::back_inserter(body_),
      R"(<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="{}"/></w:pPr>{}</w:p>)",
      word_of(look.align), docx_runs(text, properties));
}

/// A cell that reaches down from a repeated header would keep Word from repeating it: it is parted
/// below the header, without a line between.
void DocxWriter::add_form_cell(const FormGrid& grid, const FormCell& cell, std::uint32_t row,
                               std::uint32_t first) {
  double width = 0;
  for (std::uint32_t c = 0; c < cell.columns; ++c) width += grid.widths[cell.column + c];
  const bool parted = first == grid.repeated && cell.row == first && cell.rows > 1;
  const std::uint32_t begin = cell.row + (parted ? 1 : 0);
  const bool merged = cell.rows > (parted ? 2U : 1U) && row >= begin;
  const std::string_view border =
      !parted        ? ""
      : row == first ? R"(<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>)"
      : row == begin ? R"(<w:tcBorders><w:top w:val="nil"/></w:tcBorders>)"
                     : "";
  const std::string_view merge = !merged        ? ""
                                 : row == begin ? R"(<w:vMerge w:val="restart"/>)"
                                                : "<w:vMerge/>";
  fmt::format_to(
      std::back_inserter(body_),
      R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}{}{}<w:vAlign w:val="center"/></w:tcPr>)",
      to_twips(width),
      cell.columns > 1 ? fmt::format(R"(<w:gridSpan w:val="{}"/>)", cell.columns) : "", merge,
      border);
  add_form_words(grid.looks[cell.look], row == begin ? cell.text : std::string());
  body_ += "</w:tc>";
}

void DocxWriter::add_form_table(const FormGrid& grid, std::uint32_t first, std::uint32_t end) {
  body_ += table_head(grid);
  for (std::uint32_t row = first; row < end; ++row) {
    constexpr double kTwipsOfPoint = 20;
    fmt::format_to(
        std::back_inserter(body_),
        R"(<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{}" w:hRule="atLeast"/>{}</w:trPr>)",
        std::lround(grid.heights[row] * kTwipsOfPoint),
        row == first && row == grid.repeated ? "<w:tblHeader/>" : "");
    const std::vector<const FormCell*> cells = cover(grid, row);
    for (std::uint32_t column = 0; column < cells.size(); column += cells[column]->columns) {
      add_form_cell(grid, *cells[column], row, first);
    }
    body_ += "</w:tr>";
  }
  body_ += "</w:tbl>";
}

void DocxWriter::form(const FormGrid& grid) {
  const auto rows = static_cast<std::uint32_t>(grid.heights.size());
  for (std::uint32_t row = 0; row < rows;) {
    if (is_outside(grid, row)) {
      for (const FormCell& cell : grid.cells) {
        if (cell.row == row) add_form_words(grid.looks[cell.look], cell.text);
      }
      ++row;
      continue;
    }
    // Only the first row of a table is repeated: what stands above it is a table of its own.
    std::uint32_t end = row + 1;
    while (end < rows && end != grid.repeated && !is_outside(grid, end)) ++end;
    add_form_table(grid, row, end);
    // Tables that touch are one table; a point between them is hardly seen.
    if (end == grid.repeated) {
      body_ += R"(<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>)"
               R"(<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>)";
    }
    row = end;
  }
}

void DocxWriter::end_section(const FormPage& page) {
  constexpr double kShort = 210;
  constexpr double kLong = 297;
  // Next to no height: a form that fills its page must not push an empty one behind it.
  fmt::format_to(
      std::back_inserter(body_),
      R"(<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:sectPr>)"
      R"(<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="0" w:footer="0" w:gutter="0"/>)"
      R"(</w:sectPr></w:pPr></w:p>)",
      to_twips(page.landscape ? kLong : kShort), to_twips(page.landscape ? kShort : kLong),
      page.landscape ? R"( w:orient="landscape")" : "", to_twips(page.top), to_twips(page.right),
      to_twips(page.bottom), to_twips(page.left));
}

}  // namespace jx
