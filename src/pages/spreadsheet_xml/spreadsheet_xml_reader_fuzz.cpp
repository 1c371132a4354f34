// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a workbook in XML: an error with a message, or cells in their grid.
#include <cstddef>
#include <cstdint>
#include <variant>

#include "base/check.h"
#include "pages/spreadsheet_xml/spreadsheet_xml_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const jx::Document document{.name = "fuzz",
                              .sha256 = {},
                              .format = jx::Format::SpreadsheetXml,
                              .bytes = {reinterpret_cast<const char*>(data), size}};
  const auto pages = jx::read_spreadsheet_xml_pages(document, {.columns = 64, .cells = 100'000});
  if (!pages.ok()) {
    JX_CHECK(!pages.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  for (const jx::Page& page : pages->pages) {
    for (const jx::Block& block : page.blocks) {
      const auto* const grid = std::get_if<jx::NativeGrid>(&block);
      for (std::size_t i = 0; grid != nullptr && i < grid->cells.size(); ++i) {
        const jx::GridCell& cell = grid->cells[i];
        JX_CHECK(cell.row < grid->rows && cell.column < grid->columns, "a cell is in its grid");
      }
    }
  }
  return 0;
}
