// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a workbook: an error with a message, or sound tables. Bytes that are no archive
// become the parts of one, divided by NUL: a sheet, the shared strings, the styles, a drawing,
// controls, comments; such a sheet holds the same whether or not its rows go through the XML
// parser.
#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/text.h"
#include "codecs/test_zip.h"
#include "tables/from_files/check_tables.h"
#include "tables/from_files/read_tables.h"

namespace {

constexpr std::string_view kBook =
    "<workbook><sheets><sheet name='\xe8\xa1\xa8' id='1'/></sheets></workbook>";
constexpr std::string_view kLinks =
    "<Relationships><Relationship Id='1' Type='/worksheet' Target='s.xml'/><Relationship "
    "Id='2' Type='/sharedStrings' Target='w.xml'/><Relationship Id='3' Type='/styles' "
    "Target='f.xml'/></Relationships>";

constexpr std::string_view kSheetLinks =
    "<Relationships><Relationship Id='1' Type='/drawing' Target='d.xml'/><Relationship Id='2' "
    "Type='/vmlDrawing' Target='v.xml'/><Relationship Id='3' Type='/comments' Target='c.xml'/>"
    "<Relationship Id='4' Type='/threadedComment' Target='c.xml'/></Relationships>";

std::string_view take_part(std::string_view& bytes) {
  const std::string_view part = bytes.substr(0, bytes.find('\0'));
  bytes.remove_prefix(part.size() < bytes.size() ? part.size() + 1 : bytes.size());
  return part;
}

/// Puts a comment before the rows, so that the parser reads all of them; nothing where that would
/// be no comment.
std::optional<std::string> mark_for_parser(std::string_view sheet) {
  const std::size_t rows = sheet.find("<sheetData>");
  const std::string_view head = sheet.substr(0, rows);
  const bool has_instruction = head.find("<?", 1) != std::string_view::npos;
  if (rows == std::string_view::npos || jx::contains(head, "<!") || has_instruction) {
    return std::nullopt;
  }
  return std::string(head) + "<!---->" + std::string(sheet.substr(rows));
}

std::string make_book(std::string_view sheet, std::string_view rest) {
  const std::string_view words = take_part(rest);
  const std::string_view styles = take_part(rest);
  const std::string_view drawing = take_part(rest);
  const std::string_view controls = take_part(rest);
  return jx::make_zip({{"xl/workbook.xml", std::string(kBook)},
                       {"xl/_rels/workbook.xml.rels", std::string(kLinks)},
                       {"xl/s.xml", std::string(sheet)},
                       {"xl/w.xml", words.empty() ? "<sst/>" : std::string(words)},
                       {"xl/f.xml", styles.empty() ? "<styleSheet/>" : std::string(styles)},
                       {"xl/_rels/s.xml.rels", std::string(kSheetLinks)},
                       {"xl/d.xml", std::string(drawing)},
                       {"xl/v.xml", std::string(controls)},
                       {"xl/c.xml", std::string(take_part(rest))}});
}

jx::Result<jx::Pages> read(std::string bytes) {
  const jx::Document document{
      .name = "fuzz", .sha256 = {}, .format = jx::Format::Xlsx, .bytes = std::move(bytes)};
  return jx::read_xlsx_pages(document, {.columns = 64, .cells = 100'000});
}

std::string describe(const jx::Pages& pages) {
  std::string words;
  for (const jx::Page& page : pages.pages) {
    for (const jx::Block& block : page.blocks) {
      const auto* const grid = std::get_if<jx::NativeGrid>(&block);
      if (grid == nullptr) words += std::get<jx::TextLine>(block).text + '\n';
      if (grid == nullptr) continue;
      for (const jx::GridCell& cell : grid->cells) {
        words += fmt::format("{} {} {} {} {}\n", cell.row, cell.column, cell.rowspan, cell.colspan,
                             cell.text);
      }
    }
  }
  for (const jx::Diagnostic& entry : pages.diagnostics.entries()) words += entry.message + '\n';
  return words;
}

void check_by_parser(std::string_view sheet, std::string_view rest,
                     const jx::Result<jx::Pages>& pages) {
  const auto marked = mark_for_parser(sheet);
  if (!marked) return;
  const auto by_parser = read(make_book(*marked, rest));
  JX_CHECK(pages.ok() == by_parser.ok(), "the parser reads what is read without it");
  JX_CHECK(!pages.ok() || describe(*pages) == describe(*by_parser),
           "rows are read as by the parser");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const bool whole = rest.starts_with("PK");
  const std::string_view sheet = whole ? rest : take_part(rest);
  auto pages = read(whole ? std::string(rest) : make_book(sheet, rest));
  if (!whole) check_by_parser(sheet, rest, pages);
  if (!pages.ok()) {
    JX_CHECK(!pages.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  jx::check_tables(jx::extract_tables(*std::move(pages), jx::shipped_lexicon()));
  return 0;
}
