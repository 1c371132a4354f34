// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/page_number.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

struct PageNumberCase {
  std::string_view line;
  std::string_view number;  ///< Empty: no page number.
};

constexpr PageNumberCase kCases[] = {
    {"- 147 -", "147"},
    {"—12—", "12"},
    {"－ １４７ －", "147"},
    {"  – 3 –  ", "3"},
    {"第 3 页 共 9 页", "3"},
    {"第3页/共9页", "3"},
    {"共 9 页，第 3 页", "3"},
    {"（第 3 页）", "3"},
    {"Page 3 of 9", "3"},
    {"page 12", "12"},
    {"· 8 ·", "8"},
    {"147", ""},
    {"-", ""},
    {"- 147", ""},
    {"-147", ""},
    {"第三章", ""},
    {"第 3 页的内容", ""},
    {"- 2021年 -", ""},
    {"- 1234567 -", ""},
    {"", ""},
    {"3/9", ""},
};

TEST(FindPageNumber, KnowsTheFormsOfFooters) {
  for (const auto& [line, number] : kCases) {
    EXPECT_EQ(find_page_number(line).value_or(""), number) << line;
  }
}

TEST(FindBareNumber, TakesDigitsOnly) {
  EXPECT_EQ(find_bare_number(" 147 "), "147");
  EXPECT_EQ(find_bare_number("3 / 9"), "3");
  EXPECT_EQ(find_bare_number("147."), std::nullopt);
  EXPECT_EQ(find_bare_number("44.00"), std::nullopt);
}

}  // namespace
}  // namespace jx
