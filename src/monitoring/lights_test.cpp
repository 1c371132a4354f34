// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/lights.h"

#include <gtest/gtest.h>

#include "monitoring/forecast.h"
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

Total done(std::string_view value) {
  Total total;
  total.value = decimal(value);
  return total;
}

Light goal(const Indicator& indicator, std::string_view value, int month,
           std::string_view rules = "default", const PlanCurve& curve = PlanCurve()) {
  return goal_light(indicator, done(value), curve, month_of(2021, month).last, light_rules(rules),
                    testing::national().scoring)
      .light;
}

Light money(std::string_view budget, std::string_view executed, int month,
            std::string_view rules = "default") {
  return money_light(decimal(budget), decimal(executed), PlanCurve(), month, light_rules(rules))
      .light;
}

TEST(Lights, CountsAreComparedWithThePlanOfTheMonth) {
  const Indicator trained = promise(Level2::Quantity, Comparator::AtLeast, "120", kPersonTimes);
  EXPECT_EQ(goal(trained, "35", 6), Light::Red);     // 58.33 % of 60
  EXPECT_EQ(goal(trained, "36", 6), Light::Yellow);  // 60 %
  EXPECT_EQ(goal(trained, "47.99", 6), Light::Yellow);
  EXPECT_EQ(goal(trained, "48", 6), Light::Green);  // 80 %
  EXPECT_EQ(goal(trained, "71", 6), Light::Green);
  EXPECT_EQ(goal(trained, "72", 6), Light::Blue);  // 120 %
  EXPECT_EQ(goal(trained, "0", 6), Light::Red);
  // A month whose share is no finite decimal: 7 of 12 months, 70 planned.
  EXPECT_EQ(goal(trained, "42", 7), Light::Yellow);
  EXPECT_EQ(goal(trained, "41.99", 7), Light::Red);
}

TEST(Lights, ACountWithoutALevelIsAQuantity) {
  Indicator trained = promise(Level2::Quantity, Comparator::AtLeast, "120", kPersonTimes);
  trained.level2.value.reset();
  EXPECT_EQ(goal(trained, "48", 6), Light::Green);
  Indicator rate = promise(Level2::Quality, Comparator::AtLeast, "90", kPercent);
  rate.level2.value.reset();
  EXPECT_EQ(goal(rate, "48", 6), Light::Red);
  Indicator spent = promise(Level2::Cost, Comparator::AtLeast, "100", kMoney);
  spent.level2.value.reset();
  EXPECT_EQ(goal(spent, "50", 6), Light::Red) << "of money it is not known";
}

TEST(Lights, RatesAndCostsAreNeverMultipliedByTheMonth) {
  const Indicator passed = promise(Level2::Quality, Comparator::AtLeast, "90", kPercent);
  EXPECT_EQ(goal(passed, "90", 6), Light::Green);
  EXPECT_EQ(goal(passed, "89", 6), Light::Red);
  const Indicator satisfied = promise(Level2::Satisfaction, Comparator::AtLeast, "90", kPercent);
  EXPECT_EQ(goal(satisfied, "91", 6, "shanxi"), Light::Green);
  EXPECT_EQ(goal(satisfied, "60", 6, "shanxi"), Light::Red);
  const Indicator cost = promise(Level2::Cost, Comparator::AtMost, "933", kMoney);
  EXPECT_EQ(goal(cost, "933", 3), Light::Green);
  EXPECT_EQ(goal(cost, "933.01", 12), Light::Red);
}

TEST(Lights, ATargetOfZeroIsNotDividedBy) {
  const Indicator none = promise(Level2::Quantity, Comparator::Equal, "0", kPersonTimes);
  EXPECT_EQ(goal(none, "0", 6), Light::Green);
  EXPECT_EQ(goal(none, "1", 6), Light::Red);
  const Indicator least = promise(Level2::Quantity, Comparator::AtLeast, "0", kPersonTimes);
  EXPECT_EQ(goal(least, "0", 6), Light::Green);
}

TEST(Lights, BeforeItsFirstMilestoneNothingIsLate) {
  const std::vector<std::pair<int, Decimal>> steps = {{6, decimal("0.5")}, {11, decimal("1")}};
  const PlanCurve curve = PlanCurve::milestones(steps).value();
  const Indicator built = promise(Level2::Quantity, Comparator::AtLeast, "12", kPersonTimes);
  EXPECT_EQ(goal(built, "0", 5, "default", curve), Light::None);
  EXPECT_EQ(goal(built, "0", 6, "default", curve), Light::Red);
  EXPECT_EQ(goal(built, "6", 10, "default", curve), Light::Green);
}

