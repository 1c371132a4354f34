// SPDX-License-Identifier: AGPL-3.0-or-later
// This program marks in a process of its own too: see main() in confined_reading_test.cpp.
#include "pipeline/marking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace jx {
namespace {

using ::testing::HasSubstr;

Document form(std::string_view name) {
  const auto folder = std::filesystem::path(JX_SOURCE_DIR) / "tests/golden/tables";
  return read_document(folder / name, {}).value();
}

std::vector<FileMark> some_marks() {
  std::vector<FileMark> marks;
  for (std::uint32_t line = 1; line < 6; ++line) {
    FileMark& mark = marks.emplace_back();
    mark.origin.page = 1;
    mark.origin.line = line;
    mark.origin.column = line % 3;
    mark.tone = MarkTone::Warning;
    mark.note = "请核对";
  }
  marks.back().origin.line = 1'000'000'000;
  return marks;
}

TEST(MarkApart, GivesWhatThisProcessWouldGive) {
  for (const std::string_view name :
       {"xlsx_as_excel_displays/form.xlsx", "docx_as_word_shows/form.docx"}) {
    const Document document = form(name);
    const auto apart = mark_apart(document, some_marks(), {}, {});
    const auto here = mark_document(document, some_marks());
    ASSERT_TRUE(apart.ok()) << apart.error().message;
    ASSERT_TRUE(here.ok());
    EXPECT_EQ(apart->bytes, here->bytes) << name;
    EXPECT_GT(apart->places, 0U);
    EXPECT_EQ(apart->unplaced, here->unplaced);
    EXPECT_FALSE(apart->unplaced.empty());
  }
}

TEST(MarkApart, HandsOnWhyAFileCannotBeMarked) {
  Document document = form("xlsx_as_excel_displays/form.xlsx");
  document.bytes.resize(document.bytes.size() / 2);
  const auto cut = mark_apart(document, some_marks(), {}, {});
  ASSERT_FALSE(cut.ok());
  EXPECT_EQ(cut.error().code, ErrorCode::Malformed);
  document.format = Format::Pdf;
  EXPECT_THAT(mark_apart(document, some_marks(), {}, {}).error().message,
              HasSubstr("不能在原文件上标注"));
}

TEST(MarkApart, EndsAtTheLimits) {
  ReaderOptions options;
  options.patience.silence = std::chrono::milliseconds{0};
  options.patience.total = std::chrono::milliseconds{0};
  const auto late = mark_apart(form("xlsx_as_excel_displays/form.xlsx"), some_marks(), {}, options);
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().code, ErrorCode::LimitExceeded);
  ReadLimits small;
  small.bytes = 100;
  const auto large = mark_apart(form("xlsx_as_excel_displays/form.xlsx"), some_marks(), small, {});
  ASSERT_FALSE(large.ok());
  EXPECT_THAT(large.error().message, HasSubstr("大小上限"));
}

}  // namespace
}  // namespace jx
