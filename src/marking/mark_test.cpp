// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/mark.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

TEST(MarkDocument, RefusesFormatsThatCannotBeMarked) {
  const Document document{.name = "a.pdf", .sha256 = {}, .format = Format::Pdf, .bytes = "%PDF"};
  EXPECT_FALSE(can_be_marked(document.format));
  const auto marked = mark_document(document, {});
  ASSERT_FALSE(marked.ok());
  EXPECT_EQ(marked.error().code, ErrorCode::Unsupported);
  EXPECT_NE(marked.error().message.find("--format html"), std::string::npos);
}

}  // namespace
}  // namespace jx
