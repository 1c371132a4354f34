// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/text/line_scanner.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace jx {
namespace {

std::string describe(std::string_view text) {
  std::string result;
  LineScanner scanner(text);
  while (const auto line = scanner.next()) {
    result += std::to_string(line->number) + ":" + std::to_string(line->first_column) + "[" +
              std::string(line->text) + "]" + (line->feed_after ? "^" : "");
  }
  return result;
}

TEST(LineScanner, TakesAnyLineEnd) {
  EXPECT_EQ(describe("a\nb\r\nc\rd"), "1:1[a]2:1[b]3:1[c]4:1[d]");
  EXPECT_EQ(describe("\n\r\n\r\r\n"), "1:1[]2:1[]3:1[]4:1[]");
  EXPECT_EQ(describe("a\n"), "1:1[a]");
  EXPECT_EQ(describe(""), "");
}

TEST(LineScanner, KeepsCountingColumnsBehindFormFeed) {
  EXPECT_EQ(describe("a\n\f中文\fb\nc"), "1:1[a]2:1[]^2:2[中文]^2:5[b]3:1[c]");
}

TEST(LineScanner, HasNoRestBehindTheLastLineHoweverItEnds) {
  for (const std::string_view text : {"项目\n- 5 -", "项目\r- 5 -\r", "项目\r\n- 5 -\r\n"}) {
    LineScanner scanner(text);
    while (scanner.next()) continue;
    EXPECT_EQ(scanner.rest(), "") << text;
  }
}

TEST(LineScanner, CopiesLookAhead) {
  LineScanner scanner("a\nb\nc");
  scanner.next();
  LineScanner ahead = scanner;
  EXPECT_EQ(ahead.next()->text, "b");
  EXPECT_EQ(scanner.next()->text, "b");
  EXPECT_EQ(scanner.rest(), "c");
}

}  // namespace
}  // namespace jx
