// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a workbook: an error with a message, or sound tables. Bytes that are no archive
// become the parts of one, divided by NUL: a sheet, the shared strings, the styles.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

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

std::string_view take_part(std::string_view& bytes) {
  const std::string_view part = bytes.substr(0, bytes.find('\0'));
  bytes.remove_prefix(part.size() < bytes.size() ? part.size() + 1 : bytes.size());
  return part;
}

std::string make_book(std::string_view bytes) {
  if (bytes.starts_with("PK")) return std::string(bytes);
  const std::string_view sheet = take_part(bytes);
  const std::string_view words = take_part(bytes);
  return jx::make_zip({{"xl/workbook.xml", std::string(kBook)},
                       {"xl/_rels/workbook.xml.rels", std::string(kLinks)},
                       {"xl/s.xml", std::string(sheet)},
                       {"xl/w.xml", words.empty() ? "<sst/>" : std::string(words)},
                       {"xl/f.xml", bytes.empty() ? "<styleSheet/>" : std::string(bytes)}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const jx::Document document{.name = "fuzz",
                              .sha256 = {},
                              .format = jx::Format::Xlsx,
                              .bytes = make_book({reinterpret_cast<const char*>(data), size})};
  auto pages = jx::read_xlsx_pages(document, {.columns = 64, .cells = 100'000});
  if (!pages.ok()) {
    JX_CHECK(!pages.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  jx::check_tables(jx::extract_tables(*std::move(pages), jx::shipped_lexicon()));
  return 0;
}
