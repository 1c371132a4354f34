// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/decimal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace jx {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

/// The result as printed, or the name of its error.
std::string shown(const Result<Decimal>& result) {
  return result.ok() ? result->to_string() : std::string(to_string(result.error().code));
}

TEST(Decimal, IsZeroByDefault) {
  EXPECT_TRUE(Decimal().is_zero());
  EXPECT_EQ(Decimal().to_string(), "0");
}

TEST(Decimal, KeepsTheScaleAsWritten) {
  EXPECT_EQ(decimal("44.00").to_string(), "44.00");
  EXPECT_EQ(decimal("44.00").scale(), 2);
  EXPECT_EQ(decimal("-0.050").to_string(), "-0.050");
}

TEST(Decimal, ComparesByValueNotByForm) {
  EXPECT_EQ(decimal("44"), decimal("44.00"));
  EXPECT_EQ(decimal("0"), decimal("-0.000"));
  EXPECT_LT(decimal("-0.5"), decimal("-0.49"));
  EXPECT_GT(decimal("9223372036854775807"), decimal("0.000000001"));
  EXPECT_LT(decimal("-9223372036854775808"), decimal("-9.223372036"));
}

struct ParseCase {
  std::string_view name, text, expected;
};

class DecimalParse : public testing::TestWithParam<ParseCase> {};

TEST_P(DecimalParse, ReadsOnlyPlainNumbers) {
  EXPECT_EQ(shown(Decimal::parse(GetParam().text)), GetParam().expected);
}

constexpr ParseCase kParseCases[] = {
    {"Whole", "933", "933"},
    {"PlusSignIsNotKept", "+7", "7"},
    {"NegativeFraction", "-0.5", "-0.5"},
    {"LeadingZerosAreNotKept", "007.10", "7.10"},
    {"ZeroHasNoSign", "-0.00", "0.00"},
    {"NinePlaces", "0.000000001", "0.000000001"},
    {"MostInScaleZero", "9223372036854775807", "9223372036854775807"},
    {"LeastInScaleZero", "-9223372036854775808", "-9223372036854775808"},
    {"MostInScaleNine", "9223372036.854775807", "9223372036.854775807"},
    {"LeastInScaleNine", "-9223372036.854775808", "-9223372036.854775808"},
    {"ManyLeadingZeros", "0000000000000000000000000000000000000001.5", "1.5"},
    {"ZerosPastNinePlacesAreGivenUp", "1.00000000000", "1.000000000"},
    {"ZerosThatDoNotFitAreGivenUp", "9223372036854775807.00", "9223372036854775807"},
    {"OneAboveMost", "9223372036854775808", "overflow"},
    {"OneBelowLeast", "-9223372036854775809", "overflow"},
    {"TenPlaces", "0.0000000001", "overflow"},
    {"DigitsWithoutEnd", "99999999999999999999999999999999999999999999999999", "overflow"},
    {"WrapsAroundTo64Bits", "18446744073709551617", "overflow"},
    {"Empty", "", "malformed"},
    {"SignAlone", "-", "malformed"},
    {"TwoSigns", "--1", "malformed"},
    {"PointAlone", ".", "malformed"},
    {"SignAndPoint", "-.", "malformed"},
    {"NothingBeforeThePoint", ".5", "malformed"},
    {"NothingBehindThePoint", "5.", "malformed"},
    {"TwoPoints", "1.2.3", "malformed"},
    {"Exponent", "1e3", "malformed"},
    {"Space", " 1", "malformed"},
    {"Separator", "1,000", "malformed"},
    {"FullWidthDigit", "１", "malformed"},
    {"Hexadecimal", "0x10", "malformed"},
    {"NotANumber", "nan", "malformed"},
    {"LongAndBroken", "00000000000000000000000000000000000x", "malformed"},
};

