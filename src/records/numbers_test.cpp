// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "records/test_values.h"
#include "records/values.h"

namespace jx {
namespace {

using test::WordsCase;

class GoodNumbers : public testing::TestWithParam<WordsCase> {};

TEST_P(GoodNumbers, AreReadExactly) {
  const Result<Decimal> number = parse_number(GetParam().words);
  ASSERT_TRUE(number.ok()) << number.error().message;
  EXPECT_EQ(number->to_string(), GetParam().expected);
}

constexpr WordsCase kGood[] = {
    {"Money", "933.00", "933.00"},
    {"FullWidth", "９３３．００", "933.00"},
    {"Separators", "1,234,567.5", "1234567.5"},
    {"FullWidthSeparators", "５，０００", "5000"},
    {"TwoWideSeparators", "5，000，000", "5000000"},
    {"SpacesAround", " 44.00　", "44.00"},
    {"Minus", "-5", "-5"},
    {"WideMinus", "－5", "-5"},
    {"MinusSign", "−0.5", "-0.5"},
    {"Plus", "+3", "3"},
    {"Ten", "十", "10"},
    {"Twelve", "十二", "12"},
    {"TwentyOne", "二十一", "21"},
    {"ThousandTwoHundred", "一千二百", "1200"},
    {"Pair", "两", "2"},
    {"Zero", "零", "0"},
    {"ZeroInside", "一千零五", "1005"},
    {"Colloquial", "一百二", "120"},
    {"ColloquialTenThousands", "三万五", "35000"},
    {"NotColloquialAfterZero", "一百零二", "102"},
    {"DigitByDigit", "二〇二三", "2023"},
    {"Formal", "壹佰贰拾叁", "123"},
    {"HundredMillions", "三亿五千万", "350000000"},
    {"MillionMillions", "两万亿", "2000000000000"},
    {"ChineseFraction", "三点五", "3.5"},
    {"DigitsWithTenThousand", "3万", "30000"},
    {"FractionWithHundredMillion", "1.5亿", "150000000"},
    {"SpaceBeforeMultiplier", "3 万", "30000"},
    {"TwoMultipliers", "3万5千", "35000"},
    {"MultiplierAndRest", "3万5000", "35000"},
    {"Millions", "2百万", "2000000"},
};

INSTANTIATE_TEST_SUITE_P(Cases, GoodNumbers, testing::ValuesIn(kGood),
                         [](const auto& row) { return std::string(row.param.name); });

class BadNumbers : public testing::TestWithParam<WordsCase> {};

TEST_P(BadNumbers, AreMalformedAndSayWhatTheyAre) {
  const Result<Decimal> number = parse_number(GetParam().words);
  ASSERT_FALSE(number.ok()) << number->to_string();
  EXPECT_EQ(number.error().code, ErrorCode::Malformed);
  EXPECT_NE(number.error().message.find(GetParam().expected), std::string::npos)
      << number.error().message;
}

constexpr WordsCase kBad[] = {
    {"Empty", "", "不是一个完整的数"},
    {"Exponent", "1e999", "“1e999”"},
    {"Dashes", "--", "“--”"},
    {"Operator", "≥90", "“≥90”"},
    {"Letter", "12a", "“12a”"},
    {"Unit", "5人", "“5人”"},
    {"TwoPoints", "1.2.3", "“1.2.3”"},
    {"BarePoint", ".5", "“.5”"},
    {"BrokenGroups", "1,23", "“1,23”"},
    {"AmbiguousWideComma", "1，234", "“1，234”"},
    {"AmbiguousTail", "3万5", "“3万5”"},
    {"BareTenThousand", "万", "“万”"},
    {"TwoNumerals", "三五", "“三五”"},
    {"FiveYearPlan", "十四五", "“十四五”"},
    {"RisingPowers", "一百三千", "“一百三千”"},
    {"TrailingZero", "一百零", "“一百零”"},
    {"TooManyDigits", "12345678901234567890123", "超出可精确计算的范围"},
    {"TooManyPlaces", "0.1234567891", "超出可精确计算的范围"},
    {"ProductTooLarge", "99999999999999亿", "超出可精确计算的范围"},
};

INSTANTIATE_TEST_SUITE_P(Cases, BadNumbers, testing::ValuesIn(kBad),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(ParseNumber, CutsALongCellInTheMessage) {
  const Result<Decimal> number = parse_number(std::string(5000, 'x'));
  ASSERT_FALSE(number.ok());
  EXPECT_LT(number.error().message.size(), 300u);
}

TEST(ParseWeight, TakesPointsAndPercentForPointsOfAHundred) {
  for (const std::string_view words : {"22.5", "22.5分", " 22.5 % ", "22.5％"}) {
    const Result<Decimal> weight = parse_weight(words);
    ASSERT_TRUE(weight.ok()) << words;
    EXPECT_EQ(weight->to_string(), "22.5") << words;
  }
  for (const std::string_view words : {"十分", "分", "%", "20人", "≥20分", "20分分"}) {
    EXPECT_FALSE(parse_weight(words).ok()) << words;
  }
}

TEST(MatchNumberPrefix, StopsBehindTheNumber) {
  const auto match = match_number_prefix("1,234.5 万元");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->value.to_string(), "12345000");
  EXPECT_EQ(match->length, std::string_view("1,234.5 万").size());
  EXPECT_FALSE(match->chinese);
}

TEST(MatchNumberPrefix, KnowsChineseNumerals) {
  const auto match = match_number_prefix("十二盟市");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->value, Decimal(12));
  EXPECT_TRUE(match->chinese);
}

TEST(MatchNumberPrefix, LeavesUnitsThatBeginLikeMultipliersAlone) {
  EXPECT_EQ(match_number_prefix("5千克")->value, Decimal(5));
  EXPECT_EQ(match_number_prefix("3百分点")->value, Decimal(3));
  EXPECT_EQ(match_number_prefix("5千人")->value, Decimal(5000));
}

TEST(MatchNumberPrefix, FindsNothingInWords) {
  EXPECT_FALSE(match_number_prefix(""));
  EXPECT_FALSE(match_number_prefix("千方百计"));
  EXPECT_FALSE(match_number_prefix("约5"));
  EXPECT_FALSE(match_number_prefix("\xff"));
}

}  // namespace
}  // namespace jx
