// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/benchmark.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "evaluation/comparison.h"

namespace jx {
namespace {

std::optional<Decimal> known(std::string_view words) {
  return words.empty() ? std::nullopt : std::optional(Decimal::parse(words).value());
}

std::vector<std::optional<Decimal>> values(const std::vector<std::string>& words) {
  std::vector<std::optional<Decimal>> all;
  for (const std::string& each : words) all.push_back(known(each));
  return all;
}

std::string shown(const std::optional<Decimal>& value) {
  return value ? value->to_string() : "none";
}

std::string shown(const BenchmarkResult& result) {
  std::string words = shown(result.benchmark) + "/" + shown(result.median);
  for (const BenchmarkFigure& figure : result.figures) {
    words += "; " + shown(figure.gap) + " " + shown(figure.attainment) + " " +
             std::to_string(figure.rank);
  }
  return words;
}

BenchmarkResult compare(const BenchmarkIndicator& indicator,
                        std::optional<std::size_t> model = std::nullopt) {
  return compare_with_benchmark(std::vector{indicator}, model).value().front();
}

TEST(CompareWithBenchmark, MeasuresAgainstTheBest) {
  const BenchmarkResult result =
      compare({.name = "就业率", .values = values({"80", "96", "", "90", "96"})});
  EXPECT_EQ(shown(result), "96/93; 16 83.33 4; 0 100.00 1; none none 0; 6 93.75 3; 0 100.00 1");
  EXPECT_EQ(result.holders, (std::vector<std::size_t>{1, 4}));
}

TEST(CompareWithBenchmark, TakesTheLeastWhereLessIsBetter) {
  EXPECT_EQ(
      shown(compare(
          {.name = "人均成本", .less_is_better = true, .values = values({"1200", "800", "1000"})})),
      "800/1000; 400 66.67 3; 0 100.00 1; 200 80.00 2");
}

TEST(CompareWithBenchmark, MeasuresAgainstAModelThatTakesNoPlace) {
  EXPECT_EQ(shown(compare({.name = "就业率", .values = values({"80", "95", "90"})}, 2)),
            "90/87.5; 10 88.89 2; -5 105.56 1; 0 100.00 0");
  EXPECT_EQ(shown(compare({.name = "就业率", .values = values({"80", "95", ""})}, 2)),
            "none/87.5; none none 2; none none 1; none none 0");
}

TEST(CompareWithBenchmark, GivesNoPartOfNothing) {
  EXPECT_EQ(shown(compare({.name = "事故", .less_is_better = true, .values = values({"0", "3"})})),
            "0/1.5; 0 none 1; 3 none 2");
}

TEST(CompareWithBenchmark, RefusesWhatItCannotCompare) {
  EXPECT_FALSE(compare_with_benchmark({}, std::nullopt).ok());
  EXPECT_FALSE(
      compare_with_benchmark(
          std::vector<BenchmarkIndicator>{{.name = "甲", .values = values({"1"})}}, std::nullopt)
          .ok());
  const auto uneven = compare_with_benchmark(
      std::vector<BenchmarkIndicator>{{.name = "甲", .values = values({"1", "2"})},
                                      {.name = "乙", .values = values({"1"})}},
      std::nullopt);
  ASSERT_FALSE(uneven.ok());
  EXPECT_NE(uneven.error().message.find("“乙”有 1 个"), std::string::npos);
}

std::string shown(const ComparisonFigure& figure) {
  std::string words = shown(figure.difference) + " " + shown(figure.percent);
  if (!figure.verdict) return words;
  switch (*figure.verdict) {
    case ComparisonVerdict::Better: return words + " better";
    case ComparisonVerdict::Same: return words + " same";
    case ComparisonVerdict::Worse: return words + " worse";
  }
  return words;
}

TEST(CompareWithBases, GivesDifferenceAndShare) {
  const auto figures =
      compare_with_bases(
          std::vector<ComparedIndicator>{
              {.name = "培训人次", .actual = known("933"), .bases = values({"900", "1000", ""})},
              {.name = "人均成本",
               .less_is_better = true,
               .actual = known("800.5"),
               .bases = values({"1000", "0", "800.5"})},
              {.name = "满意度", .actual = std::nullopt, .bases = values({"90", "80", "70"})}})
          .value();
  EXPECT_EQ(shown(figures[0][0]), "33 3.67 better");
  EXPECT_EQ(shown(figures[0][1]), "-67 -6.70 worse");
  EXPECT_EQ(shown(figures[0][2]), "none none");
  EXPECT_EQ(shown(figures[1][0]), "-199.5 -19.95 better");
  EXPECT_EQ(shown(figures[1][1]), "800.5 none worse");
  EXPECT_EQ(shown(figures[1][2]), "0.0 0.00 same");
  EXPECT_EQ(shown(figures[2][0]), "none none");
}

TEST(CompareWithBases, RefusesWhatItCannotCompare) {
  EXPECT_FALSE(compare_with_bases({}).ok());
  EXPECT_FALSE(compare_with_bases(std::vector<ComparedIndicator>{{.name = "甲"}}).ok());
}

}  // namespace
}  // namespace jx
