// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/ahp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace jx {
namespace {

struct Pair {
  std::string more;
  std::string less;
  std::string times;
};

Result<PairwiseMatrix> matrix(std::vector<std::string> criteria, const std::vector<Pair>& pairs) {
  std::vector<Judgement> judgements;
  for (const Pair& pair : pairs) {
    const auto index = [&](const std::string& name) {
      return static_cast<std::size_t>(std::find(criteria.begin(), criteria.end(), name) -
                                      criteria.begin());
    };
    judgements.push_back({index(pair.more), index(pair.less), Decimal::parse(pair.times).value()});
  }
  return PairwiseMatrix::make(std::move(criteria), judgements);
}

std::vector<double> rounded(std::vector<double> values, int places) {
  const double unit = std::pow(10.0, places);
  for (double& value : values) value = std::round(value * unit) / unit;
  return values;
}

double rounded(double value, int places) { return rounded(std::vector{value}, places)[0]; }

/// Saaty, Decision making with the analytic hierarchy process, Int. J. Services Sciences 1 (2008):
/// which drink is drunk most.
PairwiseMatrix drinks() {
  return matrix({"coffee", "wine", "tea", "beer", "soda", "milk", "water"},
                {{"coffee", "wine", "9"}, {"coffee", "tea", "5"},  {"coffee", "beer", "2"},
                 {"coffee", "soda", "1"}, {"coffee", "milk", "1"}, {"water", "coffee", "2"},
                 {"water", "wine", "9"},  {"water", "tea", "9"},   {"water", "beer", "3"},
                 {"water", "soda", "2"},  {"water", "milk", "3"},  {"tea", "wine", "3"},
                 {"beer", "wine", "9"},   {"beer", "tea", "3"},    {"beer", "milk", "1"},
                 {"soda", "wine", "9"},   {"soda", "tea", "4"},    {"soda", "beer", "2"},
                 {"soda", "milk", "2"},   {"milk", "wine", "9"},   {"milk", "tea", "3"}})
      .value();
}

TEST(Ahp, GivesThePublishedWeightsOfDrinks) {
  const AhpResult result = weigh(drinks()).value();
  EXPECT_EQ(rounded(result.weights, 3),
            (std::vector{0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327}));
  EXPECT_EQ(rounded(*result.consistency_ratio, 3), 0.022);
  EXPECT_TRUE(result.consistent());
  const AhpResult other =
      weigh(drinks(), WeightMethod::Eigenvector, RandomIndex::DoneganDodd).value();
  EXPECT_EQ(rounded(*other.consistency_ratio, 4), 0.0235);
}

/// Saaty, Theory and Applications of the Analytic Network Process (2005): where to live.
TEST(Ahp, GivesThePublishedRankingOfCities) {
  const std::vector<std::string> cities = {"Bethesda", "Boston", "Pittsburgh", "Santa Fe"};
  const std::vector<std::vector<Pair>> under_each = {{{"Bethesda", "Pittsburgh", "1"},
                                                      {"Boston", "Bethesda", "2"},
                                                      {"Boston", "Pittsburgh", "2.5"},
                                                      {"Boston", "Santa Fe", "1"},
                                                      {"Santa Fe", "Bethesda", "2"},
                                                      {"Santa Fe", "Pittsburgh", "2.5"}},
                                                     {{"Bethesda", "Boston", "2"},
                                                      {"Bethesda", "Santa Fe", "4"},
                                                      {"Boston", "Santa Fe", "2"},
                                                      {"Pittsburgh", "Bethesda", "3"},
                                                      {"Pittsburgh", "Boston", "8"},
                                                      {"Pittsburgh", "Santa Fe", "9"}},
                                                     {{"Bethesda", "Boston", "5"},
                                                      {"Bethesda", "Santa Fe", "2.5"},
                                                      {"Pittsburgh", "Bethesda", "2"},
                                                      {"Pittsburgh", "Boston", "9"},
                                                      {"Pittsburgh", "Santa Fe", "7"},
                                                      {"Santa Fe", "Boston", "4"}},
                                                     {{"Bethesda", "Pittsburgh", "3"},
                                                      {"Bethesda", "Santa Fe", "4"},
                                                      {"Boston", "Bethesda", "2"},
                                                      {"Boston", "Pittsburgh", "6"},
                                                      {"Boston", "Santa Fe", "8"},
                                                      {"Pittsburgh", "Santa Fe", "1"}},
                                                     {{"Bethesda", "Boston", "1.5"},
                                                      {"Bethesda", "Santa Fe", "4"},
                                                      {"Boston", "Santa Fe", "2.5"},
                                                      {"Pittsburgh", "Bethesda", "2"},
                                                      {"Pittsburgh", "Boston", "3.5"},
                                                      {"Pittsburgh", "Santa Fe", "9"}}};
  const auto criteria = matrix({"Culture", "Family", "Housing", "Jobs", "Transportation"},
                               {{"Culture", "Housing", "3"},
                                {"Culture", "Transportation", "5"},
                                {"Family", "Culture", "5"},
                                {"Family", "Housing", "7"},
                                {"Family", "Transportation", "7"},
                                {"Housing", "Transportation", "3"},
                                {"Jobs", "Culture", "2"},
                                {"Jobs", "Housing", "4"},
                                {"Jobs", "Transportation", "7"},
                                {"Family", "Jobs", "1"}});
  std::vector<std::vector<double>> weights;
  weights.reserve(under_each.size());
  for (const std::vector<Pair>& pairs : under_each) {
    weights.push_back(weigh(matrix(cities, pairs).value()).value().weights);
  }
  const auto combined = combine_levels(weigh(criteria.value()).value().weights, weights);
  EXPECT_EQ(rounded(combined.value(), 3), (std::vector{0.229, 0.275, 0.385, 0.111}));
}

/// Bozóki, Fülöp and Rónyai, On optimal completion of incomplete pairwise comparison matrices,
/// Mathematical and Computer Modelling 52 (2010).
TEST(Ahp, CompletesAnOpenPairAsPublished) {
  const auto open =
      matrix({"a", "b", "c", "d"},
             {{"a", "b", "1"}, {"a", "c", "5"}, {"a", "d", "2"}, {"b", "c", "3"}, {"b", "d", "4"}})
          .value();
  const AhpResult result = weigh(open, WeightMethod::Eigenvector, RandomIndex::DoneganDodd).value();
  ASSERT_EQ(result.completed.size(), 1U);
  EXPECT_EQ(rounded(result.completed[0], 4), 0.7303);
  EXPECT_EQ(rounded(*result.consistency_ratio, 4), 0.0372);
  EXPECT_EQ(rounded(result.weights, 4), (std::vector{0.3738, 0.3920, 0.0985, 0.1357}));
}

/// By a way of its own, with the largest entry for the norm.
double greatest_eigenvalue(const PairwiseMatrix& matrix) {
  std::vector<double> vector(matrix.size(), 1.0);
  double growth = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> next(matrix.size(), 0.0);
    for (std::size_t row = 0; row < matrix.size(); ++row) {
      for (std::size_t column = 0; column < matrix.size(); ++column) {
        next[row] += matrix.at(row, column) * vector[column];
      }
    }
    growth = *std::max_element(next.begin(), next.end());
    for (double& value : next) value /= growth;
    vector = std::move(next);
  }
  return growth;
}

