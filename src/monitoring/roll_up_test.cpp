// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/roll_up.h"

#include <gtest/gtest.h>

#include "monitoring/test_monitoring.h"

namespace jx {
namespace {

using testing::decimal;
using testing::figure;
using testing::ratio;

constexpr Date kJune{.year = 2021, .month = 6, .day = 30};

const std::vector<ReportingUnit>& units() {
  static const std::vector<ReportingUnit> all =
      read_units(
          "[[unit]]\nname = '自治区'\n[[unit]]\nname = '妇联'\nunder = '自治区'\n"
          "[[unit]]\nname = '干校'\nunder = '妇联'\n[[unit]]\nname = '中心'\nunder = '妇联'\n",
          "units.toml")
          .value();
  return all;
}

std::vector<RolledUnit> rolled(const std::vector<LedgerFigure>& figures, Aggregation kind) {
  return roll_up(figures, {.kind = kind, .percent = true}, units(), kJune);
}

TEST(RollUp, UnitsDepartmentsRegion) {
  const auto all = rolled({figure("2021-06", "30", "干校"), figure("2021-06", "20", "中心")},
                          Aggregation::Cumulative);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].total.value, decimal("50"));
  EXPECT_EQ(all[1].total.value, decimal("50"));
  EXPECT_EQ(all[2].total.value, decimal("30"));
  EXPECT_EQ(all[3].depth, 2U);
}

TEST(RollUp, ADepartmentAndItsUnitsAreNotCountedTwice) {
  const auto all = rolled({figure("2021-06", "50", "妇联"), figure("2021-06", "30", "干校")},
                          Aggregation::Cumulative);
  EXPECT_EQ(all[1].total.value, decimal("30"));
  ASSERT_EQ(all[1].total.exclusions.size(), 2U);
  EXPECT_EQ(all[1].total.exclusions[0].reason, "本级的数可能已含下级，按下级汇总");
  EXPECT_EQ(all[1].total.exclusions[1].reason, "没有填报");
}

TEST(RollUp, RatesByTheirPartsAndStrangersByName) {
  const auto all =
      rolled({ratio("2021-06", "15", "50", "干校"), ratio("2021-06", "45", "50", "中心"),
              ratio("2021-06", "1", "1", "外单位")},
             Aggregation::Ratio);
  EXPECT_EQ(all[0].total.value, decimal("60"));
  ASSERT_EQ(all[0].total.exclusions.size(), 1U);
  EXPECT_EQ(all[0].total.exclusions[0].reason, "填报单位不在单位名录里");
}

TEST(RollUp, WhatMayOverlapStaysWithItsUnit) {
  const auto all = rolled({figure("2021-06", "30", "干校"), figure("2021-06", "20", "中心")},
                          Aggregation::Distinct);
  EXPECT_FALSE(all[0].total.value);
  EXPECT_EQ(all[2].total.value, decimal("30"));
}

TEST(RollUp, ListsOfUnitsSayWhereTheyAreWrong) {
  EXPECT_FALSE(read_units("[[unit]]\nname='a'\nunder='b'\n", "u.toml").ok());
  EXPECT_FALSE(read_units("[[unit]]\nname='a'\n[[unit]]\nname='a'\n", "u.toml").ok());
  EXPECT_FALSE(read_units("", "u.toml").ok());
}

}  // namespace
}  // namespace jx
