// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/findings.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "monitoring/indicator_names.h"
#include "monitoring/test_monitoring.h"

namespace jx {
namespace {

using testing::decimal;
using testing::figure;
using testing::kMoney;
using testing::kPercent;
using testing::kPersonTimes;
using testing::light_rules;
using testing::promise;

/// A project that promises 120 人次 for a budget of 100 万元, and half a year of it.
class Case {
 public:
  Case() {
    Project& project = submission_.projects.emplace_back();
    project.key.text = "P";
    project.budget.value = decimal("100");
    project.budget_unit = kMoney;
    project.goal_sets.emplace_back().indicators.push_back(
        promise(Level2::Quantity, Comparator::AtLeast, "120", kPersonTimes));
    plan_.first_month = 6;
  }

  Case& trained(std::string_view period, std::string_view value, std::string reporter = "") {
    figures_.push_back(figure(period, value, std::move(reporter)));
    return *this;
  }
  Case& spent(std::string_view period, std::string_view value) {
    LedgerFigure made = figure(period, value);
    made.indicator = kExecutedName;
    figures_.push_back(std::move(made));
    return *this;
  }
  Case& said(std::string indicator, std::vector<DeviationCause> causes, std::string explanation,
             std::optional<Likelihood> likelihood = {}, std::string measures = "",
             std::string_view period = "2021-06") {
    Statement& statement = statements_.emplace_back();
    statement.project = "P";
    statement.indicator = std::move(indicator);
    statement.period = parse_period(period).value();
    statement.causes = std::move(causes);
    statement.explanation = std::move(explanation);
    statement.likelihood = likelihood;
    statement.measures = std::move(measures);
    return *this;
  }
  Case& planned(const FollowUp& follow) {
    plan_.indicators.push_back(follow);
    return *this;
  }
  Case& promising(Indicator indicator) {
    submission_.projects[0].goal_sets[0].indicators[0] = std::move(indicator);
    return *this;
  }
  Case& from_month(int month) {
    plan_.first_month = month;
    return *this;
  }

  bool fires(std::string_view rule) const {
    const Monitoring monitoring = monitor({.submission = submission_,
                                           .figures = figures_,
                                           .statements = statements_,
                                           .plan = plan_,
                                           .rules = light_rules("default"),
                                           .profile = testing::national(),
                                           .year = 2021,
                                           .month = 6});
    const auto findings = find_deviations(monitoring, light_rules("default"));
    return std::any_of(findings.begin(), findings.end(),
                       [&](const MonitoringFinding& each) { return each.rule == rule; });
  }