TEST(Ahp, FindsOneLeastMatrixWhateverIsOpen) {
  // λmax may not fall when any of the completed entries is moved a little.
  const auto open = matrix({"a", "b", "c", "d", "e", "f"}, {{"a", "b", "5"},
                                                            {"a", "c", "3"},
                                                            {"a", "d", "7"},
                                                            {"c", "e", "3"},
                                                            {"f", "d", "4"},
                                                            {"f", "a", "2"},
                                                            {"e", "b", "2"}})
                        .value();
  const AhpResult result = weigh(open).value();
  for (std::size_t moved = 0; moved < result.completed.size(); ++moved) {
    for (const double factor : {0.98, 1.02}) {
      PairwiseMatrix other = open;
      for (std::size_t at = 0; at < result.completed.size(); ++at) {
        const auto& [row, column] = open.open_pairs()[at];
        other.complete(row, column, result.completed[at] * (at == moved ? factor : 1.0));
      }
      EXPECT_GE(greatest_eigenvalue(other), result.lambda_max - 1e-9) << moved << " × " << factor;
    }
  }
}

TEST(Ahp, DrawsGeometricMeansToo) {
  const auto three =
      matrix({"a", "b", "c"}, {{"a", "b", "2"}, {"a", "c", "6"}, {"b", "c", "4"}}).value();
  const double a = std::cbrt(12.0);
  const double b = std::cbrt(2.0);
  const double c = std::cbrt(1.0 / 24);
  const AhpResult result = weigh(three, WeightMethod::GeometricMean).value();
  EXPECT_NEAR(result.weights[0], a / (a + b + c), 1e-12);
  EXPECT_NEAR(result.weights[1], b / (a + b + c), 1e-12);
  EXPECT_NEAR(result.weights[2], c / (a + b + c), 1e-12);
}

