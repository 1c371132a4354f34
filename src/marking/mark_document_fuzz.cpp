// SPDX-License-Identifier: AGPL-3.0-or-later
// Packages made of hostile parts: the first byte says of which kind, then each part is led by its
// number and size. What marking changes must still be XML.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "codecs/test_zip.h"
#include "codecs/xml.h"
#include "marking/mark_docx.h"
#include "marking/mark_xlsx.h"
#include "marking/replace_words.h"
#include "marking/test_package.h"

namespace {

constexpr std::string_view kBookParts[] = {"xl/s.xml", "xl/styles.xml",       "xl/c.xml",
                                           "xl/v.vml", "xl/_rels/s.xml.rels", "xl/book.xml"};
constexpr std::string_view kWordParts[] = {"word/document.xml", "word/c.xml", "word/numbering.xml"};

std::vector<jx::TestZipEntry> ordinary_parts(bool book) {
  const std::string_view main = book ? "xl/book.xml" : "word/document.xml";
  std::vector<jx::TestZipEntry> parts = {
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels", "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='" +
                          std::string(main) + "'/></Relationships>"}};
  if (book) {
    parts.push_back({"xl/_rels/book.xml.rels",
                     "<Relationships><Relationship Id='s' Type='x/worksheet' Target='s.xml'/>"
                     "<Relationship Id='t' Type='x/styles' Target='styles.xml'/></Relationships>"});
    parts.push_back(
        {"xl/book.xml",
         "<workbook><sheets><sheet name='a' r:id='s' xmlns:r='x'/></sheets></workbook>"});
    parts.push_back({"xl/_rels/s.xml.rels",
                     "<Relationships><Relationship Id='n' Type='x/comments' Target='c.xml'/>"
                     "<Relationship Id='d' Type='x/vmlDrawing' Target='v.vml'/></Relationships>"});
  } else {
    parts.push_back({"word/_rels/document.xml.rels",
                     "<Relationships><Relationship Id='c' Type='x/comments' Target='c.xml'/>"
                     "<Relationship Id='n' Type='x/numbering' Target='numbering.xml'/>"
                     "</Relationships>"});
  }
  return parts;
}

class AnyHandler : public jx::XmlHandler {
 public:
  jx::Result<void> start(std::string_view, const jx::XmlAttributes&) override { return {}; }
  jx::Result<void> end(std::string_view) override { return {}; }
  jx::Result<void> text(std::string_view) override { return {}; }
};

/// What was changed is still XML. A part that nothing refers to may be anything.
void require_xml(const std::string& before, const std::string& after, std::string_view part) {
  AnyHandler handler;
  const std::string xml = jx::part_of(after, part);
  if (xml == jx::part_of(before, part)) return;
  if (!jx::read_xml(xml, handler).ok()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  if (rest.empty()) return 0;
  const bool book = rest.front() % 2 == 0;
  rest.remove_prefix(1);
  std::vector<jx::TestZipEntry> parts = ordinary_parts(book);
  while (rest.size() > 3) {
    const auto number = static_cast<unsigned char>(rest[0]);
    const std::size_t length = static_cast<unsigned char>(rest[1]) |
                               static_cast<std::size_t>(static_cast<unsigned char>(rest[2])) << 8U;
    const std::string_view name = book ? kBookParts[number % std::size(kBookParts)]
                                       : kWordParts[number % std::size(kWordParts)];
    const std::string content(rest.substr(3, length));
    rest.remove_prefix(std::min(rest.size(), 3 + length));
    bool replaced = false;
    for (jx::TestZipEntry& part : parts) {
      if (part.name != name) continue;
      part.content = content;
      replaced = true;
    }
    if (!replaced) parts.push_back({std::string(name), content});
  }
  std::vector<jx::FileMark> marks;
  for (std::uint32_t i = 0; i < 12; ++i) {
    const std::uint32_t column = i % 4 == 3 ? jx::Origin::kNone : i % 5;
    marks.push_back(jx::mark_at(i / 2, column, static_cast<jx::MarkTone>(i % 4)));
  }
  const std::string bytes = jx::make_zip(parts);
  if (book) {
    const jx::Document document{
        .name = {}, .sha256 = {}, .format = jx::Format::Xlsx, .bytes = bytes};
    const auto replaced = jx::replace_words(document, marks);
    if (replaced.ok()) require_xml(bytes, replaced->bytes, "xl/s.xml");
  }
  const auto marked = book ? jx::mark_xlsx(bytes, marks) : jx::mark_docx(bytes, marks);
  if (!marked.ok()) return 0;
  require_xml(bytes, marked->bytes, book ? "xl/s.xml" : "word/document.xml");
  require_xml(bytes, marked->bytes, book ? "xl/styles.xml" : "word/comments.xml");
  return 0;
}
