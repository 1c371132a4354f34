// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/cost_effect.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/test_seed.h"
#include "evaluation/least_cost.h"
#include "evaluation/rational.h"

namespace jx {
namespace {

Decimal number(std::string_view words) { return Decimal::parse(words).value(); }

CostEffectOption option(std::string_view name, std::string_view cost, std::string_view effect) {
  CostEffectOption made{.name = std::string(name), .cost = number(cost), .effect = {}};
  if (!effect.empty()) made.effect = number(effect);
  return made;
}

std::string shown(const CostEffectFigure& figure) {
  std::string words = figure.ratio ? figure.ratio->to_string() : "-";
  words += " " + std::to_string(figure.rank);
  switch (figure.standing) {
    case CostEffectStanding::Frontier: words += " frontier"; break;
    case CostEffectStanding::Dominated: words += " dominated"; break;
    case CostEffectStanding::OutMixed: words += " outmixed"; break;
    case CostEffectStanding::Unknown: words += " unknown"; break;
  }
  for (const std::size_t other : figure.against) words += " " + std::to_string(other);
  if (figure.incremental_ratio) words += " at " + figure.incremental_ratio->to_string();
  return words;
}

std::vector<std::string> shown(const std::vector<CostEffectOption>& options) {
  std::vector<std::string> all;
  const auto figures = compare_cost_effect(options).value();
  for (const CostEffectFigure& figure : figures) all.push_back(shown(figure));
  return all;
}

using Words = std::vector<std::string>;

// From 10/2 to 30/4 a unit costs 10; by way of 20/2.5 it would cost 20 first and then 6.67.
TEST(CompareCostEffect, TellsTheFrontierFromWhatIsBeaten) {
  EXPECT_EQ(shown({option("现状", "0", "0"), option("甲", "10", "2"), option("乙", "30", "4"),
                   option("丙", "40", "3"), option("丁", "20", "2.5"), option("戊", "35", "")}),
            (Words{"- 0 frontier", "5.000000 1 frontier 0 at 5.000000",
                   "7.500000 2 frontier 1 at 10.000000", "13.333333 4 dominated 2",
                   "8.000000 3 outmixed 1 2", "- 0 unknown"}));
}

TEST(CompareCostEffect, TakesEqualOptionsForEqual) {
  EXPECT_EQ(shown({option("甲", "10", "2"), option("乙", "20", "3"), option("丙", "10", "2"),
                   option("丁", "20", "3")}),
            (Words{"5.000000 1 frontier", "6.666667 3 frontier 0 at 10.000000",
                   "5.000000 1 frontier", "6.666667 3 frontier 0 at 10.000000"}));
}

TEST(CompareCostEffect, KeepsWhatLiesOnTheLine) {
  EXPECT_EQ(shown({option("甲", "10", "1"), option("乙", "20", "2"), option("丙", "30", "3")}),
            (Words{"10.000000 1 frontier", "10.000000 1 frontier 0 at 10.000000",
                   "10.000000 1 frontier 1 at 10.000000"}));
}

TEST(CompareCostEffect, RefusesWhatItCannotCompare) {
  EXPECT_FALSE(compare_cost_effect(std::vector{option("甲", "10", "1")}).ok());
  EXPECT_FALSE(
      compare_cost_effect(std::vector{option("甲", "10", ""), option("乙", "1", "")}).ok());
  const auto negative =
      compare_cost_effect(std::vector{option("甲", "-10", "1"), option("乙", "1", "1")});
  ASSERT_FALSE(negative.ok());
  EXPECT_NE(negative.error().message.find("“甲”"), std::string::npos);
}

/// Whether `other` gives no less for no more, or a mix of `other` and `dearer` of the same cost
/// gives more.
bool beats(const CostEffectOption& other, const CostEffectOption& dearer,
           const CostEffectOption& option) {
  if (other.cost <= option.cost && *other.effect >= *option.effect) {
    return other.cost < option.cost || *other.effect > *option.effect;
  }
  if (other.cost > option.cost || dearer.cost <= option.cost) return false;
  const Rational share = (Rational(option.cost) - Rational(other.cost)) /
                         (Rational(dearer.cost) - Rational(other.cost));
  const Rational effect =
      Rational(*other.effect) + share * (Rational(*dearer.effect) - Rational(*other.effect));
  return effect > Rational(*option.effect);
}

TEST(CompareCostEffect, AgreesWithTryingAllPairs) {
  std::mt19937 random(test_seed());
  for (int round = 0; round < 300; ++round) {
    std::vector<CostEffectOption> options;
    for (int index = 0; index < 8; ++index) {
      options.push_back(
          {.name = "", .cost = Decimal(random() % 30), .effect = Decimal(random() % 30)});
    }
    const auto figures = compare_cost_effect(options).value();
    for (std::size_t index = 0; index < options.size(); ++index) {
      bool beaten = false;
      for (const CostEffectOption& other : options) {
        for (const CostEffectOption& dearer : options) {
          beaten = beaten || beats(other, dearer, options[index]);
        }
      }
      EXPECT_EQ(figures[index].standing != CostEffectStanding::Frontier, beaten) << round;
    }
  }
}

LeastCostOption costed(std::string_view name, std::string_view cost,
                       const std::vector<std::string>& reached) {
  LeastCostOption made{.name = std::string(name), .cost = number(cost), .reached = {}};
  for (const std::string& each : reached) {
    made.reached.push_back(each.empty() ? std::nullopt : std::optional(number(each)));
  }
  return made;
}

TEST(FindLeastCost, RanksOnlyWhatReachesTheGoals) {
  const std::vector<CostGoal> goals{parse_cost_goal("覆盖人数≥500").value(),
                                    parse_cost_goal("投诉 <= 3").value()};
  EXPECT_EQ(goals[1].name, "投诉");
  const auto figures =
      find_least_cost(
          goals, std::vector{costed("甲", "90", {"500", "3"}), costed("乙", "60", {"499", "4"}),
                             costed("丙", "80", {"520", "0"}), costed("丁", "70", {"600", ""}),
                             costed("戊", "80.00", {"500", "1"})})
          .value();
  EXPECT_EQ(figures[0].rank, 3U);
  EXPECT_EQ(figures[0].more->to_string(), "10");
  EXPECT_EQ(figures[0].more_percent->to_string(), "12.50");
  EXPECT_EQ(figures[1].missed, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(figures[1].rank, 0U);
  EXPECT_EQ(figures[2].rank, 1U);
  EXPECT_EQ(figures[3].unknown, (std::vector<std::size_t>{1}));
  EXPECT_EQ(figures[4].rank, 1U);
}

TEST(FindLeastCost, NeedsAGoalAndDividesByNoZero) {
  EXPECT_FALSE(find_least_cost({}, std::vector{costed("甲", "90", {})}).ok());
  EXPECT_FALSE(parse_cost_goal("覆盖人数500").ok());
  EXPECT_FALSE(parse_cost_goal("≥500").ok());
  EXPECT_FALSE(parse_cost_goal("覆盖人数≥许多").ok());
  const std::vector<CostGoal> goals{parse_cost_goal("人数≥1").value()};
  const auto free =
      find_least_cost(goals, std::vector{costed("甲", "0", {"1"}), costed("乙", "5", {"1"})});
  EXPECT_EQ(free.value()[1].more->to_string(), "5");
  EXPECT_FALSE(free.value()[1].more_percent);
}

}  // namespace
}  // namespace jx
