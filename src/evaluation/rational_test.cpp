// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/rational.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace jx {
namespace {

Rational number(std::string_view words) { return Rational(Decimal::parse(words).value()); }

std::string shown(const Rational& value, int places) {
  return value.rounded(places).value().to_string();
}

TEST(Rational, KeepsWhatNoDecimalHolds) {
  const Rational third = number("1") / number("3");
  EXPECT_EQ(third + third + third, number("1"));
  EXPECT_EQ(shown(third, 4), "0.3333");
  EXPECT_EQ(shown(number("2") / number("3"), 4), "0.6667");
}

TEST(Rational, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(shown(number("0.125"), 2), "0.13");
  EXPECT_EQ(shown(number("-0.125"), 2), "-0.13");
  EXPECT_EQ(shown(number("0.1249999"), 2), "0.12");
  EXPECT_EQ(shown(number("-0.004"), 2), "0.00");
}

TEST(Rational, OrdersByValue) {
  EXPECT_EQ(number("44.00"), number("44"));
  EXPECT_LT(number("1") / number("3"), number("0.333333334"));
  EXPECT_GT(number("1") / number("3"), number("0.333333333"));
  EXPECT_EQ((number("2") - number("2.5")).sign(), -1);
}

TEST(Rational, SaysWhenADecimalCannotHoldTheResult) {
  const Rational large = number("9223372036854775807");
  EXPECT_EQ(shown(large, 0), "9223372036854775807");
  ASSERT_FALSE((large + number("0.5")).rounded(0).ok());
  EXPECT_EQ((large * large).rounded(2).error().code, ErrorCode::Overflow);
  EXPECT_EQ(shown(large * large / large, 0), "9223372036854775807");
}

}  // namespace
}  // namespace jx
