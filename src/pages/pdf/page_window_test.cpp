// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/pdf/page_window.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pages/pdf/pdf_reader.h"
#include "pages/pdf/test_pdf.h"

namespace jx {
namespace {

constexpr std::size_t kPages = 2 * PageWindow::kPages + 7;

TestPdf long_document() {
  TestPdf pdf;
  for (std::size_t i = 1; i <= kPages; ++i) {
    pdf.contents.push_back(fmt::format("BT /F1 9 Tf 9 9 Td (p{}) Tj ET", i));
  }
  return pdf;
}

/// What each page says; its width where it says nothing.
std::vector<std::string> words_of_pages(std::string bytes) {
  const Document document{
      .name = "长.pdf", .sha256 = {}, .format = Format::Pdf, .bytes = std::move(bytes)};
  std::vector<std::string> words;
  const PageSink sink = [&words](Page&& page) -> Result<void> {
    std::string& text = words.emplace_back();
    if (!page.drawing) return {};
    for (const Glyph& glyph : page.drawing->glyphs) append_character(text, glyph.code);
    if (page.drawing->width != 400) text += " of another width";
    return {};
  };
  const auto read = read_pdf_pages(document, {}, sink);
  EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().message);
  return words;
}

std::vector<std::string> all_pages() {
  std::vector<std::string> words;
  for (std::size_t i = 1; i <= kPages; ++i) words.push_back(fmt::format("p{}", i));
  return words;
}

TEST(PageWindow, GivesThePagesOfALongDocumentInOrder) {
  EXPECT_EQ(words_of_pages(long_document().bytes()), all_pages());
}

TEST(PageWindow, GoesThroughTheNodesOfTheTreeAndKeepsWhatPagesInherit) {
  TestPdf pdf = long_document();
  pdf.pages_a_node = 10;
  EXPECT_EQ(words_of_pages(pdf.bytes()), all_pages());
}

TEST(PageWindow, LeavesATreeThatDoesNotAddUpToTheLibrary) {
  TestPdf pdf = long_document();
  pdf.pages_a_node = 10;
  // One node claims a page less than it has. The library skips by that number.
  std::string bytes = pdf.bytes();
  const std::size_t at = bytes.find("/Count 10");
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, 9, "/Count 9 ");
  const std::vector<std::string> words = words_of_pages(std::move(bytes));
  EXPECT_EQ(words.size(), kPages);
  EXPECT_EQ(words.front(), "p1");
}

/// The long document with a wrong place for this object in its table: the library meets that only
/// when it wants the object, and repairs the whole file then.
std::string document_that_misplaces(std::size_t object) {
  std::string bytes = long_document().bytes();
  const std::size_t place = bytes.find(fmt::format("\n{} 0 obj", object)) + 1;
  const std::size_t entry = bytes.find(fmt::format("{:010} 00000 n", place));
  EXPECT_NE(entry, std::string::npos);
  return bytes.replace(entry, 10, fmt::format("{:010}", place + 40));
}

TEST(PageWindow, GivesTheRightPagesWhenTheTreeIsDamagedHalfway) {
  EXPECT_EQ(words_of_pages(document_that_misplaces(4 + 2 * 199)), all_pages());
}

TEST(PageWindow, GivesTheRightPagesWhenDamageShowsWhileTheyAreRead) {
  EXPECT_EQ(words_of_pages(document_that_misplaces(5 + 2 * 199)), all_pages());
}

}  // namespace
}  // namespace jx
