// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/number_format.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace jx {
namespace {

struct NumberCase {
  std::string_view code;
  double value;
  std::string_view shown;
};

void expect_shown(const NumberCase& item, const FormatOptions& options = {}) {
  EXPECT_EQ(NumberFormat(item.code, options).show(item.value), item.shown)
      << item.code << " of " << item.value;
}

constexpr NumberCase kGeneral[] = {
    {"General", 0, "0"},
    {"General", -0.0, "0"},
    {"General", 44, "44"},
    {"General", -1.5, "-1.5"},
    {"general", 0.1 + 0.2, "0.3"},
    {"General", 1.23456789012, "1.23456789"},
    {"General", 1234567.891234, "1234567.891"},
    {"General", 12345678901, "12345678901"},
    {"General", 123456789012, "1.23457E+11"},
    {"General", 100000000000, "1E+11"},
    {"General", 99999999999.9, "1E+11"},
    {"General", 9999999999.96, "10000000000"},
    {"General", 0.000000001, "0.000000001"},
    {"General", 0.0000000001, "1E-10"},
    {"General", 0.000123456789, "0.000123457"},
    {"General", 0.0000123456789, "1.23457E-05"},
    {"General", 0.9999999999999, "1"},
    {"General", 1.0 / 3, "0.333333333"},
    {"General", 1e300, "1E+300"},
    {"G/通用格式", 44.5, "44.5"},
    {"General\"元\"", 3.25, "3.25元"},
    {"General;-General", -3, "-3"},
    {"", 7.5, "7.5"},
};

TEST(NumberFormat, ShowsGeneralInElevenCharacters) {
  for (const NumberCase& item : kGeneral) expect_shown(item);
}

constexpr NumberCase kDecimals[] = {
    {"0.00", 44, "44.00"},
    {"0.00", 933, "933.00"},
    {"0.00", 1.005, "1.01"},
    {"0.00", -1.005, "-1.01"},
    {"0.0", 0.25, "0.3"},
    {"0", 2.5, "3"},
    {"0", 0.5, "1"},
    {"0", 0.49999999999999994, "1"},  // 0.500000000000000 in 15 digits.
    {"0.00", 0.999, "1.00"},
    {"#", 0, ""},
    {"#.##", 0.5, ".5"},
    {"#.##", 5, "5."},
    {".00", 12.3, "12.30"},
    {"0.0#", 1.2, "1.2"},
    {"0.???", 1.2, "1.2  "},
    {"000", 7, "007"},
    {"0000", 123456, "123456"},
    {"??0", 7, "  7"},
    {"000-00-0000", 123456789, "123-45-6789"},
    {"(###) ###-####", 12345678901, "(1234) 567-8901"},
    {"0.00", 1e15, "1000000000000000.00"},
    {"0", 1.2345678901234567e17, "123456789012346000"},
    {"#,##0", 1234567, "1,234,567"},
    {"#,##0", 12, "12"},
    {"#,##0.00", -1234.5, "-1,234.50"},
    {"#,##0.00", 999999.995, "1,000,000.00"},
    {"0,000", 12, "0,012"},
    {"#,##0,", 1234567, "1,235"},
    {"0.0,,", 1234567, "1.2"},
    {"#,##0.00,\"千元\"", 1234567, "1,234.57千元"},
    {"0%", 0.125, "13%"},
    {"0.00%", 0.98765, "98.77%"},
    {"0\\%", 5, "5%"},
    {"\"$\"#,##0.00", -5, "-$5.00"},
    {"[$¥-804]#,##0.00", 12, "¥12.00"},
    {"[$€-2] 0", 3, "€ 3"},
    {"0\"元\"", 3, "3元"},
    {"\"共\"0\"项\"", 12, "共12项"},
};

TEST(NumberFormat, RoundsAndGroupsDigitsAsExcelDoes) {
  for (const NumberCase& item : kDecimals) expect_shown(item);
}

constexpr NumberCase kScientific[] = {
    {"0.00E+00", 12345, "1.23E+04"},  {"0.00E+00", 0.00012, "1.20E-04"},
    {"0.00E-00", 12345, "1.23E04"},   {"0.00E+00", 9.999, "1.00E+01"},
    {"0.00E+00", 0, "0.00E+00"},      {"##0.0E+0", 12345, "12.3E+3"},
    {"##0.0E+0", 999950, "1.0E+6"},   {"0E+0", -1500, "-2E+3"},
    {"0.0E+000", 1e-100, "1.0E-100"},
};

TEST(NumberFormat, ShowsPowersOfTen) {
  for (const NumberCase& item : kScientific) expect_shown(item);
}

constexpr NumberCase kFractions[] = {
    {"# ?/?", 0.5, " 1/2"},
    {"# ?/?", 5.25, "5 1/4"},
    {"# ?/?", 5, "5 "},
    {"# ?"
     "?/?"
     "?",
     3.14159265, "3 1/7"},
    {"# ??"
     "?/??"
     "?",
     3.14159265, "3 16/113"},
    {"?/?", 1.5, "3/2"},
    {"# ?/8", 2.3, "2 2/8"},
    {"# ?/?", 0.999, "1 "},
    {"# ?/?", 0, "0 "},
};

TEST(NumberFormat, ShowsFractions) {
  for (const NumberCase& item : kFractions) expect_shown(item);
}

constexpr NumberCase kSections[] = {
    {"0.00;(0.00)", -5, "(5.00)"},
    {"0.00;(0.00)", 5, "5.00"},
    {"0;-0;\"零\"", 0, "零"},
    {"0;-0;", 0, ""},
    {"0;;", -3, ""},
    {"_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)", 0, " -   "},
    {"_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)", -1234.5, " (1,234.50)"},
    {"[Red]0.0;[Color 3]-0.0", -1, "-1.0"},
    {"[>=100]\"高\"0;[<10]\"低\"0;\"中\"0", 150, "高150"},
    {"[>=100]\"高\"0;[<10]\"低\"0;\"中\"0", 5, "低5"},
    {"[>=100]\"高\"0;[<10]\"低\"0;\"中\"0", 50, "中50"},
    {"[=0]?;#,##0.00", -5, "-5.00"},
    {"[=0]?;0%", 0, " "},
    {"[<0]\"\";0%", -5, ""},
    {"[>=0]0;(0)", -5, "(5)"},
    {"[>100]0", 5.5, "5.5"},
    {"[>100]0;[<0]0", 5, "########"},
    {"[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 5551234, "555-1234"},
    {"0;@", -5, "-5"},
    {"@", 44.5, "44.5"},
    {"\"x\"", -1, "-x"},
};

TEST(NumberFormat, ChoosesTheSection) {
  for (const NumberCase& item : kSections) expect_shown(item);
}

constexpr NumberCase kDates[] = {
    {"yyyy/m/d", 44197, "2021/1/1"},
    {"yyyy-mm-dd", 44255, "2021-02-28"},
    {"yyyy\"年\"m\"月\"d\"日\"", 44256, "2021年3月1日"},
    {"yyyy年m月", 44256, "2021年3月"},
    {"m/d/yy", 1, "1/1/00"},
    {"m/d/yyyy", 60, "2/29/1900"},
    {"m/d/yyyy", 61, "3/1/1900"},
    {"m/d/yyyy", 0, "1/0/1900"},
    {"d-mmm-yy", 44197, "1-Jan-21"},
    {"dddd, mmmm dd", 44197, "Friday, January 01"},
    {"ddd mmmmm", 44197, "Fri J"},
    {"aaaa", 44197, "星期五"},
    {"aaa", 44197, "五"},
    {"[$-804]mmmm dddd", 44197, "一月 星期五"},
    {"[$-zh-CN]ddd", 44197, "周五"},
    {"e", 44197, "2021"},
    {"m/d/yyyy", 2958465, "12/31/9999"},
    {"m/d/yyyy", 2958466, "########"},
    {"m/d/yyyy", -1, "########"},
    {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 44550, "二〇二一年一十二月二十日"},
    {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 44197, "Friday, January 1, 2021"},
};

TEST(NumberFormat, ShowsDates) {
  for (const NumberCase& item : kDates) expect_shown(item);
}

constexpr NumberCase kTimes[] = {
    {"h:mm", 0.5, "12:00"},
    {"h:mm AM/PM", 0.5, "12:00 PM"},
    {"h:mm am/pm", 0, "12:00 AM"},
    {"上午/下午h\"时\"mm\"分\"", 0.75, "下午6时00分"},
    {"[$-804]AM/PM h", 0.75, "下午 6"},
    {"h:mm:ss", 1.0 / 3, "8:00:00"},
    {"mm:ss", 0.01, "14:24"},
    {"mm:ss.0", 0.0100005, "14:24.0"},
    {"mm:ss.00", 0.0100005, "14:24.04"},
    {"[h]:mm:ss", 1.5, "36:00:00"},
    {"[mm]:ss", 0.1, "144:00"},
    {"[ss].00", 0.001, "86.40"},
    {"yyyy/m/d h:mm", 44197.75, "2021/1/1 18:00"},
    {"m/d h:mm", 44197.75, "1/1 18:00"},
    {"h \"m\" m", 0.26, "6 m 14"},
};

TEST(NumberFormat, ShowsTimes) {
  for (const NumberCase& item : kTimes) expect_shown(item);
  // A time that rounds to midnight is midnight of the next day.
  expect_shown({"d hh:mm:ss", 44197.999999999, "2 00:00:00"});
}

TEST(NumberFormat, CountsDaysFrom1904WhereTheFileDoes) {
  expect_shown({"yyyy-m-d", 0, "1904-1-1"}, {.from_1904 = true});
  expect_shown({"yyyy-m-d", 42735, "2021-1-1"}, {.from_1904 = true});
}

TEST(NumberFormat, WritesNumbersInChineseNumerals) {
  expect_shown({"[DBNum1]General", 120, "一百二十"});
  expect_shown({"[DBNum1]General", 100020, "一十万〇二十"});
  expect_shown({"[DBNum2][$-804]0.00", 1200.5, "壹仟贰佰.伍零"});
  expect_shown({"[DBNum2]General\"元整\"", 100000000, "壹亿元整"});
  expect_shown({"[DBNum3]0", 2021, "２０２１"});
}

struct WordsCase {
  std::string_view code;
  std::string_view shown;
};

TEST(NumberFormat, ShowsWords) {
  constexpr WordsCase kCases[] = {
      {"General", "甲"},
      {"0.00", "甲"},
      {"@", "甲"},
      {"\"第\"@\"项\"", "第甲项"},
      {"0;-0;0;\"见\"@", "见甲"},
      {";;;", ""},
      {"0;-0;0;", ""},
      {"0;@\"级\"", "甲级"},
      {"\"x\"", "甲"},
      {"\\@@\\@", "@甲@"},
  };
  for (const WordsCase& item : kCases) {
    EXPECT_EQ(NumberFormat(item.code, {}).show(std::string_view("甲")), item.shown) << item.code;
  }
}

TEST(NumberFormat, KnowsWhatHidesEverything) {
  EXPECT_TRUE(NumberFormat(";;;", {}).hides_all());
  EXPECT_FALSE(NumberFormat("0;;;@", {}).hides_all());
  EXPECT_FALSE(NumberFormat("", {}).hides_all());
}

TEST(NumberFormat, ShowsBuiltInFormatsAsTheCountryDoes) {
  constexpr FormatOptions kChinese{.locale = SheetLocale::Chinese};
  EXPECT_EQ(NumberFormat::built_in(14, {}).show(44197.0), "1/1/21");
  EXPECT_EQ(NumberFormat::built_in(14, kChinese).show(44197.0), "2021/1/1");
  EXPECT_EQ(NumberFormat::built_in(31, kChinese).show(44197.0), "2021年1月1日");
  EXPECT_EQ(NumberFormat::built_in(56, {}).show(44197.0), "1/1/21");
  EXPECT_EQ(NumberFormat::built_in(56, kChinese).show(0.5), "下午12时00分00秒");
  EXPECT_EQ(NumberFormat::built_in(7, {}).show(-5.0), "($5.00)");
  EXPECT_EQ(NumberFormat::built_in(7, kChinese).show(-5.0), "¥-5.00");
  EXPECT_EQ(NumberFormat::built_in(0, {}).show(44.5), "44.5");
  EXPECT_TRUE(NumberFormat::built_in(163, {}).is_general());
}

TEST(NumberFormat, TakesAnyWords) {
  for (const std::string_view code : {"\"open",    "[open",
                                      "\\",        "_",
                                      "*",         "[]",
                                      "[$",        "[$-]",
                                      "[<]0",      "[<x]0",
                                      ";;;;;;",    "0/",
                                      "/",         "?/0",
                                      "E+",        "0E+",
                                      "0.0.0",     ",",
                                      ",,0,,",     "%%",
                                      "[h",        "yyyyyyyyyyyyyyyyyyyy",
                                      "s.0000000", "0/99999999999",
                                      "\xff\xfe",  "#/#/#",
                                      "[DBNum1]"}) {
    const NumberFormat format(code, {});
    for (const double value : {0.0, -1.5, 44197.25, 1e300, -1e-300}) (void)format.show(value);
    (void)format.show(std::string_view("甲"));
  }
  EXPECT_EQ(NumberFormat("0", {}).show(std::numeric_limits<double>::infinity()), kUnshowable);
  EXPECT_EQ(NumberFormat("0", {}).show(std::nan("")), kUnshowable);
}

}  // namespace
}  // namespace jx
