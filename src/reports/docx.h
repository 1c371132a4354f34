// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "forms/grid.h"

namespace jx {

/// Writes a Word document (ECMA-376): headings, paragraphs and tables on A4, in the usual fonts of
/// official papers. The same calls give the same bytes.
class DocxWriter {
 public:
  enum class Page { Portrait, Landscape };

  explicit DocxWriter(Page page = Page::Portrait) : page_(page) {}

  /// Of the whole paper, in its middle; such a paper has numbered pages.
  void title(std::string_view text);
  /// Level 1 to 3.
  void heading(int level, std::string_view text);
  void paragraph(std::string_view text);
  /// A line of its own in a list, "（1）" and the like are the caller's.
  void item(std::string_view text);
  /// Below an item, smaller.
  void note(std::string_view text);
  /// The first row is repeated on each page. `widths` are shares of the line, one a column; every
  /// row has as many cells. Line breaks in a cell stay.
  void table(std::span<const int> widths, std::span<const std::vector<std::string>> rows);

  /// A form, cell for cell: its ruled rows as one table, the lines outside them as paragraphs.
  void form(const FormGrid& grid);
  /// What was written since the last section is printed on this page.
  void end_section(const FormPage& page);

  /// The file; Io when it cannot be packed.
  Result<std::string> finish() &&;

 private:
  void add_paragraph(std::string_view style, std::string_view text);
  void add_cell(int width, std::string_view text, bool is_head);
  void add_form_cell(const FormGrid& grid, const FormCell& cell, std::uint32_t row,
                     std::uint32_t first);
  void add_form_table(const FormGrid& grid, std::uint32_t first, std::uint32_t end);
  void add_form_words(const FormLook& look, std::string_view text);

  int line_width() const noexcept;

  Page page_;
  bool numbered_ = false;  ///< Has page numbers at the foot.
  std::string body_;
};

/// Text as the runs of a paragraph, its lines broken; `properties` is an element w:rPr, or empty.
/// For the files that write parts of such documents.
std::string docx_runs(std::string_view text, std::string_view properties = {});

}  // namespace jx
