// SPDX-License-Identifier: AGPL-3.0-or-later
// Entropy, Delphi, combinations and points, against examples worked by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "base/test_seed.h"
#include "evaluation/delphi.h"
#include "evaluation/entropy_weights.h"
#include "evaluation/weight_points.h"

namespace jx {
namespace {

std::vector<Decimal> decimals(const std::vector<std::string>& texts) {
  std::vector<Decimal> values;
  values.reserve(texts.size());
  for (const std::string& text : texts) values.push_back(Decimal::parse(text).value());
  return values;
}

std::string shown(const Result<std::vector<Decimal>>& points) {
  if (!points.ok()) return points.error().message;
  std::string words;
  for (const Decimal& point : *points) words += point.to_string() + " ";
  return words;
}

TEST(EntropyWeights, FollowTheExampleWorkedByHand) {
  // Scaled 0, 0.5, 1: shares 1/3, 2/3, e = −(⅓ln⅓ + ⅔ln⅔) ÷ ln 3 = 0.579380.
  // Scaled 1, 1, 0 (less is better): shares ½, ½, e = ln 2 ÷ ln 3 = 0.630930.
  const std::vector<EntropyColumn> columns = {{"产量", false, decimals({"10", "20", "30"})},
                                              {"故障率", true, decimals({"2", "2", "5"})}};
  const auto weights = weigh_by_entropy(columns).value();
  EXPECT_NEAR(weights[0].entropy, 0.579380, 1e-6);
  EXPECT_NEAR(weights[1].entropy, 0.630930, 1e-6);
  EXPECT_NEAR(weights[0].weight, 0.420620 / (0.420620 + 0.369070), 1e-5);
  EXPECT_NEAR(weights[0].weight + weights[1].weight, 1, 1e-12);
}

TEST(EntropyWeights, GiveNothingToAColumnWithoutDifferences) {
  const std::vector<EntropyColumn> columns = {{"甲", false, decimals({"1", "2"})},
                                              {"乙", false, decimals({"7", "7.0"})}};
  const auto weights = weigh_by_entropy(columns).value();
  EXPECT_EQ(weights[1].entropy, 1);
  EXPECT_EQ(weights[1].weight, 0);
  EXPECT_NEAR(weights[0].weight, 1, 1e-12);
}

TEST(EntropyWeights, RefuseWhatHasNoWeights) {
  EXPECT_FALSE(weigh_by_entropy({}).ok());
  EXPECT_FALSE(weigh_by_entropy(std::vector<EntropyColumn>{{"甲", false, decimals({"1"})}}).ok());
  EXPECT_FALSE(
      weigh_by_entropy(std::vector<EntropyColumn>{{"甲", false, decimals({"1", "1"})}}).ok());
  EXPECT_FALSE(weigh_by_entropy(std::vector<EntropyColumn>{{"甲", false, decimals({"1", "2"})},
                                                           {"乙", false, decimals({"1"})}})
                   .ok());
}

TEST(Delphi, FollowsTheExampleWorkedByHand) {
  // Three experts, four items. Ranks: 1 2 3 4 · 1 3 2 4 · 1 2.5 2.5 4; sums 3, 7.5, 7.5, 12.
  // S = 4.5² × 2 = 40.5; ties of the third expert 2³ − 2 = 6.
  // W = 12 × 40.5 ÷ (9 × 60 − 3 × 6) = 486 ÷ 522; χ² = W × 3 × 3.
  const DelphiRound round{.items = {"决策", "过程", "产出", "效益"},
                          .scores = {decimals({"9", "7", "6", "4"}), decimals({"9", "6", "7", "5"}),
                                     decimals({"9", "8", "8", "3"})}};
  const DelphiResult result = summarise(round).value();
  EXPECT_NEAR(result.concordance, 486.0 / 522, 1e-12);
  EXPECT_NEAR(result.chi_square, 486.0 / 522 * 9, 1e-12);
  // The upper tail of χ² with three degrees of freedom, erfc(√(x/2)) + √(2x/π)·e^(−x/2).
  const double x = result.chi_square;
  EXPECT_NEAR(result.p_value,
              std::erfc(std::sqrt(x / 2)) + std::sqrt(2 * x / M_PI) * std::exp(-x / 2), 1e-12);
  EXPECT_NEAR(result.items[1].mean, 7, 1e-12);
  EXPECT_NEAR(result.items[1].deviation, 1, 1e-12);
  EXPECT_NEAR(result.weights[0], 27.0 / 81, 1e-12);
  EXPECT_EQ(result.items[0].variation, 0);
  EXPECT_EQ(result.diagnostics.count("few-experts"), 1U);
  // 3, 4, 5 vary by a quarter exactly, which is not less than a quarter.
  EXPECT_EQ(result.diagnostics.count("experts-apart"), 1U);
}

TEST(Delphi, OneVoiceIsFullConcordance) {
  const DelphiRound round{.items = {"甲", "乙"},
                          .scores = {decimals({"8", "2"}), decimals({"6", "5"})}};
  EXPECT_NEAR(summarise(round)->concordance, 1, 1e-12);
}

TEST(Delphi, NoPreferenceIsNoConcordance) {
  const DelphiRound round{.items = {"甲", "乙"},
                          .scores = {decimals({"5", "5"}), decimals({"7", "7"})}};
  EXPECT_EQ(summarise(round)->concordance, 0);
  EXPECT_EQ(summarise(round)->p_value, 1);
  EXPECT_EQ(summarise(round).value().diagnostics.count("no-ranking"), 1U);
}

TEST(Delphi, RefusesRoundsThatAreNone) {
  EXPECT_FALSE(summarise({.items = {"甲", "乙"}, .scores = {decimals({"5", "5"})}}).ok());
  EXPECT_FALSE(
      summarise({.items = {"甲", "乙"}, .scores = {decimals({"5", "5"}), decimals({"5"})}}).ok());
  EXPECT_FALSE(
      summarise({.items = {"甲", "乙"}, .scores = {decimals({"5", "5"}), decimals({"5", "-1"})}})
          .ok());
  EXPECT_FALSE(
      summarise({.items = {"甲", "乙"}, .scores = {decimals({"0", "0"}), decimals({"0", "0"})}})
          .ok());
}

TEST(CombineWeights, ByProductAndByMean) {
  const std::vector<double> subjective = {0.6, 0.4};
  const std::vector<double> objective = {0.2, 0.8};
  const auto product = combine_weights(subjective, objective, Combination::Product).value();
  EXPECT_NEAR(product[0], 0.12 / 0.44, 1e-12);
  const auto mean = combine_weights(subjective, objective, Combination::Mean, 0.75).value();
  EXPECT_NEAR(mean[0], 0.5, 1e-12);
  EXPECT_FALSE(combine_weights(subjective, std::vector{1.0}, Combination::Mean).ok());
  EXPECT_FALSE(combine_weights(subjective, objective, Combination::Mean, 1.5).ok());
  EXPECT_FALSE(
      combine_weights(std::vector{1.0, 0.0}, std::vector{0.0, 1.0}, Combination::Product).ok());
}

TEST(ToPoints, GivesTheRestWhereMostWasCutOff) {
  EXPECT_EQ(shown(to_points(std::vector{1.0, 1.0, 1.0}, Decimal(100), 0)), "34 33 33 ");
  EXPECT_EQ(shown(to_points(std::vector{0.177, 0.019, 0.804}, Decimal(90), 1)), "15.9 1.7 72.4 ");
  EXPECT_EQ(shown(to_points(std::vector{1.0, 0.0}, Decimal(10), 2)), "10.00 0.00 ");
}

TEST(ToPoints, AlwaysSumsToTheBase) {
  std::mt19937_64 random(test_seed());
  std::uniform_real_distribution<double> weight(0, 1);
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> weights(1 + random() % 30);
    for (double& each : weights) each = random() % 5 == 0 ? 0 : weight(random);
    weights[0] += 1e-6;
    const Decimal base(static_cast<std::int64_t>(1 + random() % 100));
    DecimalSum sum;
    const auto points = to_points(weights, base, static_cast<int>(random() % 3)).value();
    for (const Decimal& point : points) {
      EXPECT_FALSE(point.is_negative());
      sum.add(point);
    }
    EXPECT_EQ(sum.total().value(), base);
  }
}

TEST(ToPoints, RefusesWhatCannotBeShared) {
  EXPECT_FALSE(to_points(std::vector{0.0}, Decimal(90), 0).ok());
  EXPECT_FALSE(to_points(std::vector{1.0, -0.1}, Decimal(90), 0).ok());
  EXPECT_FALSE(to_points(std::vector{std::nan("")}, Decimal(90), 0).ok());
  EXPECT_FALSE(
      to_points(std::vector{std::numeric_limits<double>::infinity()}, Decimal(90), 0).ok());
  EXPECT_FALSE(to_points(std::vector{1.0}, Decimal(0), 0).ok());
  EXPECT_FALSE(to_points(std::vector{1.0}, Decimal::parse("22.5").value(), 0).ok());
}

}  // namespace
}  // namespace jx
