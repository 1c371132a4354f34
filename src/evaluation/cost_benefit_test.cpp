// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/cost_benefit.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/test_seed.h"

namespace jx {
namespace {

Decimal number(std::string_view words) { return Decimal::parse(words).value(); }

using Flows = std::vector<std::pair<std::string_view, std::string_view>>;

std::vector<CostBenefitPeriod> periods(const Flows& flows) {
  std::vector<CostBenefitPeriod> all;
  for (const auto& [costs, benefits] : flows) {
    all.push_back({.name = std::to_string(2021 + all.size()),
                   .costs = number(costs),
                   .benefits = number(benefits)});
  }
  return all;
}

Result<CostBenefit> weigh(const Flows& flows, std::vector<Decimal> rates, int first = 0) {
  return weigh_cost_and_benefit(periods(flows), {.rates = std::move(rates), .first = first});
}

std::string shown(const std::optional<Decimal>& value) {
  return value ? value->to_string() : "none";
}

const Flows kInvestment{{"1000", "0"}, {"0", "300"}, {"0", "400"}, {"0", "500"}, {"0", "600"}};

// 300 ÷ 1.1 + 400 ÷ 1.21 + 500 ÷ 1.331 + 600 ÷ 1.4641 − 1000, by hand.
TEST(WeighCostAndBenefit, DiscountsFromTheBeginningOfTheFirstPeriod) {
  const CostBenefit result = weigh(kInvestment, {Decimal(10)}).value();
  ASSERT_EQ(result.values.size(), 1U);
  EXPECT_EQ(shown(result.values[0].costs), "1000.00");
  EXPECT_EQ(shown(result.values[0].benefits), "1388.77");
  EXPECT_EQ(shown(result.values[0].net), "388.77");
  EXPECT_EQ(shown(result.values[0].ratio), "1.3888");
  EXPECT_EQ(shown(result.values[0].benefits_may_fall), "27.99");
  EXPECT_EQ(shown(result.values[0].costs_may_rise), "38.88");
  EXPECT_EQ(shown(result.periods[2].factor), "0.826446");
  EXPECT_EQ(shown(result.periods[2].discounted_net), "330.58");
  EXPECT_EQ(shown(result.periods[2].discounted_cumulative), "-396.69");
}

// 0.2488833566240709 of NumPy Financial 1.0.0.
TEST(WeighCostAndBenefit, FindsTheRateAtWhichNothingIsGained) {
  EXPECT_EQ(shown(weigh(kInvestment, {Decimal(10)})->internal_rate), "24.89");
  EXPECT_EQ(shown(weigh({{"100", "0"}, {"0", "105"}}, {Decimal(0)})->internal_rate), "5.00");
  EXPECT_EQ(shown(weigh({{"100", "0"}, {"0", "80"}}, {Decimal(0)})->internal_rate), "-20.00");
}

TEST(WeighCostAndBenefit, SaysWhyThereIsNoSuchRate) {
  const auto reason = [](const Flows& flows) {
    const CostBenefit result = weigh(flows, {Decimal(5)}).value();
    EXPECT_FALSE(result.internal_rate);
    return result.no_rate;
  };
  EXPECT_EQ(reason({{"10", "0"}, {"10", "0"}}), NoInternalRate::NeverTurns);
  EXPECT_EQ(reason({{"0", "10"}, {"10", "0"}}), NoInternalRate::BenefitsFirst);
  EXPECT_EQ(reason({{"10", "0"}, {"0", "30"}, {"25", "0"}}), NoInternalRate::TurnsRepeatedly);
  EXPECT_EQ(reason({{"0.01", "0"}, {"0", "1000000"}}), NoInternalRate::OutOfRange);
}

// Below zero by 300 after three periods, 600 in the fourth: 3 + 300 ÷ 600. Wait of the discounted
// flows: 3 + 21.04 ÷ 409.81.
TEST(WeighCostAndBenefit, CountsThePeriodsUntilCostsAreBack) {
  const Flows flows{{"1500", "0"}, {"0", "300"}, {"0", "400"}, {"0", "500"}, {"0", "600"}};
  EXPECT_EQ(shown(weigh(flows, {Decimal(10)})->payback), "3.50");
  EXPECT_EQ(shown(weigh(flows, {Decimal(10)}, 1)->payback), "4.50");
  EXPECT_EQ(shown(weigh(flows, {Decimal(10)})->discounted_payback), "none");
  EXPECT_EQ(shown(weigh(kInvestment, {Decimal(10)})->discounted_payback), "3.05");
}

TEST(WeighCostAndBenefit, CountsNothingAsBackThatIsLostAgain) {
  const Flows flows{{"100", "0"}, {"0", "150"}, {"100", "0"}, {"0", "100"}};
  EXPECT_EQ(shown(weigh(flows, {Decimal(0)})->payback), "2.50");
  EXPECT_EQ(shown(weigh({{"0", "5"}, {"3", "0"}}, {Decimal(0)})->payback), "0");
}

TEST(WeighCostAndBenefit, GivesAValueAtEachRate) {
  const CostBenefit result =
      weigh(kInvestment, {Decimal(0), number("24.888"), number("24.889")}).value();
  EXPECT_EQ(shown(result.values[0].net), "800.00");
  EXPECT_EQ(shown(result.values[1].net), "0.01");
  EXPECT_EQ(shown(result.values[2].net), "-0.01");
}

TEST(WeighCostAndBenefit, RefusesWhatItCannotWeigh) {
  const auto message = [](const Result<CostBenefit>& result) { return result.error().message; };
  EXPECT_NE(message(weigh({{"-1", "0"}}, {Decimal(5)})).find("“2021”"), std::string::npos);
  EXPECT_FALSE(weigh({{"0", "0"}}, {Decimal(5)}).ok());
  EXPECT_FALSE(weigh(kInvestment, {}).ok());
  EXPECT_FALSE(weigh(kInvestment, {Decimal(-1)}).ok());
  EXPECT_FALSE(weigh(kInvestment, {Decimal(101)}).ok());
  EXPECT_FALSE(weigh(kInvestment, {Decimal(5)}, 2).ok());
  EXPECT_EQ(weigh(Flows(kMostPeriods + 1, {"1", "2"}), {Decimal(5)}).error().code,
            ErrorCode::LimitExceeded);
  EXPECT_EQ(weigh({{"9223372036854775807", "0"}, {"9223372036854775807", "0"}}, {Decimal(5)})
                .error()
                .code,
            ErrorCode::Overflow);
}

// The net present value falls through zero within half a hundredth of a percent of the rate.
TEST(WeighCostAndBenefit, HasARateThatItsOwnValuesConfirm) {
  std::mt19937 random(test_seed());
  for (int round = 0; round < 100; ++round) {
    std::vector<CostBenefitPeriod> flows{
        {.name = "0", .costs = Decimal(1'000'000), .benefits = {}}};
    for (int year = 1; year <= 12; ++year) {
      flows.push_back({.name = std::to_string(year),
                       .costs = Decimal(random() % 1000),
                       .benefits = Decimal(100'000 + random() % 200'000)});
    }
    const auto rate = weigh_cost_and_benefit(flows, {.rates = {Decimal(0)}})->internal_rate;
    ASSERT_TRUE(rate);
    const auto half = number("0.005");
    const auto values = weigh_cost_and_benefit(
                            flows, {.rates = {rate->minus(half).value(), rate->plus(half).value()}})
                            ->values;
    EXPECT_FALSE(values[0].net.is_negative());
    EXPECT_TRUE(values[1].net.is_negative());
  }
}

}  // namespace
}  // namespace jx
