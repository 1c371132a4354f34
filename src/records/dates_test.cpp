// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/dates.h"

#include <gtest/gtest.h>

#include "records/test_values.h"
#include "records/values.h"

namespace jx {
namespace {

using test::WordsCase;

/// The date, then what is left of the words behind "|".
std::string show(std::string_view words) {
  const auto match = match_date_prefix(words);
  if (!match) return "none";
  std::string line = match->date.to_string();
  if (match->end_of_period) line += " end";
  return line + "|" + std::string(words.substr(match->length));
}

class Dates : public testing::TestWithParam<WordsCase> {};

TEST_P(Dates, AreReadAsPreciselyAsWritten) {
  EXPECT_EQ(show(GetParam().words), GetParam().expected);
}

constexpr WordsCase kDates[] = {
    {"YearMonthDay", "2021年12月31日前", "2021-12-31|前"},
    {"Spaced", "2021 年 12 月 31 日", "2021-12-31|"},
    {"FullWidth", "２０２１年６月", "2021-06|"},
    {"Chinese", "二〇二三年十二月三十一日", "2023-12-31|"},
    {"Dashes", "2021-12-31", "2021-12-31|"},
    {"Slashes", "2021/1/5完成", "2021-01-05|完成"},
    {"Points", "2021.12.31", "2021-12-31|"},
    {"YearAndMonthWithDash", "2021-12", "2021-12|"},
    {"YearAndMonthWithPointBeforeDeadline", "2023.6前", "2023-06|前"},
    {"YearAndMonth", "2023年6月", "2023-06|"},
    {"Year", "2021年度", "2021|"},
    {"YearEnd", "2021年底前", "2021 end|前"},
    {"YearEndTwice", "2021 年年底", "2021 end|"},
    {"WholeYear", "2023年全年", "2023|"},
    {"SchoolYear", "2023学年", "2023|"},
    {"TwoDigitYear", "22年6月底", "2022-06 end|"},
    {"MonthDay", "11月30日", "--11-30|"},
    {"MonthDayHao", "3月8号", "--03-08|"},
    {"Month", "11月份之前", "--11|之前"},
    {"MonthEnd", "11月底前", "--11 end|前"},
    {"MonthPart", "10月中旬", "--10|"},
    {"HourOfTheDay", "12月31日24时前", "--12-31|前"},
    {"ClockOfTheDay", "12月31日24:00前", "--12-31|前"},
    {"FirstHalf", "2023年上半年", "2023-06 end|"},
    {"SecondHalf", "下半年完成", "--12 end|完成"},
    {"QuarterEnd", "第三季度末", "--09 end|"},
    {"QuarterOfYear", "2023年1季度", "2023-03 end|"},
    {"YearEndWord", "年底前", "--12 end|前"},
    {"LeapDay", "2024年2月29日", "2024-02-29|"},
    {"NoYearlessDecimal", "2023.12", "none"},
    {"NoDuration", "5个月", "none"},
    {"NoManyMonths", "24月", "none"},
    {"NoYears", "3年", "none"},
    {"NoSuchDay", "2月30日", "none"},
    {"NoSuchMonth", "2023年13月", "none"},
    {"NoQuarterBefore", "第四季度前", "none"},
    {"NoQuarters", "三个季度", "none"},
    {"NoBottomLine", "年底线", "none"},
    {"NoWords", "及时", "none"},
    {"Empty", "", "none"},
};

INSTANTIATE_TEST_SUITE_P(Cases, Dates, testing::ValuesIn(kDates),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(ScanDate, TellsAnImpossibleDayFromNoDate) {
  EXPECT_EQ(values::scan_date("2月30日").state, values::DateState::Impossible);
  EXPECT_EQ(values::scan_date("2023年13月").state, values::DateState::Impossible);
  EXPECT_EQ(values::scan_date("第四季度前").state, values::DateState::Unclear);
  EXPECT_EQ(values::scan_date("5个").state, values::DateState::Absent);
}

class Periods : public testing::TestWithParam<WordsCase> {};

TEST_P(Periods, GoFromOneDateToAnother) {
  const auto period = values::scan_period(GetParam().words);
  const std::string line =
      period ? period->begin.to_string() + ".." + period->end.to_string() : "none";
  EXPECT_EQ(line, GetParam().expected);
}

constexpr WordsCase kPeriods[] = {
    {"Dates", "2023年1月1日至2023年12月31日", "2023-01-01..2023-12-31"},
    {"YearOnce", "2023年3月15日至4月15日", "2023-03-15..2023-04-15"},
    {"MonthOnce", "3月15日-30日", "--03-15..--03-30"},
    {"MonthsOfAYear", "2023年1-12月", "2023-01..2023-12"},
    {"Months", "6～8月", "--06..--08"},
    {"Years", "2021—2023年", "2021..2023"},
    {"DottedMonths", "2023.1-2023.12", "2023-01..2023-12"},
    {"DottedDays", "2023.1.1-12.31", "2023-01-01..2023-12-31"},
    {"Quarters", "1-4季度", "--01..--12"},
    {"OneDate", "2023年6月", "none"},
    {"Backwards", "2023年6月至2023年3月", "none"},
    {"Numbers", "30-50", "none"},
};

INSTANTIATE_TEST_SUITE_P(Cases, Periods, testing::ValuesIn(kPeriods),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(ScanCompactDate, NeedsEightDigitsOfARealDay) {
  EXPECT_EQ(values::scan_compact_date("20231231").date.to_string(), "2023-12-31");
  EXPECT_FALSE(values::scan_compact_date("20231331").read());
  EXPECT_FALSE(values::scan_compact_date("2023123").read());
  EXPECT_FALSE(values::scan_compact_date("202312310").read());
  EXPECT_FALSE(values::scan_compact_date("12345678").read());
}

}  // namespace
}  // namespace jx
