// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/date.h"

#include <gtest/gtest.h>

#include <string_view>

namespace jx {
namespace {

struct DateCase {
  std::string_view name;
  Date date;
  bool valid;
  std::string_view text;
};

class DateCases : public testing::TestWithParam<DateCase> {};

TEST_P(DateCases, AreValidWhenTheStatedPartsCanBeADate) {
  EXPECT_EQ(GetParam().date.valid(), GetParam().valid);
}

TEST_P(DateCases, PrintAsPreciselyAsTheyWereWritten) {
  EXPECT_EQ(GetParam().date.to_string(), GetParam().text);
}

constexpr DateCase kDateCases[] = {
    {"Full", {2021, 12, 31}, true, "2021-12-31"},
    {"YearAndMonth", {2021, 12, 0}, true, "2021-12"},
    {"YearOnly", {2021, 0, 0}, true, "2021"},
    {"NoYear", {0, 12, 31}, true, "--12-31"},
    {"MonthOnly", {0, 6, 0}, true, "--06"},
    {"EarlyYearHasFourDigits", {618, 6, 18}, true, "0618-06-18"},
    {"LeapDay", {2024, 2, 29}, true, "2024-02-29"},
    {"LeapDayOfAnUnknownYear", {0, 2, 29}, true, "--02-29"},
    {"LeapDayOfACenturyDivisibleBy400", {2000, 2, 29}, true, "2000-02-29"},
    {"NothingStated", {0, 0, 0}, false, ""},
    {"NoLeapDayInACommonYear", {2023, 2, 29}, false, "2023-02-29"},
    {"NoLeapDayInMostCenturies", {1900, 2, 29}, false, "1900-02-29"},
    {"ThirtiethOfFebruary", {0, 2, 30}, false, "--02-30"},
    {"ThirtyFirstOfApril", {2021, 4, 31}, false, "2021-04-31"},
    {"ThirteenthMonth", {2021, 13, 1}, false, "2021-13-01"},
    {"DayWithoutMonth", {2021, 0, 5}, false, "2021-00-05"},
    {"FiveDigitYear", {20211, 1, 1}, false, "20211-01-01"},
    {"NegativeDay", {2021, 1, -1}, false, "2021-01--1"},
};

INSTANTIATE_TEST_SUITE_P(Cases, DateCases, testing::ValuesIn(kDateCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Date, OrdersByYearThenMonthThenDay) {
  EXPECT_LT((Date{2020, 12, 31}), (Date{2021, 1, 1}));
  EXPECT_LT((Date{2021, 1, 31}), (Date{2021, 2, 1}));
  EXPECT_EQ((Date{2021, 2, 0}), (Date{2021, 2, 0}));
}

}  // namespace
}  // namespace jx