TEST(Ahp, BothMethodsAgreeOnAConsistentMatrix) {
  // 6 : 3 : 2 : 1, with two pairs left open.
  const auto consistent =
      matrix({"a", "b", "c", "d"},
             {{"a", "b", "2"}, {"a", "c", "3"}, {"b", "d", "3"}, {"b", "c", "1.5"}})
          .value();
  for (const WeightMethod method : {WeightMethod::Eigenvector, WeightMethod::GeometricMean}) {
    const AhpResult result = weigh(consistent, method).value();
    EXPECT_NEAR(result.weights[0], 6.0 / 12, 1e-9);
    EXPECT_NEAR(result.weights[1], 3.0 / 12, 1e-9);
    EXPECT_NEAR(result.weights[2], 2.0 / 12, 1e-9);
    EXPECT_NEAR(result.weights[3], 1.0 / 12, 1e-9);
    EXPECT_NEAR(*result.consistency_ratio, 0, 1e-9);
  }
}

TEST(Ahp, NamesTheJudgementThatBreaksConsistency) {
  // 8 : 4 : 2 : 1 but for one judgement that was entered the wrong way round.
  const auto upset = matrix({"a", "b", "c", "d"}, {{"a", "b", "2"},
                                                   {"a", "c", "4"},
                                                   {"b", "c", "2"},
                                                   {"d", "a", "8"},
                                                   {"b", "d", "4"},
                                                   {"c", "d", "2"}})
                         .value();
  const AhpResult result = weigh(upset).value();
  EXPECT_FALSE(result.consistent());
  ASSERT_TRUE(result.worst.has_value());
  EXPECT_EQ(result.worst->judgement, 3U);
  ASSERT_TRUE(result.worst->fitting.has_value());
  EXPECT_NEAR(*result.worst->fitting, 1.0 / 8, 1e-9);
  EXPECT_NEAR(*result.worst->ratio_without, 0, 1e-9);
}

TEST(Ahp, TwoCriteriaCannotDisagree) {
  const AhpResult result = weigh(matrix({"a", "b"}, {{"a", "b", "3"}}).value()).value();
  EXPECT_NEAR(result.weights[0], 0.75, 1e-12);
  EXPECT_EQ(result.consistency_ratio, 0.0);
  EXPECT_FALSE(result.worst.has_value());
}

TEST(Ahp, SaysWhenTheIndexHasNoValue) {
  std::vector<std::string> names;
  std::vector<Judgement> judgements;
  for (std::size_t index = 0; index < 12; ++index) {
    names.push_back(std::to_string(index));
    if (index > 0) judgements.push_back({.more = 0, .less = index, .times = Decimal(2)});
  }
  const auto wide = PairwiseMatrix::make(names, judgements).value();
  EXPECT_FALSE(weigh(wide).value().consistency_ratio.has_value());
  const auto measured = weigh(wide, WeightMethod::Eigenvector, RandomIndex::DoneganDodd).value();
  ASSERT_TRUE(measured.consistency_ratio.has_value());
  EXPECT_NEAR(*measured.consistency_ratio, 0, 1e-9);
}

std::string refusal(const Result<PairwiseMatrix>& result) {
  return result.ok() ? "" : result.error().message;
}

TEST(PairwiseMatrix, RefusesWhatIsNoMatrixWithTheNames) {
  EXPECT_EQ(refusal(matrix({"数量"}, {})), "判断矩阵至少要有两个要素。");
  EXPECT_EQ(refusal(matrix({"数量", "质量"}, {{"数量", "质量", "10"}})),
            "“数量”比“质量”的判断是 10，不在 1 到 9 之间。不如对方重要时，请把两个要素对调。");
  EXPECT_EQ(refusal(matrix({"数量", "质量"}, {{"数量", "数量", "1"}})),
            "“数量”与自己比较了。要素与自己的比值恒为 1，请删去这一项。");
  EXPECT_EQ(refusal(matrix({"数量", "质量"}, {{"数量", "时效", "2"}})),
            "判断里有第 3 个要素，而要素只有 2 个。请核对判断矩阵。");
  EXPECT_EQ(refusal(matrix({"数量", "质量"}, {{"数量", "质量", "2"}, {"质量", "数量", "2"}})),
            "“质量”与“数量”有两个不同的判断。请保留一个。");
  EXPECT_EQ(refusal(matrix({"数量", "质量", "时效"}, {{"数量", "质量", "2"}})),
            "“数量”与“时效”之间没有任何判断相连，权重算不出来。请补充判断。");
  EXPECT_EQ(refusal(PairwiseMatrix::make(std::vector<std::string>(21, "x"), {})),
            "判断矩阵有 21 个要素，最多 20 个。请分层比较。");
}

TEST(Ahp, RefusesLevelsThatDoNotFit) {
  EXPECT_FALSE(combine_levels({0.5, 0.5}, {{1.0}}).ok());
  EXPECT_FALSE(combine_levels({0.5, 0.5}, {{0.4, 0.6}, {1.0}}).ok());
  EXPECT_FALSE(combine_levels({}, {}).ok());
}

}  // namespace
}  // namespace jx
