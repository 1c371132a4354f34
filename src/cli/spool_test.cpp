// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/spool.h"

#include <gtest/gtest.h>

#include <string>

namespace jx {
namespace {

std::string poured(Spool& spool) {
  std::string all;
  const auto done = spool.pour([&](std::string_view text) { all += text; });
  EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message);
  return all;
}

TEST(Spool, GivesBackALittle) {
  Spool spool;
  spool.add("预算");
  spool.add("绩效");
  EXPECT_EQ(poured(spool), "预算绩效");
}

TEST(Spool, GivesBackMoreThanItHoldsInMemoryInOrder) {
  Spool spool;
  std::string expected;
  for (int i = 0; i < 300'000; ++i) {
    const std::string piece = std::to_string(i) + ",";
    spool.add(piece);
    expected += piece;
  }
  const std::string large(Spool::kInMemory + 1, 'x');
  spool.add(large);
  spool.add("end");
  EXPECT_EQ(poured(spool), expected + large + "end");
}

TEST(Spool, MayBeEmpty) {
  Spool spool;
  EXPECT_EQ(poured(spool), "");
}

}  // namespace
}  // namespace jx
