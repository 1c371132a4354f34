// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/delimiter.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

struct DelimiterCase {
  std::string_view text;
  std::string_view delimiter;  ///< Empty: none.
};

constexpr DelimiterCase kByContent[] = {
    {"甲,乙,丙\n1,2,3\n", ","},
    {"甲\t乙\n1,5\t2,5\n", "\t"},
    {"甲;乙;丙\n1,5;2,5;3,5\n4;5;6\n", ";"},
    {"甲^乙^丙\n1^2^3\n4^5^6\n", "^"},
    {"甲｜乙｜丙\n1｜2｜3\n4｜5｜6\n", "｜"},
    {"sep=;\n1;2\n", ";"},
    {"\"a,b\";\"c\nd\"\n1;2\n", ";"},
    {"甲,乙,丙\n\"未闭合,2,3\n4,5,6\n", ","},
    {"只有一列\n甲\n乙\n", ""},
    {"时间: 九点\n地点: 会议室\n", ""},
    {"", ""},
};

TEST(FindDelimiter, TakesTheMostRegularOne) {
  for (const auto& [text, delimiter] : kByContent) {
    EXPECT_EQ(find_delimiter(text, DelimiterHint::None).value_or(""), delimiter) << text;
  }
}

TEST(FindDelimiter, TrustsTheNameWhenRowsAreUneven) {
  constexpr std::string_view kText = "标题\n单位：万元\n甲,乙,丙\n1,2,3\n4,5\n";
  EXPECT_EQ(find_delimiter(kText, DelimiterHint::None), std::nullopt);
  EXPECT_EQ(find_delimiter(kText, DelimiterHint::Delimited), ",");
}

}  // namespace
}  // namespace jx