INSTANTIATE_TEST_SUITE_P(Cases, DecimalParse, testing::ValuesIn(kParseCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Decimal, ShowsOnlyTheStartOfALongBrokenNumber) {
  const std::string long_text(100000, 'x');
  EXPECT_LT(Decimal::parse(long_text).error().message.size(), 200U);
}

TEST(Decimal, RefusesScalesOutsideZeroToNine) {
  EXPECT_EQ(shown(Decimal::make(1, 10)), "overflow");
  EXPECT_EQ(shown(Decimal::make(1, -1)), "overflow");
  EXPECT_EQ(shown(decimal("1").with_places(10)), "overflow");
  EXPECT_EQ(shown(decimal("1").divided_by(decimal("3"), -1)), "overflow");
  EXPECT_EQ(shown(Decimal::make(1, 9)), "0.000000001");
}

TEST(Decimal, AddsTenthsWithoutError) {
  EXPECT_EQ(shown(decimal("0.1").plus(decimal("0.2"))), "0.3");
  EXPECT_EQ(shown(decimal("1.10").minus(decimal("0.1"))), "1.00");
}

TEST(Decimal, HoldsNationalSumsInYuanWithPlacesToSpare) {
  const Decimal national = decimal("30000000000000.0000");
  EXPECT_EQ(shown(national.plus(decimal("0.0001"))), "30000000000000.0001");
}

TEST(Decimal, ReportsOverflowInsteadOfAWrongSum) {
  EXPECT_EQ(shown(Decimal(kMost).plus(Decimal(1))), "overflow");
  EXPECT_EQ(shown(Decimal(kLeast).minus(Decimal(1))), "overflow");
  EXPECT_EQ(shown(Decimal(kMost).plus(decimal("0.1"))), "overflow");
  EXPECT_EQ(shown(Decimal(kLeast).negated()), "overflow");
}

TEST(Decimal, GivesUpZerosBeforeItOverflows) {
  EXPECT_EQ(shown(Decimal(kMost).plus(decimal("0.00"))), "9223372036854775807");
  EXPECT_EQ(shown(decimal("0.500000").times(decimal("2.0000"))), "1.000000000");
}

TEST(Decimal, MultipliesExactlyOrNotAtAll) {
  EXPECT_EQ(shown(decimal("0.95").times(decimal("10.5"))), "9.975");
  EXPECT_EQ(shown(decimal("0.00001").times(decimal("0.00001"))), "overflow");
  EXPECT_EQ(shown(Decimal(kLeast).times(Decimal(-1))), "overflow");
}

TEST(Decimal, DividesHalvesAwayFromZero) {
  EXPECT_EQ(shown(decimal("1").divided_by(decimal("8"), 2)), "0.13");
  EXPECT_EQ(shown(decimal("-1").divided_by(decimal("8"), 2)), "-0.13");
  EXPECT_EQ(shown(decimal("2").divided_by(decimal("3"), 0)), "1");
  EXPECT_EQ(shown(decimal("1").divided_by(decimal("2"), 2)), "0.50");
}

TEST(Decimal, RefusesToDivideByZero) {
  EXPECT_EQ(shown(decimal("1").divided_by(decimal("0.00"), 2)), "malformed");
}

TEST(Decimal, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(decimal("2.345").rounded(2).to_string(), "2.35");
  EXPECT_EQ(decimal("-2.345").rounded(2).to_string(), "-2.35");
  EXPECT_EQ(decimal("2.3449").rounded(2).to_string(), "2.34");
  EXPECT_EQ(decimal("0.5").rounded(0).to_string(), "1");
  EXPECT_EQ(decimal("-0.4").rounded(0).to_string(), "0");
}

TEST(Decimal, RoundingLeavesShorterNumbersAsTheyAre) {
  EXPECT_EQ(decimal("2.5").rounded(2).to_string(), "2.5");
  EXPECT_EQ(decimal("2.5").rounded(-3).to_string(), "3");
}

TEST(Decimal, WithPlacesAddsZerosOrRounds) {
  EXPECT_EQ(shown(decimal("44").with_places(2)), "44.00");
  EXPECT_EQ(shown(decimal("0.125").with_places(2)), "0.13");
  EXPECT_EQ(shown(Decimal(kMost).with_places(1)), "overflow");
}

TEST(Decimal, TrimsOnlyZerosBehindThePoint) {
  EXPECT_EQ(decimal("100.00").trimmed().to_string(), "100");
  EXPECT_EQ(decimal("0.500").trimmed().to_string(), "0.5");
  EXPECT_EQ(decimal("0.000").trimmed().to_string(), "0");
}

TEST(Decimal, IsWholeWhenOnlyZerosStandBehindThePoint) {
  EXPECT_TRUE(decimal("8.000").is_whole());
  EXPECT_FALSE(decimal("8.001").is_whole());
}

TEST(DecimalSum, IsZeroWhenNothingWasAdded) { EXPECT_EQ(shown(DecimalSum().total()), "0"); }

TEST(DecimalSum, KeepsTheLargestScale) {
  DecimalSum sum;
  sum.add(decimal("33.3"));
  sum.add(decimal("66.70"));
  EXPECT_EQ(shown(sum.total()), "100.00");
}

TEST(DecimalSum, MayLeaveTheRangeAndComeBack) {
  DecimalSum sum;
  sum.add(Decimal(kMost));
  sum.add(Decimal(kMost));
  EXPECT_EQ(shown(sum.total()), "overflow");
  sum.add(Decimal(-kMost));
  EXPECT_EQ(shown(sum.total()), std::to_string(kMost));
}

}  // namespace
}  // namespace jx
