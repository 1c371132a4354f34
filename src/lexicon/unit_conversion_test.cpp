// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lexicon/unit_conversion.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

const Unit kPercent{.name = "%", .dimension = Dimension::Ratio};
const Unit kPieces{.name = "个", .dimension = Dimension::Count};

TEST(ConvertExactly, ACountOfTheYearIsAYearlyOne) {
  const Unit times{.name = "次", .dimension = Dimension::Events};
  const Unit yearly{.name = "次/年", .dimension = Dimension::Frequency};
  const Unit monthly{.name = "次/月", .dimension = Dimension::Frequency};
  EXPECT_EQ(convert_exactly(decimal("12"), times, yearly), decimal("12"));
  EXPECT_EQ(convert_exactly(decimal("12"), yearly, times), decimal("12"));
  EXPECT_FALSE(convert_exactly(decimal("12"), times, monthly));
}

TEST(PercentFromPart, OnlyWhereTheNumberCannotMeanWhatItSays) {
  EXPECT_EQ(percent_from_part(decimal("0.96"), "0.96", decimal("90"), kPercent), decimal("96"));
  EXPECT_EQ(percent_from_part(decimal("1"), "1", decimal("100"), kPercent), decimal("100"));
  EXPECT_FALSE(percent_from_part(decimal("0.96"), "0.96%", decimal("90"), kPercent));
  EXPECT_FALSE(percent_from_part(decimal("0.96"), "百分之0.96", decimal("90"), kPercent));
  EXPECT_FALSE(percent_from_part(decimal("0.5"), "0.5", decimal("2"), kPercent)) << "perhaps 0.5 %";
  EXPECT_FALSE(percent_from_part(decimal("0"), "0", decimal("90"), kPercent)) << "a zero is a zero";
  EXPECT_FALSE(percent_from_part(decimal("1.2"), "1.2", decimal("90"), kPercent));
  EXPECT_FALSE(percent_from_part(decimal("0.96"), "0.96", decimal("90"), kPieces));
}

}  // namespace
}  // namespace jx
