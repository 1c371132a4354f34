// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "pages/html/html_reader.h"

namespace jx {
namespace {

Result<Pages> read(const std::string& part, std::size_t count, const std::string& end,
                   std::size_t end_count) {
  Document document{.name = "页面", .sha256 = {}, .format = Format::Html, .bytes = {}};
  for (std::size_t i = 0; i < count; ++i) document.bytes += part;
  for (std::size_t i = 0; i < end_count; ++i) document.bytes += end;
  return read_html_pages(document, {});
}

TEST(ReadHtml, RefusesEndTagsThatWouldTakeForever) {
  const auto deep = read("<b>", 100'000, "</i>", 3'000'000);
  ASSERT_FALSE(deep.ok());
  EXPECT_EQ(deep.error().code, ErrorCode::LimitExceeded);
  EXPECT_TRUE(contains(deep.error().message, "嵌套")) << deep.error().message;
}

TEST(ReadHtml, ReadsTwentyThousandTablesInsideOneAnother) {
  const auto pages = read("<table><tr><td>层", 20'000, "</td></tr></table>", 20'000);
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_EQ(pages->pages[0].blocks.size(), 20'000U);
  EXPECT_EQ(pages->diagnostics.count("nested-tables"), 1U);
}

TEST(ReadHtml, ReadsMegabytesOfOneLine) {
  const auto pages = read("很长的一行文字，", 1'000'000, "", 0);
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  EXPECT_EQ(std::get<TextLine>(pages->pages[0].blocks[0]).text.size(), 24'000'000U);
}

}  // namespace
}  // namespace jx
