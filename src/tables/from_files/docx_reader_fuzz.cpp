// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as a Word document: an error with a message, or sound tables. Bytes that are no archive
// become the parts of one, divided by NUL: the document, numbering, styles, a footer.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "codecs/test_zip.h"
#include "tables/from_files/check_tables.h"
#include "tables/from_files/read_tables.h"

namespace {

constexpr std::string_view kLinks =
    "<Relationships><Relationship Id='1' Type='/numbering' Target='n.xml'/><Relationship Id='2' "
    "Type='/styles' Target='s.xml'/><Relationship Id='3' Type='/footer' Target='f.xml'/>"
    "</Relationships>";

std::string_view take_part(std::string_view& bytes) {
  const std::string_view part = bytes.substr(0, bytes.find('\0'));
  bytes.remove_prefix(part.size() < bytes.size() ? part.size() + 1 : bytes.size());
  return part;
}

std::string make_document_bytes(std::string_view bytes) {
  if (bytes.starts_with("PK")) return std::string(bytes);
  const std::string_view body = take_part(bytes);
  const std::string_view numbering = take_part(bytes);
  const std::string_view styles = take_part(bytes);
  return jx::make_zip({{"word/document.xml", std::string(body)},
                       {"word/_rels/document.xml.rels", std::string(kLinks)},
                       {"word/n.xml", numbering.empty() ? "<n/>" : std::string(numbering)},
                       {"word/s.xml", styles.empty() ? "<s/>" : std::string(styles)},
                       {"word/f.xml", bytes.empty() ? "<f/>" : std::string(bytes)}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const jx::Document document{
      .name = "fuzz",
      .sha256 = {},
      .format = jx::Format::Docx,
      .bytes = make_document_bytes({reinterpret_cast<const char*>(data), size})};
  auto pages = jx::read_docx_pages(document, {.columns = 64, .cells = 100'000});
  if (!pages.ok()) {
    JX_CHECK(!pages.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  jx::check_tables(jx::extract_tables(*std::move(pages), jx::shipped_lexicon()));
  return 0;
}
