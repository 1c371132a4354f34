// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/text_fixes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace jx {
namespace {

using ::testing::HasSubstr;

SafeFix fix_at(std::uint32_t line, std::uint32_t first, std::uint32_t last, std::string before,
               std::string after) {
  SafeFix fix{
      .what = "度量单位", .origin = {}, .before = std::move(before), .after = std::move(after)};
  fix.origin.line = line;
  fix.origin.first_column = first;
  fix.origin.last_column = last;
  return fix;
}

Document text(std::string bytes, Format format = Format::Delimited) {
  return {.name = "a.csv", .sha256 = {}, .format = format, .bytes = std::move(bytes)};
}

FixedText fix(std::string bytes, const std::vector<SafeFix>& fixes) {
  auto fixed = fix_text(text(std::move(bytes)), fixes);
  EXPECT_TRUE(fixed.ok());
  return fixed.ok() ? *std::move(fixed) : FixedText();
}

TEST(FixText, ChangesTheWordsAtTheirPlaceAndNoOtherByte) {
  const FixedText fixed = fix(
      "\xef\xbb\xbf甲,百分比,\"百分比\"\r\n乙,百分比,丙\r\n",
      {fix_at(1, 7, 11, "百分比", "%"), fix_at(2, 3, 5, "百分比", "%"), fix_at(2, 1, 1, "乙", "")});
  EXPECT_EQ(fixed.bytes, "\xef\xbb\xbf甲,百分比,\"%\"\r\n,%,丙\r\n");
  EXPECT_EQ(fixed.applied.size(), 3U);
  EXPECT_EQ(fixed.diff,
            "--- a.csv\n+++ a.csv（改后）\n@@ -1 +1 @@\n-甲,百分比,\"百分比\"\n+甲,百分比,\"%\"\n"
            "@@ -2 +2 @@\n-乙,百分比,丙\n+,%,丙\n");
}

TEST(FixText, LeavesOutWhatItDoesNotFindExactlyOnce) {
  const FixedText fixed =
      fix("甲甲,乙\n丙",
          {fix_at(1, 1, 2, "甲", "X"), fix_at(1, 4, 4, "丁", "X"), fix_at(9, 1, 1, "丙", "X"),
           fix_at(2, 0, 0, "丙", "X"), fix_at(2, 1, 1, "丙", "丁"), fix_at(2, 1, 1, "丙", "戊")});
  EXPECT_EQ(fixed.bytes, "甲甲,乙\n丁");
  EXPECT_EQ(fixed.applied.size(), 1U);
  EXPECT_EQ(fixed.left_out.size(), 5U);
}

TEST(FixText, RefusesWhatIsNoTextOfOurs) {
  EXPECT_THAT(fix_text(text("%PDF", Format::Pdf), {}).error().message, HasSubstr("不能自动改"));
  EXPECT_THAT(fix_text(text("\xb0\xd9,1"), {}).error().message, HasSubstr("UTF-8"));
}

}  // namespace
}  // namespace jx