 private:
  Submission submission_;
  MonitoringPlan plan_;
  std::vector<LedgerFigure> figures_;
  std::vector<Statement> statements_;
};

FollowUp late_work() {
  FollowUp follow;
  follow.name = "培训人次";
  follow.curve = PlanCurve::after_acceptance(9).value();
  return follow;
}

TEST(MonitoringFindings, BehindThePlan) {
  EXPECT_TRUE(Case().trained("2021-06", "47.9").fires("MO01"));
  EXPECT_TRUE(Case().trained("2021-06", "0").fires("MO01"));
  EXPECT_TRUE(Case().trained("2021-06", "60").spent("2021-06", "39").fires("MO01"));
  EXPECT_FALSE(Case().trained("2021-06", "48").spent("2021-06", "40").fires("MO01"));
  EXPECT_FALSE(Case().trained("2021-06", "1").planned(late_work()).fires("MO01"));
  // A rate that is short is out of range, not behind a twelfth of itself.
  EXPECT_FALSE(Case()
                   .promising(promise(Level2::Quality, Comparator::AtLeast, "90", kPercent))
                   .trained("2021-06", "40")
                   .fires("MO01"));
}

TEST(MonitoringFindings, SpendingAndProgressApart) {
  EXPECT_TRUE(Case().trained("2021-06", "54").spent("2021-06", "80").fires("MO02"));
  EXPECT_TRUE(Case().trained("2021-06", "120").spent("2021-06", "10").fires("MO02"));
  EXPECT_TRUE(Case().trained("2021-06", "60").spent("2021-06", "60.01").fires("MO02"));
  EXPECT_FALSE(Case().trained("2021-06", "60").spent("2021-06", "60").fires("MO02"));
  EXPECT_FALSE(Case().trained("2021-06", "60").fires("MO02"));
  EXPECT_FALSE(Case().spent("2021-06", "80").fires("MO02"));
}

TEST(MonitoringFindings, DeviationWithoutCause) {
  EXPECT_TRUE(Case().trained("2021-06", "10").fires("MO03"));
  EXPECT_TRUE(Case().trained("2021-06", "10").said("培训人次", {}, "师资不足").fires("MO03"));
  EXPECT_TRUE(Case()
                  .trained("2021-06", "10")
                  .said("培训人次", {DeviationCause::Staff}, "师资不足", {}, "", "2021-05")
                  .fires("MO03"));
  EXPECT_FALSE(Case()
                   .trained("2021-06", "10")
                   .said("培训人次", {DeviationCause::Staff}, "师资不足")
                   .fires("MO03"));
  EXPECT_FALSE(Case().trained("2021-06", "60").fires("MO03"));
  EXPECT_FALSE(Case().fires("MO03"));
}

TEST(MonitoringFindings, ImpossibleAndNothingDone) {
  const std::vector<DeviationCause> causes = {DeviationCause::Funding};
  EXPECT_TRUE(Case().said("培训人次", causes, "停办", Likelihood::Impossible).fires("MO04"));
  EXPECT_TRUE(Case().said(kExecutedName, causes, "招标未成", Likelihood::Impossible).fires("MO04"));
  EXPECT_TRUE(Case()
                  .trained("2021-06", "60")
                  .said("培训人次", {}, "", Likelihood::Impossible)
                  .fires("MO04"));
  EXPECT_FALSE(
      Case().said("培训人次", causes, "停办", Likelihood::Impossible, "调减目标").fires("MO04"));
  EXPECT_FALSE(Case().said("培训人次", causes, "停办", Likelihood::Possible).fires("MO04"));
  EXPECT_FALSE(
      Case().said("培训人次", causes, "停办", Likelihood::Impossible, "", "2021-05").fires("MO04"));
}

TEST(MonitoringFindings, MonthsWithoutReports) {
  EXPECT_TRUE(Case().from_month(4).trained("2021-04", "1").trained("2021-06", "2").fires("MO05"));
  EXPECT_TRUE(Case().from_month(0).trained("2021-05", "1").fires("MO05"));
  EXPECT_TRUE(Case().fires("MO05"));
  EXPECT_FALSE(Case().trained("2021-06", "2").fires("MO05"));
  EXPECT_FALSE(Case().from_month(0).fires("MO05"));
  EXPECT_FALSE(Case().from_month(5).spent("2021-05", "1").trained("2021-06", "1").fires("MO05"));
}

TEST(MonitoringFindings, RunningTotalsThatFall) {
  EXPECT_TRUE(Case().trained("2021-05", "420").trained("2021-06", "400").fires("MO06"));
  EXPECT_TRUE(Case().spent("2021-05", "30").spent("2021-06", "29.99").fires("MO06"));
  EXPECT_TRUE(Case()
                  .trained("2021-05", "50", "甲")
                  .trained("2021-06", "40", "甲")
                  .trained("2021-06", "90", "乙")
                  .fires("MO06"));
  EXPECT_FALSE(Case().trained("2021-05", "400").trained("2021-06", "400").fires("MO06"));
  EXPECT_FALSE(Case().trained("2021-05", "400", "甲").trained("2021-06", "30", "乙").fires("MO06"));
  FollowUp monthly;
  monthly.name = "培训人次";
  monthly.aggregation = Aggregation::NonCumulative;
  EXPECT_FALSE(
      Case().planned(monthly).trained("2021-05", "40").trained("2021-06", "30").fires("MO06"));
}

TEST(MonitoringFindings, EveryRuleHasItsCard) {
  const auto cards = load_monitoring_cards(std::filesystem::path(JX_SOURCE_DIR) / "data" /
                                           "monitoring" / "rules.toml");
  ASSERT_TRUE(cards.ok()) << cards.error().message;
  EXPECT_EQ(cards->size(), 6U);
}

}  // namespace
}  // namespace jx
