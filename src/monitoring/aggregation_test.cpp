// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/aggregation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/test_seed.h"
#include "monitoring/test_monitoring.h"

namespace jx {
namespace {

using testing::decimal;
using testing::figure;
using testing::ratio;
using testing::without;

constexpr Date kJuly{.year = 2021, .month = 7, .day = 31};

Total total_of(const std::vector<LedgerFigure>& figures, Aggregation kind) {
  return aggregate(figures, {.kind = kind, .percent = true}, kJuly);
}

std::string value_of(const Total& total) {
  return total.value ? total.value->to_string() : "none: " + total.gap;
}

TEST(Aggregation, RunningTotalsTakeTheLastAndAddReporters) {
  const Total total = total_of({figure("2021-05", "300", "甲"), figure("2021-06", "420", "甲"),
                                figure("2021-06", "80", "乙"), figure("2021-08", "999", "甲")},
                               Aggregation::Cumulative);
  EXPECT_EQ(value_of(total), "500");
  EXPECT_EQ(total.contributions.size(), 2U);
  EXPECT_TRUE(total.falls.empty());
}

TEST(Aggregation, ARunningTotalThatFallsIsFound) {
  const std::vector<LedgerFigure> figures = {figure("2021-06", "420"), figure("2021-07", "400")};
  const Total total = total_of(figures, Aggregation::Cumulative);
  ASSERT_EQ(total.falls.size(), 1U);
  EXPECT_EQ(total.falls.front().before, decimal("420"));
  EXPECT_EQ(total.falls.front().after, decimal("400"));
  EXPECT_TRUE(total_of(figures, Aggregation::Latest).falls.empty());
  EXPECT_TRUE(total_of(figures, Aggregation::NonCumulative).falls.empty());
}

TEST(Aggregation, FiguresOfPeriodsAddUpButNotWithTheQuarterThatHoldsThem) {
  const Total total =
      total_of({figure("2021-04", "10"), figure("2021-Q2", "35"), figure("2021-07", "5")},
               Aggregation::NonCumulative);
  EXPECT_EQ(value_of(total), "40");
  ASSERT_EQ(total.exclusions.size(), 1U);
  EXPECT_EQ(total.exclusions.front().reason, "已含在 2021-Q2 的数里");
}

TEST(Aggregation, RatesComeFromNumeratorsAndDenominators) {
  const Total total = total_of(
      {ratio("2021-06", "15", "50", "甲"), ratio("2021-06", "45", "50", "乙")}, Aggregation::Ratio);
  EXPECT_EQ(value_of(total), "60");
  EXPECT_EQ(total.words, "(45 + 15) ÷ (50 + 50) = 60%");
}

TEST(Aggregation, BareRatesAreNeverAveraged) {
  const Total total =
      total_of({figure("2021-06", "30", "甲"), figure("2021-06", "90", "乙")}, Aggregation::Ratio);
  EXPECT_FALSE(total.value);
  EXPECT_EQ(total.exclusions.size(), 2U);
  EXPECT_EQ(value_of(total_of({figure("2021-06", "30", "甲")}, Aggregation::Ratio)), "30");
}

TEST(Aggregation, DenominatorsThatCancelOutGiveNoRate) {
  const Total total =
      total_of({ratio("2021-05", "1", "5"), ratio("2021-06", "1", "-5")}, Aggregation::Ratio);
  EXPECT_EQ(value_of(total), "none: 分母合计为 0，比率没有意义");
}

TEST(Aggregation, WhatMayOverlapIsNotAdded) {
  const std::vector<LedgerFigure> two = {figure("2021-06", "300", "甲"),
                                         figure("2021-06", "200", "乙")};
  for (const Aggregation kind : {Aggregation::NonSumming, Aggregation::Distinct}) {
    const Total total = total_of(two, kind);
    EXPECT_FALSE(total.value);
    EXPECT_EQ(total.exclusions.size(), 2U);
    EXPECT_EQ(value_of(total_of({two.front()}, kind)), "300");
  }
}

TEST(Aggregation, KindsOfNothingStayWhatTheyAre) {
  EXPECT_EQ(value_of(total_of({}, Aggregation::Cumulative)), "none: 还没有填报");
  const Total due = total_of({without("2021-06", Absence::NotDue)}, Aggregation::Cumulative);
  EXPECT_EQ(due.absence, Absence::NotDue);
  const Total zero = total_of({figure("2021-06", "0")}, Aggregation::Cumulative);
  EXPECT_EQ(value_of(zero), "0");
  // What could not be had later does not take back what was known.
  EXPECT_EQ(value_of(total_of({figure("2021-05", "7"), without("2021-06", Absence::NotObtainable)},
                              Aggregation::Cumulative)),
            "7");
}

TEST(Aggregation, SumsThatNoDecimalHoldsAreNoSums) {
  const std::string most = "9000000000000000000";
  const Total total = total_of({figure("2021-05", most, "甲"), figure("2021-05", most, "乙")},
                               Aggregation::Cumulative);
  EXPECT_FALSE(total.value);
  EXPECT_NE(total.gap, "");
}

TEST(Aggregation, TheOrderOfFiguresDoesNotMatter) {
  std::mt19937_64 random(test_seed());
  for (int round = 0; round < 200; ++round) {
    std::vector<LedgerFigure> figures;
    for (int i = 0; i < 8; ++i) {
      const auto month = 1 + random() % 7;
      figures.push_back(figure("2021-0" + std::to_string(month), std::to_string(random() % 50),
                               random() % 2 == 0 ? "甲" : "乙"));
    }
    for (const Aggregation kind : {Aggregation::Cumulative, Aggregation::NonCumulative,
                                   Aggregation::Latest, Aggregation::NonSumming}) {
      const std::string once = value_of(total_of(figures, kind));
      std::shuffle(figures.begin(), figures.end(), random);
      EXPECT_EQ(value_of(total_of(figures, kind)), once);
    }
  }
}

TEST(Aggregation, EveryKindHasItsSentence) {
  const auto cards = load_aggregations(std::filesystem::path(JX_SOURCE_DIR) / "data" /
                                       "monitoring" / "aggregations.toml");
  ASSERT_TRUE(cards.ok()) << cards.error().message;
  for (const AggregationCard& card : *cards) EXPECT_FALSE(card.sentence.empty());
}

}  // namespace
}  // namespace jx
