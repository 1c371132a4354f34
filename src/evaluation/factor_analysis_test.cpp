// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/factor_analysis.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/test_seed.h"

namespace jx {
namespace {

Decimal number(std::string_view words) { return Decimal::parse(words).value(); }

Factor factor(std::string_view name, std::string_view base, std::string_view actual,
              bool divides = false) {
  return {.name = std::string(name),
          .divides = divides,
          .base = number(base),
          .actual = number(actual)};
}

// The textbooks' case of material cost: output × use of material × price of material.
const std::vector<Factor> kMaterial{factor("产量", "100", "110"), factor("单位耗用", "8", "7"),
                                    factor("单价", "5", "6")};

TEST(AnalyseFactors, SubstitutesOneAfterTheOther) {
  const FactorAnalysis analysis = analyse_factors(kMaterial).value();
  EXPECT_EQ(analysis.base, number("4000"));
  EXPECT_EQ(analysis.actual, number("4620"));
  EXPECT_EQ(analysis.change, number("620"));
  ASSERT_EQ(analysis.parts.size(), 3U);
  EXPECT_EQ(analysis.parts[0].part, number("400"));
  EXPECT_EQ(analysis.parts[1].part, number("-550"));
  EXPECT_EQ(analysis.parts[2].part, number("770"));
  EXPECT_EQ(analysis.parts[1].after, number("3850"));
}

// Price last costs 110 × 7, first 100 × 8; over the six orders it is 800 twice, 880, 700 and 770
// twice.
TEST(AnalyseFactors, TellsHowMuchTheOrderMatters) {
  const FactorPart price = analyse_factors(kMaterial)->parts[2];
  EXPECT_EQ(price.least, number("700"));
  EXPECT_EQ(price.most, number("880"));
  EXPECT_EQ(price.mean.to_string(), "786.6667");
}

TEST(AnalyseFactors, Divides) {
  const FactorAnalysis analysis =
      analyse_factors(std::vector{factor("总成本", "12", "15"), factor("人数", "3", "4", true)})
          .value();
  EXPECT_EQ(analysis.base, number("4"));
  EXPECT_EQ(analysis.parts[0].part, number("1"));
  EXPECT_EQ(analysis.parts[1].part, number("-1.25"));
}

TEST(AnalyseFactors, GivesPartsThatAddUpAsShown) {
  std::mt19937 random(test_seed());
  for (int round = 0; round < 200; ++round) {
    std::vector<Factor> factors;
    for (int index = 0; index < 5; ++index) {
      const auto value = [&] {
        return Decimal::make(1 + static_cast<std::int64_t>(random() % 999), 2).value();
      };
      factors.push_back(
          {.name = "", .divides = random() % 3 == 0, .base = value(), .actual = value()});
    }
    const auto analysis = analyse_factors(factors);
    ASSERT_TRUE(analysis.ok());
    DecimalSum sum;
    for (const FactorPart& part : analysis->parts) {
      sum.add(part.part);
      EXPECT_LE(part.least, part.mean);
      EXPECT_GE(part.most, part.mean);
    }
    EXPECT_EQ(sum.total().value(), analysis->change);
  }
}

TEST(AnalyseFactors, RefusesWhatItCannotAnalyse) {
  EXPECT_FALSE(analyse_factors(std::vector{factor("甲", "1", "2")}).ok());
  const auto zero =
      analyse_factors(std::vector{factor("甲", "1", "2"), factor("乙", "0", "2", true)});
  ASSERT_FALSE(zero.ok());
  EXPECT_NE(zero.error().message.find("“乙”"), std::string::npos);
  EXPECT_EQ(
      analyse_factors(std::vector<Factor>(kMostFactors + 1, factor("甲", "1", "2"))).error().code,
      ErrorCode::LimitExceeded);
  EXPECT_EQ(analyse_factors(std::vector<Factor>(3, factor("甲", "1", "9999999999"))).error().code,
            ErrorCode::Overflow);
}

}  // namespace
}  // namespace jx
