// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/sheet_notes.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace jx {
namespace {

std::string describe(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    const TextLine& line = std::get<TextLine>(block);
    out += std::to_string(line.origin.page) + "/" + std::to_string(line.origin.line) + " " +
           line.text + ";";
  }
  return out;
}

TEST(SheetNotes, GiveBoxesAboveTheCellsFirstAndEachOnce) {
  SheetNotes notes;
  EXPECT_TRUE(notes.add_text_box(9, 0, "签字"));
  EXPECT_TRUE(notes.add_text_box(0, 3, "附件 1"));
  EXPECT_TRUE(notes.add_text_box(0, 0, " 标题\n\n副标题 "));
  EXPECT_TRUE(notes.add_text_box(0, 1, " \n"));
  EXPECT_EQ(describe(notes.take_above(2, 7)), "7/1 标题;7/1 副标题;7/1 附件 1;");
  EXPECT_FALSE(notes.empty());
  EXPECT_EQ(describe(notes.take_rest(7)), "7/10 签字;");
  EXPECT_TRUE(notes.empty());
}

TEST(SheetNotes, TakeOnlySoMuch) {
  SheetNotes notes;
  const std::string text(1 << 20, 'x');
  int taken = 0;
  while (taken < 10 && notes.add_text_box(0, 0, text)) ++taken;
  EXPECT_EQ(taken, 3);
  notes.clear();
  EXPECT_TRUE(notes.add_text_box(0, 0, text));
}

TEST(DescribeComment, NamesTheAuthorOnce) {
  EXPECT_EQ(describe_comment("产出", "B7", "张三", "张三:\n请核对"),
            "工作表“产出”的 B7 单元格有批注（张三）：“请核对”");
  EXPECT_EQ(describe_comment("产出", "B7", "", "请核对\n数字"),
            "工作表“产出”的 B7 单元格有批注：“请核对 数字”");
}

TEST(DescribeComment, GivesTheBeginningOfALongOne) {
  std::string text;
  for (int i = 0; i < 600; ++i) text += "字";
  const std::string told = describe_comment("产出", "B7", "", text);
  EXPECT_NE(told.find("……（共 600 字）"), std::string::npos);
  EXPECT_LT(told.size(), 1700U);
}

}  // namespace
}  // namespace jx
