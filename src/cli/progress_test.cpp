// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/progress.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace jx {
namespace {

TEST(ProgressLine, FitsTheTerminalAndHidesWhatATerminalWouldActOn) {
  EXPECT_EQ(progress_line(0, 4, "甲.pdf", 80), "[........................] 0/4 甲.pdf");
  EXPECT_EQ(progress_line(2, 4, "a\x1b[2Jb", 80), "[############............] 2/4 a?[2Jb");
  EXPECT_EQ(progress_line(4, 4, "", 80), "[########################] 4/4 ");
  EXPECT_EQ(progress_line(1, 2, "很长的名字", 36), "[############............] 1/2 很…");
}

TEST(Progress, IsSilentWhereThereIsNoTerminal) {
  std::FILE* const file = std::tmpfile();
  ASSERT_NE(file, nullptr);
  {
    Progress progress(file, true);
    EXPECT_FALSE(progress.wanted());
    progress.show(1, 2, "甲");
  }
  EXPECT_EQ(std::ftell(file), 0);
  std::fclose(file);
}

}  // namespace
}  // namespace jx
