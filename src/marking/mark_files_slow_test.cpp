// SPDX-License-Identifier: AGPL-3.0-or-later
// Files of the wild, which lie outside the project (JIXIAO_DATA): what is marked reads as before.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "documents/document.h"
#include "marking/mark.h"
#include "pages/docx/docx_reader.h"
#include "pages/xlsx/xlsx_reader.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
  const char* const given = std::getenv("JIXIAO_DATA");
  return given != nullptr ? fs::path(given) : fs::path(JX_SOURCE_DIR) / "../shared/data";
}

constexpr std::string_view kSign = "⚠";

/// Cells by page, row and column, with the extent of their merged ranges.
using Cells = std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::string>;

Cells cells_of(const Pages& pages) {
  Cells cells;
  for (const Page& page : pages.pages) {
    for (const Block& block : page.blocks) {
      const auto* const grid = std::get_if<NativeGrid>(&block);
      if (grid == nullptr) continue;
      for (const GridCell& cell : grid->cells) {
        if (cell.text == kSign) continue;
        cells[{page.number, cell.row, cell.column}] =
            fmt::format("{} {}x{}", cell.text, cell.rowspan, cell.colspan);
      }
    }
  }
  return cells;
}

/// Every third cell and the place right of it, blank or not.
std::vector<FileMark> marks_for(const Pages& pages) {
  std::vector<FileMark> marks;
  std::size_t count = 0;
  for (const Page& page : pages.pages) {
    for (const Block& block : page.blocks) {
      const auto* const grid = std::get_if<NativeGrid>(&block);
      if (grid == nullptr) continue;
      for (const GridCell& cell : grid->cells) {
        if (count++ % 3 != 0) continue;
        FileMark mark{.origin = cell.origin, .tone = MarkTone::Error, .note = "第一条意见"};
        mark.origin.column = cell.column;
        marks.push_back(mark);
        ++mark.origin.column;
        mark.note = "第二条意见";
        marks.push_back(mark);
      }
    }
  }
  return marks;
}

TEST(MarkFiles, EveryCellOfAWorkbookReadsAsBefore) {
  const fs::path folder = data_folder() / "spreadsheets/workbooks";
  if (!fs::exists(folder)) GTEST_SKIP() << "no workbooks in " << folder;
  std::size_t marked_files = 0;
  std::size_t cells = 0;
  std::vector<fs::path> files = {data_folder() / "seed-forms/seed.xlsx"};
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  for (const fs::path& path : files) {
    const auto document = read_document(path, {});
    if (!document.ok() || document->format != Format::Xlsx) continue;
    const auto before = read_xlsx_pages(*document, {});
    if (!before.ok()) continue;
    const std::vector<FileMark> marks = marks_for(*before);
    const auto marked = mark_document(*document, marks);
    if (!marked.ok()) {
      // Files that no program writes today are refused with the reason.
      EXPECT_EQ(marked.error().code, ErrorCode::Unsupported) << path << marked.error().message;
      std::cout << path.filename() << ": " << marked.error().message << "\n";
      continue;
    }
    EXPECT_TRUE(marked->unplaced.empty()) << path;
    Document again = *document;
    again.bytes = marked->bytes;
    const auto after = read_xlsx_pages(again, {});
    ASSERT_TRUE(after.ok()) << path << after.error().message;
    EXPECT_EQ(cells_of(*after), cells_of(*before)) << path;
    ++marked_files;
    cells += cells_of(*before).size();
  }
  std::cout << marked_files << " workbooks, " << cells << " cells\n";
  EXPECT_GT(marked_files, 20U);
}

TEST(MarkFiles, EveryCellOfTheWordSampleReadsAsBefore) {
  const fs::path path = data_folder() / "seed-forms/seed.docx";
  if (!fs::exists(path)) GTEST_SKIP() << "no " << path;
  const auto document = read_document(path, {});
  ASSERT_TRUE(document.ok());
  const auto before = read_docx_pages(*document, {});
  ASSERT_TRUE(before.ok());
  const auto marked = mark_document(*document, marks_for(*before));
  ASSERT_TRUE(marked.ok()) << marked.error().message;
  EXPECT_TRUE(marked->unplaced.empty());
  Document again = *document;
  again.bytes = marked->bytes;
  auto after = read_docx_pages(again, {});
  ASSERT_TRUE(after.ok()) << after.error().message;
  // The column with the sign stands in front of each table.
  Cells shifted;
  for (const auto& [place, text] : cells_of(*before)) {
    shifted[{std::get<0>(place), std::get<1>(place), std::get<2>(place) + 1}] = text;
  }
  EXPECT_EQ(cells_of(*after), shifted);
}

}  // namespace
}  // namespace jx
