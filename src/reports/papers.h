// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

/// Papers of several parts, written as Word documents and as sheets of a workbook.
namespace jx {

struct PaperHeading {
  int level = 1;  ///< 1 to 3
  std::string text;
};
struct PaperText {
  std::string text;
};
struct PaperTable {
  std::string title;
  std::vector<int> widths;                     ///< Shares of the line, one a column.
  std::vector<std::vector<std::string>> rows;  ///< The first one is the header.
};
using PaperPart = std::variant<PaperHeading, PaperText, PaperTable>;

struct Paper {
  std::string name;  ///< Of the file, without its ending.
  std::string title;
  bool wide = false;  ///< On a sheet that is turned.
  std::vector<PaperPart> parts;
};

/// Io when it cannot be packed. The same paper gives the same bytes.
Result<std::string> render_paper_docx(const Paper& paper);

/// A sheet for each table. Cells that are plain numbers are numbers. LimitExceeded for a table that
/// no sheet can hold; Io.
Result<void> write_papers_xlsx(const std::filesystem::path& path, std::span<const Paper> papers);

}  // namespace jx
