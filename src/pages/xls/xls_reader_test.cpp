// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xls/xls_reader.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <bit>
#include <string>
#include <string_view>

#include "codecs/test_compound.h"
#include "pages/office/test_sheet.h"
#include "pages/xls/biff_records.h"

namespace jx {
namespace {

std::string record(std::uint32_t kind, const std::string& data) {
  return to_little(kind, 2) + to_little(data.size(), 2) + data;
}

std::string begin(std::uint32_t version = 0x0600) {
  return record(biff::kBegin, to_little(version, 2) + to_little(5, 2));
}

const std::string kEndRecord = record(biff::kEnd, "");

/// Characters of one byte, with the count of two bytes before them.
std::string words(std::string_view text) {
  return to_little(text.size(), 2) + '\0' + std::string(text);
}

std::string place(std::uint32_t row, std::uint32_t column, std::uint32_t style = 0) {
  return to_little(row, 2) + to_little(column, 2) + to_little(style, 2);
}

std::string number(double value) { return to_little(std::bit_cast<std::uint64_t>(value), 8); }

/// A workbook with one sheet of these records; `globals` stand before it.
std::string make_xls(const std::string& cells, const std::string& globals = {}, char state = 0) {
  const auto make_head = [&](std::size_t sheet_at) {
    return begin() + globals +
           record(biff::kSheet, to_little(sheet_at, 4) + state + '\0' + '\4' + '\0' + "Data") +
           kEndRecord;
  };
  const std::string head = make_head(make_head(0).size());
  return make_compound("Workbook", head + begin() + cells + kEndRecord);
}

Result<Pages> read(std::string bytes, const ReadLimits& limits = {}) {
  return read_xls_pages(
      {.name = "a.xls", .sha256 = {}, .format = Format::Xls, .bytes = std::move(bytes)}, limits);
}

std::string describe_cells(const std::string& cells, const std::string& globals = {}) {
  const auto pages = read(make_xls(cells, globals));
  return pages.ok() ? describe(*pages) : pages.error().message;
}

std::string style(std::uint32_t format) {
  return record(biff::kStyle, to_little(0, 2) + to_little(format, 2));
}

TEST(ReadXlsPages, ReadsEveryKindOfCell) {
  const std::string strings =
      record(biff::kStrings, to_little(2, 4) + to_little(2, 4) + words("one") + words("two"));
  EXPECT_EQ(
      describe_cells(record(biff::kSharedLabel, place(0, 0) + to_little(1, 4)) +
                         record(biff::kNumber, place(0, 1) + number(44.5)) +
                         record(biff::kRk, place(0, 2) + to_little((1234 << 2) | 3, 4)) +
                         record(biff::kRkRow, to_little(1, 2) + to_little(0, 2) + to_little(0, 2) +
                                                  to_little((7 << 2) | 2, 4) + to_little(0, 2) +
                                                  to_little(0x3ff00000, 4) + to_little(1, 2)) +
                         record(biff::kBoolOrError, place(2, 0) + '\1' + '\0') +
                         record(biff::kBoolOrError, place(2, 1) + '\7' + '\1') +
                         record(biff::kLabel, place(2, 2) + words("three")),
                     strings),
      "A1=two B1=44.5 C1=12.34 A2=7 B2=1 A3=TRUE B3=#DIV/0! C3=three");
}

TEST(ReadXlsPages, ReadsTheResultsOfFormulas) {
  const std::string tail = to_little(0, 6);
  const auto special = [](char kind, char value) {
    return std::string{kind, '\0', value, '\0', '\0', '\0', '\xff', '\xff'};
  };
  EXPECT_EQ(describe_cells(record(biff::kFormula, place(0, 0) + number(2.5) + tail) +
                           record(biff::kFormula, place(0, 1) + special(0, 0) + tail) +
                           record(biff::kFormulaString, words("text")) +
                           record(biff::kFormula, place(0, 2) + special(1, 0) + tail) +
                           record(biff::kFormula, place(0, 3) + special(2, 0x2a) + tail) +
                           record(biff::kFormula, place(0, 4) + special(3, 0) + tail)),
            "A1=2.5 B1=text C1=FALSE D1=#N/A");
}

TEST(ReadXlsPages, ReadsStringsThatGoOnInTheNextRecord) {
  const std::string first = to_little(2, 4) + to_little(2, 4) + to_little(4, 2) + '\0' + "ab";
  // The rest of the first string is of two bytes a character; the second has looks and aids.
  const std::string second = std::string("\1", 1) + std::string("\xe9\x7e\x48\x65", 4) +
                             to_little(2, 2) + '\x0c' + to_little(1, 2) + to_little(3, 4) + "xy" +
                             "RUNS" + "ext";
  EXPECT_EQ(describe_cells(record(biff::kSharedLabel, place(0, 0) + to_little(0, 4)) +
                               record(biff::kSharedLabel, place(0, 1) + to_little(1, 4)) +
                               record(biff::kSharedLabel, place(0, 2) + to_little(9, 4)),
                           record(biff::kStrings, first) + record(biff::kContinue, second)),
            "A1=ab绩效 B1=xy");
}

TEST(ReadXlsPages, ShowsNumbersAsTheirStyleSays) {
  const std::string globals = record(biff::kFormat, to_little(170, 2) + words("0.000")) + style(0) +
                              style(2) + style(170) + style(14);
  EXPECT_EQ(describe_cells(record(biff::kNumber, place(0, 0, 1) + number(44)) +
                               record(biff::kNumber, place(0, 1, 2) + number(1)) +
                               record(biff::kNumber, place(0, 2, 3) + number(44256)) +
                               record(biff::kNumber, place(0, 3, 77) + number(5)),
                           globals),
            "A1=44.00 B1=1.000 C1=3/1/21 D1=5");
  EXPECT_EQ(describe_cells(record(biff::kNumber, place(0, 0, 0) + number(42794)),
                           record(biff::kDateMode, to_little(1, 2)) + style(14)),
            "A1=3/1/21");
}

TEST(ReadXlsPages, GivesMergedRangesAndSaysWhatIsHidden) {
  const std::string column = to_little(1, 2) + to_little(1, 2) + to_little(0, 4) + to_little(1, 2);
  std::string hidden_row = to_little(1, 2);
  hidden_row.resize(12);
  hidden_row += to_little(0x20, 2) + to_little(0, 2);
  const auto pages =
      read(make_xls(record(biff::kColumns, column) + record(biff::kRow, hidden_row) +
                        record(biff::kNumber, place(0, 0) + number(1)) +
                        record(biff::kNumber, place(1, 1) + number(2)) +
                        record(biff::kNumber, place(2, 2) + number(3)) +
                        record(biff::kMerged, to_little(1, 2) + to_little(0, 2) + to_little(0, 2) +
                                                  to_little(0, 2) + to_little(1, 2)),
                    {}, 1));
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_EQ(describe(*pages), "A1=1<1x2> B2=2 C3=3");
  for (const std::string_view code : {"hidden-sheet", "hidden-rows", "hidden-columns"}) {
    EXPECT_EQ(pages->diagnostics.count(code), 1U) << code;
  }
}

TEST(ReadXlsPages, LeavesChartsInASheetAlone) {
  EXPECT_EQ(describe_cells(begin() + record(biff::kNumber, place(0, 0) + number(9)) + kEndRecord +
                           record(biff::kNumber, place(0, 1) + number(2))),
            "B1=2");
}

/// Characters in a code page, with the count of `size` bytes before them.
std::string old_words(std::string_view bytes, int size = 2) {
  return to_little(bytes.size(), size) + std::string(bytes);
}

/// A workbook of Excel 5 with one sheet of these records.
std::string make_old_xls(const std::string& cells, const std::string& globals) {
  const auto make_head = [&](std::size_t sheet_at) {
    return begin(0x0500) + globals +
           record(biff::kSheet, to_little(sheet_at, 4) + to_little(0, 2) + old_words("Data", 1)) +
           kEndRecord;
  };
  const std::string head = make_head(make_head(0).size());
  return make_compound("Book", head + begin(0x0500) + cells + kEndRecord);
}

std::string describe_old(const std::string& cells, const std::string& globals) {
  const auto pages = read(make_old_xls(cells, globals));
  return pages.ok() ? describe(*pages) : pages.error().message;
}

TEST(ReadXlsPages, ReadsWordsOfExcel5InTheirCodePage) {
  const std::string tail = to_little(0, 6);
  const std::string of_words{'\0', '\0', '\0', '\0', '\0', '\0', '\xff', '\xff'};
  const std::string chinese = "\xbc\xa8\xd0\xa7";  // 绩效 in GBK.
  const std::string cells = record(biff::kLabel, place(0, 0) + old_words(chinese)) +
                            record(biff::kRichLabel, place(0, 1) + old_words("b") + "RUNS") +
                            record(biff::kFormula, place(0, 2) + of_words + tail) +
                            record(biff::kFormulaString, old_words("\xe9")) +
                            record(biff::kNumber, place(0, 3, 1) + number(44256));
  const std::string globals =
      record(biff::kFormat, to_little(170, 2) + old_words("0.0", 1)) + style(0) + style(14);
  const auto page = [](std::uint32_t number) {
    return record(biff::kCodePage, to_little(number, 2));
  };
  EXPECT_EQ(describe_old(cells, page(936) + globals), "A1=绩效 B1=b C1=\uFFFD D1=2021/3/1");
  EXPECT_EQ(describe_old(cells, page(1252) + globals), "A1=¼¨Ð§ B1=b C1=é D1=3/1/21");
  // Without a page: what reads as Chinese is, the rest is Western.
  EXPECT_EQ(describe_old(cells, globals), "A1=绩效 B1=b C1=é D1=3/1/21");
}

TEST(ReadXlsPages, GoesByTheCountryThatTheWorkbookNames) {
  const auto shown = [](std::uint32_t country, const std::string& name) {
    const std::string strings =
        record(biff::kStrings,
               to_little(1, 4) + to_little(1, 4) + to_little(name.size() / 2, 2) + '\1' + name);
    return describe_cells(record(biff::kNumber, place(0, 0, 0) + number(44256)),
                          record(biff::kCountry, to_little(country, 2) + to_little(country, 2)) +
                              style(14) + strings);
  };
  const std::string han("\xe9\x7e\x48\x65", 4);
  EXPECT_EQ(shown(86, ascii_to_utf16("a")), "A1=2021/3/1");
  EXPECT_EQ(shown(1, ascii_to_utf16("a")), "A1=3/1/21");
  // Programs that are not Excel write 1 in any country, Japanese words may look Chinese.
  EXPECT_EQ(shown(1, han), "A1=2021/3/1");
  EXPECT_EQ(shown(81, han), "A1=3/1/21");
}

/// A shape over a cell: where it lies, what it is.
std::string shape(std::uint32_t row, std::uint32_t column, std::uint32_t kind, std::uint32_t number,
                  std::uint32_t flags = 0) {
  const std::string anchor = to_little(0, 2) + to_little(column, 2) + to_little(0, 2) +
                             to_little(row, 2) + to_little(0, 10);
  const std::string inside =
      to_little(0, 2) + to_little(0xf010, 2) + to_little(anchor.size(), 4) + anchor;
  return record(biff::kDrawing,
                to_little(0x0f, 2) + to_little(0xf004, 2) + to_little(inside.size(), 4) + inside) +
         record(biff::kObject, to_little(0x15, 2) + to_little(18, 2) + to_little(kind, 2) +
                                   to_little(number, 2) + to_little(flags, 2) + to_little(0, 12));
}

std::string shape_text(const std::string& text) {
  return record(biff::kText,
                to_little(0, 10) + to_little(text.size(), 2) + to_little(16, 2) + to_little(0, 4)) +
         record(biff::kContinue, '\0' + text) + record(biff::kContinue, to_little(0, 16));
}

constexpr std::uint32_t kTextBox = 6;
constexpr std::uint32_t kPicture = 8;
constexpr std::uint32_t kCheckBox = 11;
constexpr std::uint32_t kDropDown = 20;
constexpr std::uint32_t kNote = 25;

TEST(ReadXlsPages, ReadsTextBoxesAndComments) {
  const std::string author = to_little(2, 2) + '\0' + "Li";
  const auto pages = read(make_xls(
      record(biff::kNumber, place(2, 0) + number(1)) + shape(7, 1, kTextBox, 1) +
      shape_text("below") + shape(0, 3, kTextBox, 2) + shape_text("above\rit") +
      shape(4, 0, kNote, 3) + shape_text("Li:\nlook") + shape(5, 0, kCheckBox, 4) +
      shape_text("yes") + shape(5, 0, kPicture, 5) + shape(5, 0, kDropDown, 6, 0x100) +
      record(biff::kComment,
             to_little(2, 2) + to_little(1, 2) + to_little(0, 2) + to_little(3, 2) + author) +
      record(biff::kComment,
             to_little(2, 2) + to_little(1, 2) + to_little(0, 2) + to_little(77, 2) + author)));
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_EQ(describe_blocks(*pages), "0:Data | 1:above | 1:it | # | 6:yes | 8:below");
  ASSERT_EQ(pages->diagnostics.count("comment"), 1U);
  EXPECT_NE(pages->diagnostics.entries().front().message.find("B3 单元格有批注（Li）：“look”"),
            std::string::npos);
  // A picture, whether the box is ticked, a comment whose text is missing.
  EXPECT_EQ(pages->diagnostics.count("sheet-part-unread"), 3U);
}

TEST(ReadXlsPages, FindsTheNextShapeInARecordThatContinuesAText) {
  const std::string next = shape(9, 0, kTextBox, 2);
  const std::size_t drawing_bytes = 4 + 34;
  const std::string drawing = next.substr(4, drawing_bytes - 4);
  const auto pages =
      read(make_xls(record(biff::kNumber, place(2, 0) + number(1)) + shape(7, 0, kTextBox, 1) +
                    shape_text("one") + record(biff::kContinue, drawing) +
                    next.substr(drawing_bytes) + shape_text("two")));
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_EQ(describe_blocks(*pages), "0:Data | # | 8:one | 10:two");
}

TEST(ReadXlsPages, ReadsCommentsOfExcel5InPieces) {
  const auto piece = [](std::uint32_t row, const std::string& text) {
    return record(biff::kComment, to_little(row, 2) + to_little(1, 2) + to_little(9, 2) + text);
  };
  const auto pages =
      read(make_old_xls(record(biff::kNumber, place(2, 0) + number(1)) + piece(2, "look ") +
                            piece(0xffff, "here") + piece(4, "\xbc\xa8"),
                        record(biff::kCodePage, to_little(936, 2))));
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  ASSERT_EQ(pages->diagnostics.count("comment"), 2U);
  EXPECT_NE(pages->diagnostics.entries()[0].message.find("B3 单元格有批注：“look here”"),
            std::string::npos);
  EXPECT_NE(pages->diagnostics.entries()[1].message.find("“绩”"), std::string::npos);
}

TEST(ReadXlsPages, RefusesWhatItCannotRead) {
  const std::string of_no_kind = to_little(1, 2) + to_little(9, 2) + to_little(9, 2);
  const std::string cut_off = to_little(1, 2) + to_little(1, 2) + to_little(1, 2) + "salt";
  const std::string lying_length = to_little(1, 2) + to_little(2, 2) + to_little(2, 2) +
                                   to_little(4, 4) + to_little(0xfffffff0, 4) +
                                   std::string(100, 'x');
  for (const std::string& lock : {std::string("xx"), of_no_kind, cut_off, lying_length}) {
    const auto encrypted = read(make_xls("", record(biff::kEncrypted, lock)));
    ASSERT_FALSE(encrypted.ok());
    EXPECT_EQ(encrypted.error().code, ErrorCode::Unsupported);
  }
  const auto old = read(make_compound("Workbook", begin(0x0400)));
  ASSERT_FALSE(old.ok());
  EXPECT_EQ(old.error().code, ErrorCode::Unsupported);
  for (const std::string& broken : {make_xls("").substr(0, 600), make_compound("Other", "x"),
                                    std::string("x"), make_compound("Workbook", begin())}) {
    const auto pages = read(broken);
    ASSERT_FALSE(pages.ok());
    EXPECT_EQ(pages.error().code, ErrorCode::Malformed) << pages.error().message;
  }
}

TEST(ReadXlsPages, KeepsTheLimits) {
  const std::string book = make_xls(record(biff::kNumber, place(0, 9) + number(1)) +
                                    record(biff::kNumber, place(1, 9) + number(1)));
  EXPECT_TRUE(read(book, {.columns = 10, .cells = 2}).ok());
  for (const ReadLimits& limits : {ReadLimits{.columns = 9}, ReadLimits{.cells = 1}}) {
    const auto pages = read(book, limits);
    ASSERT_FALSE(pages.ok());
    EXPECT_EQ(pages.error().code, ErrorCode::LimitExceeded);
  }
}

}  // namespace
}  // namespace jx
