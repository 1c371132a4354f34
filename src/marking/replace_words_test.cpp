// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/replace_words.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "codecs/test_zip.h"
#include "marking/test_package.h"

namespace jx {
namespace {

Document make_book(std::string_view rows) {
  return {
      .name = "a.xlsx",
      .sha256 = {},
      .format = Format::Xlsx,
      .bytes = make_zip(
          {{"_rels/.rels",
            "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='xl/book.xml'/>"
            "</Relationships>"},
           {"xl/book.xml",
            "<workbook xmlns:r='x'><sheets><sheet name='绩效' r:id='s'/></sheets></workbook>"},
           {"xl/_rels/book.xml.rels",
            "<Relationships><Relationship Id='s' Type='x/worksheet' Target='s.xml'/>"
            "<Relationship Id='t' Type='x/sharedStrings' Target='t.xml'/></Relationships>"},
           {"xl/t.xml",
            "<sst><si><t>百分比</t></si><si><r><t>百分</t></r><r><t>比</t></r></si></sst>"},
           {"xl/s.xml", fmt::format("<worksheet><sheetData>{}</sheetData></worksheet>", rows)}})};
}

FileMark words_at(std::uint32_t line, std::uint32_t column, std::string words) {
  return mark_at(line, column, MarkTone::Info, std::move(words));
}

TEST(ReplaceWords, ChangesCellsOfWordsAndKeepsTheirLook) {
  const Document book = make_book(
      "<row r='1'><c r='A1' s='3' t='s'><v>0</v></c>"
      "<c t='inlineStr'><is><t>旧</t></is></c></row><row><c t='s'><v>0</v></c></row>");
  const auto out =
      replace_words(book, {words_at(1, 0, "%"), words_at(1, 1, "a<b"), words_at(2, 0, " 新")});
  ASSERT_TRUE(out.ok()) << out.error().message;
  EXPECT_EQ(out->places, 3U);
  EXPECT_EQ(part_of(out->bytes, "xl/s.xml"),
            "<worksheet><sheetData><row r='1'><c r='A1' s='3' t='inlineStr'><is>"
            "<t xml:space=\"preserve\">%</t></is></c><c t='inlineStr'><is>"
            "<t xml:space=\"preserve\">a&lt;b</t></is></c></row><row><c t='inlineStr'><is>"
            "<t xml:space=\"preserve\"> 新</t></is></c></row></sheetData></worksheet>");
  EXPECT_EQ(part_of(out->bytes, "xl/t.xml"), part_of(book.bytes, "xl/t.xml"));
}

TEST(ReplaceWords, LeavesAloneWhatIsMoreThanWords) {
  const std::string_view rows =
      "<row r='1'><c r='A1'><v>5</v></c><c r='B1' t='s'><f>1</f><v>0</v></c>"
      "<c r='C1' t='s'><v>1</v></c><c r='D1' t='str'><f>2</f><v>x</v></c>"
      "<c r='E1' t='inlineStr'><is><r><t>x</t></r></is></c><c r='F1' t='s'/></row>";
  std::vector<FileMark> words;
  for (std::uint32_t column = 0; column < 8; ++column) words.push_back(words_at(1, column, "新"));
  words.push_back(words_at(0, 0, "新"));
  const auto out = replace_words(make_book(rows), words);
  ASSERT_TRUE(out.ok());
  EXPECT_EQ(out->places, 0U);
  EXPECT_EQ(out->unplaced.size(), words.size());
  EXPECT_EQ(part_of(out->bytes, "xl/s.xml"),
            fmt::format("<worksheet><sheetData>{}</sheetData></worksheet>", rows));
}

TEST(ReplaceWords, RefusesOtherFormats) {
  Document document = make_book("");
  document.format = Format::Docx;
  EXPECT_EQ(replace_words(document, {}).error().code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace jx
