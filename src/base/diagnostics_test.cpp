// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/diagnostics.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

constexpr std::size_t kMost = Diagnostics::kMostOfOneCode;

Diagnostics warnings(std::string_view code, std::size_t number) {
  Diagnostics result;
  for (std::size_t i = 0; i < number; ++i) {
    result.warn(std::string(code), "第 " + std::to_string(i) + " 处");
  }
  return result;
}

TEST(Diagnostics, KeepLevelCodeMessageAndPlaceInOrder) {
  Diagnostics diagnostics;
  diagnostics.warn("cell-count", "少一格", Origin{.line = 3});
  diagnostics.note("encoding-guessed", "按 GB18030 读取");
  ASSERT_EQ(diagnostics.entries().size(), 2U);
  const Diagnostic& first = diagnostics.entries()[0];
  EXPECT_EQ(first.level, DiagnosticLevel::Warning);
  EXPECT_EQ(first.code, "cell-count");
  EXPECT_EQ(first.message, "少一格");
  EXPECT_EQ(first.origin.line, 3U);
  EXPECT_EQ(diagnostics.entries()[1].level, DiagnosticLevel::Note);
}

TEST(Diagnostics, AreEmptyUntilSomethingIsSaid) {
  Diagnostics diagnostics;
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(diagnostics.count("cell-count"), 0U);
  diagnostics.note("cell-count", "");
  EXPECT_FALSE(diagnostics.empty());
}

TEST(Diagnostics, KeepAsManyOfOneCodeAsTheBoundAllows) {
  const Diagnostics diagnostics = warnings("cell-count", kMost);
  EXPECT_EQ(diagnostics.entries().size(), kMost);
  EXPECT_TRUE(diagnostics.left_out().empty());
}

TEST(Diagnostics, OnlyCountWhatComesPastTheBound) {
  const Diagnostics diagnostics = warnings("cell-count", 100 * kMost);
  EXPECT_EQ(diagnostics.entries().size(), kMost);
  EXPECT_EQ(diagnostics.entries().back().message, "第 " + std::to_string(kMost - 1) + " 处");
  EXPECT_EQ(diagnostics.count("cell-count"), 100 * kMost);
  ASSERT_EQ(diagnostics.left_out().size(), 1U);
  EXPECT_EQ(diagnostics.left_out()[0].first, "cell-count");
  EXPECT_EQ(diagnostics.left_out()[0].second, 99 * kMost);
}

TEST(Diagnostics, BoundEachCodeForItself) {
  Diagnostics diagnostics = warnings("cell-count", kMost + 1);
  diagnostics.warn("encoding-guessed", "");
  EXPECT_EQ(diagnostics.entries().size(), kMost + 1);
  EXPECT_EQ(diagnostics.count("encoding-guessed"), 1U);
}

TEST(Diagnostics, AppendingStaysBoundedAndLosesNoCount) {
  Diagnostics diagnostics = warnings("cell-count", kMost - 1);
  diagnostics.append(warnings("cell-count", 2 * kMost));
  EXPECT_EQ(diagnostics.entries().size(), kMost);
  EXPECT_EQ(diagnostics.count("cell-count"), 3 * kMost - 1);
  EXPECT_EQ(diagnostics.left_out()[0].second, 2 * kMost - 1);
}

TEST(Diagnostics, AppendingToNothingGivesTheSame) {
  Diagnostics diagnostics;
  diagnostics.append(warnings("cell-count", 2 * kMost));
  EXPECT_EQ(diagnostics.count("cell-count"), 2 * kMost);
}

TEST(Diagnostics, CountsWhatIsOnlyKnownByNumber) {
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < Diagnostics::kMostOfOneCode; ++i) diagnostics.warn("code", "again");
  diagnostics.add_left_out("code", 7);
  ASSERT_EQ(diagnostics.left_out().size(), 1U);
  EXPECT_EQ(diagnostics.left_out()[0].second, 7U);
  EXPECT_EQ(diagnostics.count("code"), Diagnostics::kMostOfOneCode + 7);
}

TEST(Diagnostics, ReplacesBytesOfAFileThatAreNoCharacters) {
  Diagnostics diagnostics;
  diagnostics.warn("odd-name", "没有“a\xff\xb2”这一部分");
  EXPECT_EQ(diagnostics.entries()[0].message, "没有“a\xef\xbf\xbd\xef\xbf\xbd”这一部分");
}

}  // namespace
}  // namespace jx
