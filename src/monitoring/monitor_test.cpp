// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/monitor.h"

#include <gtest/gtest.h>

#include "monitoring/test_monitoring.h"

namespace jx {
namespace {

using testing::decimal;
using testing::figure;
using testing::kPercent;
using testing::kPersonTimes;
using testing::promise;

/// One indicator of one project at the end of a month of 2021.
MonitoredRow look(const Indicator& indicator, const std::vector<LedgerFigure>& figures, int month,
                  const MonitoringPlan& plan = {}) {
  Submission submission;
  Project& project = submission.projects.emplace_back();
  project.key.text = "P";
  project.goal_sets.emplace_back().indicators.push_back(indicator);
  const Monitoring monitoring = monitor({.submission = submission,
                                         .figures = figures,
                                         .statements = {},
                                         .plan = plan,
                                         .rules = testing::light_rules("default"),
                                         .profile = testing::national(),
                                         .year = 2021,
                                         .month = month});
  return monitoring.projects.at(0).rows.at(0);
}

Indicator count(Comparator comparator, std::string_view target) {
  return promise(Level2::Quantity, comparator, target, kPersonTimes);
}

Indicator rate(Comparator comparator, std::string_view target) {
  return promise(Level2::Quality, comparator, target, kPercent);
}

TEST(Likelihood, FollowsTheRangeOfTheForecast) {
  // By the plan and on average 105, at the slowest pace 98.75, at the fastest 142.5.
  const std::vector<LedgerFigure> uneven = {figure("2021-06", "45"), figure("2021-07", "61.25")};
  EXPECT_EQ(look(count(Comparator::AtLeast, "90"), uneven, 7).suggested, Likelihood::Certain);
  EXPECT_EQ(look(count(Comparator::AtLeast, "120"), uneven, 7).suggested, Likelihood::Possible);
  const MonitoredRow missed = look(count(Comparator::AtLeast, "1000"), uneven, 7);
  EXPECT_EQ(missed.suggested, Likelihood::Impossible);
  EXPECT_EQ(missed.suggested_reason, "预计 98.75 至 142.5，上下限都完不成");
}

TEST(Likelihood, OfARateToo) {
  const std::vector<LedgerFigure> rates = {figure("2021-05", "80"), figure("2021-06", "86")};
  EXPECT_EQ(look(rate(Comparator::AtLeast, "90"), rates, 6).suggested, Likelihood::Impossible);
  EXPECT_EQ(look(rate(Comparator::AtLeast, "85"), rates, 6).suggested, Likelihood::Possible);
  EXPECT_EQ(look(rate(Comparator::AtLeast, "80"), rates, 6).suggested, Likelihood::Certain);
  EXPECT_EQ(look(rate(Comparator::GreaterThan, "80"), rates, 6).suggested, Likelihood::Possible)
      << "80 is not more than 80";
  EXPECT_EQ(look(rate(Comparator::AtMost, "79"), rates, 6).suggested, Likelihood::Impossible);
}

TEST(Likelihood, WhatIsDoneOrExceededIsSettled) {
  const std::vector<LedgerFigure> done = {figure("2021-03", "120")};
  EXPECT_EQ(look(count(Comparator::AtLeast, "120"), done, 3).suggested_reason,
            "已经达到全年指标值");
  EXPECT_EQ(look(count(Comparator::GreaterThan, "120"), done, 3).suggested_reason,
            "预计 480，能完成");
  const MonitoredRow over = look(count(Comparator::AtMost, "100"), done, 3);
  EXPECT_EQ(over.suggested, Likelihood::Impossible);
  EXPECT_EQ(over.suggested_reason, "已经超过全年指标值");
  const std::vector<LedgerFigure> last = {figure("2021-12", "99")};
  EXPECT_EQ(look(count(Comparator::AtMost, "100"), last, 12).suggested, Likelihood::Certain);
  EXPECT_EQ(look(count(Comparator::AtLeast, "100"), last, 12).suggested, Likelihood::Impossible);
}

TEST(Likelihood, NothingIsImpossibleBeforeThePlanBegins) {
  MonitoringPlan plan;
  FollowUp& follow = plan.indicators.emplace_back();
  follow.name = "培训人次";
  follow.curve = PlanCurve::after_acceptance(11).value();
  const std::vector<LedgerFigure> none = {figure("2021-07", "0")};
  const MonitoredRow row = look(count(Comparator::AtLeast, "120"), none, 7, plan);
  EXPECT_EQ(row.suggested, Likelihood::Possible);
  EXPECT_EQ(row.suggested_reason, "按计划还没有到完成的时候");
}

TEST(Forecast, ATotalThatFellIsNoPace) {
  const std::vector<LedgerFigure> fell = {figure("2021-06", "66"), figure("2021-07", "40")};
  const MonitoredRow row = look(count(Comparator::AtLeast, "120"), fell, 7);
  ASSERT_TRUE(row.forecast.known());
  EXPECT_FALSE(row.forecast.low->is_negative()) << row.forecast.method;
  EXPECT_EQ(row.forecast.high->to_string(), "68.57");
  EXPECT_EQ(row.total.falls.size(), 1U) << "and it is told";
}

}  // namespace
}  // namespace jx
