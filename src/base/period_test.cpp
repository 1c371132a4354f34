// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/period.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

TEST(Period, ReadsMonthsQuartersAndYears) {
  EXPECT_EQ(parse_period("2024-02")->last, (Date{.year = 2024, .month = 2, .day = 29}));
  EXPECT_EQ(parse_period("2021-Q2")->first, (Date{.year = 2021, .month = 4, .day = 1}));
  EXPECT_TRUE(parse_period("2021")->holds(month_of(2021, 12)));
  EXPECT_FALSE(parse_period("2021-Q1")->holds(month_of(2021, 4)));
  EXPECT_EQ(*parse_period("2021-07"), month_of(2021, 7));
  for (const char* const wrong : {"", "2021-13", "2021-Q5", "21-01", "2021-1", "2021-0x", "七月"}) {
    EXPECT_FALSE(parse_period(wrong).ok()) << wrong;
  }
}

}  // namespace
}  // namespace jx