TEST(Lights, MoneyByElapsedShareOrByCheckpoints) {
  EXPECT_EQ(money("933", "280", 6), Light::Yellow);  // 30.01 % of 50 %: 60.02
  EXPECT_EQ(money("933", "279", 6), Light::Red);
  EXPECT_EQ(money("933", "374", 6), Light::Green);
  EXPECT_EQ(money("0", "0", 6), Light::Red);
  EXPECT_EQ(money("100", "0", 3, "sichuan-2025"), Light::None);
  EXPECT_EQ(money("100", "24.99", 4, "sichuan-2025"), Light::Yellow);
  EXPECT_EQ(money("100", "25", 5, "sichuan-2025"), Light::Green);
  EXPECT_EQ(money("100", "79", 12, "sichuan-2025"), Light::Yellow);
  EXPECT_EQ(money_light(decimal("1"), std::nullopt, PlanCurve(), 6, light_rules("default")).light,
            Light::None);
}

TEST(Lights, APromisedDayIsDueWhenItIsOver) {
  Indicator built;
  Target& target = built.target.value.emplace();
  target.kind = TargetKind::Date;
  target.date = Date{.year = 2021, .month = 11, .day = 30};
  Total nothing;
  nothing.gap = "还没有填报";
  const auto light = [&](int month, const Total& total) {
    return goal_light(built, total, PlanCurve(), month_of(2021, month).last, light_rules("default"),
                      testing::national().scoring)
        .light;
  };
  EXPECT_EQ(light(10, nothing), Light::None);
  EXPECT_EQ(light(11, nothing), Light::Red);
}

TEST(Lights, RulesAreChosenByRegionAndYear) {
  const std::vector<LightRules> all = {light_rules("default"), light_rules("shanxi"),
                                       light_rules("sichuan-2025")};
  EXPECT_EQ(find_light_rules(all, "150000", 2021)->id, "default");
  EXPECT_EQ(find_light_rules(all, "140100", 2021)->id, "shanxi");
  EXPECT_EQ(find_light_rules(all, "510100", 2024)->id, "default");
  EXPECT_EQ(find_light_rules(all, "510100", 2025)->id, "sichuan-2025");
  EXPECT_EQ(find_light_rules(all, "", std::nullopt)->id, "default");
}

TEST(Lights, RulesSayWhereTheyAreWrong) {
  const auto rules = read_light_rules(
      "id = 'x'\ntitle = 'x'\n[money]\nclause = 'x'\nverified = false\nred_below = 90\n"
      "yellow_below = 80\n[goal]\nclause='x'\nverified=false\nred_below=1\nyellow_below=2\n"
      "prorated=['quantity']\n",
      "x.toml");
  ASSERT_FALSE(rules.ok());
  EXPECT_NE(rules.error().message.find("x.toml:6:13"), std::string::npos) << rules.error().message;
}

TEST(Curves, SharesRiseToTheWhole) {
  EXPECT_EQ(PlanCurve().share(12), Decimal(1));
  EXPECT_EQ(PlanCurve().share(3), decimal("0.25"));
  const std::vector<Decimal> weights(12, decimal("2"));
  EXPECT_EQ(PlanCurve::seasonal(weights)->share(6), decimal("0.5"));
  EXPECT_EQ(PlanCurve::after_acceptance(9)->share(8), Decimal(0));
  EXPECT_EQ(PlanCurve::after_acceptance(9)->share(9), Decimal(1));
  EXPECT_FALSE(PlanCurve::seasonal(std::vector<Decimal>(12)).ok());
  EXPECT_FALSE(PlanCurve::after_acceptance(13).ok());
  const std::vector<std::pair<int, Decimal>> back = {{6, decimal("0.5")}, {8, decimal("0.4")}};
  EXPECT_FALSE(PlanCurve::milestones(back).ok());
}

TEST(Forecasts, SayTheirRangeAndMethod) {
  const Forecast forecast = forecast_sum(
      {{.month = 3, .value = decimal("30")}, {.month = 6, .value = decimal("40")}}, PlanCurve(), 6);
  EXPECT_EQ(forecast.middle, decimal("80"));  // Half the year, half the work.
  EXPECT_EQ(forecast.low, decimal("60"));     // 40 + 6 × 3.33
  EXPECT_EQ(forecast.high, decimal("100"));   // 40 + 6 × 10
  EXPECT_NE(forecast.method.find("按最慢一段"), std::string::npos);
  EXPECT_FALSE(forecast_sum({}, PlanCurve(), 6).known());
  EXPECT_EQ(forecast_state({{.month = 3, .value = decimal("88")}}).middle, decimal("88"));
}

}  // namespace
}  // namespace jx
