// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/dea.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace jx {
namespace {

DecisionUnit unit(std::string name, const std::vector<std::string>& inputs,
                  const std::vector<std::string>& outputs) {
  DecisionUnit made{.name = std::move(name), .inputs = {}, .outputs = {}};
  for (const std::string& value : inputs) made.inputs.push_back(Decimal::parse(value).value());
  for (const std::string& value : outputs) made.outputs.push_back(Decimal::parse(value).value());
  return made;
}

/// Cooper, Seiford and Tone, Introduction to Data Envelopment Analysis: twelve hospitals with
/// doctors and nurses, outpatients and inpatients.
std::vector<DecisionUnit> hospitals() {
  return {unit("A", {"20", "151"}, {"100", "90"}),  unit("B", {"19", "131"}, {"150", "50"}),
          unit("C", {"25", "160"}, {"160", "55"}),  unit("D", {"27", "168"}, {"180", "72"}),
          unit("E", {"22", "158"}, {"94", "66"}),   unit("F", {"55", "255"}, {"230", "90"}),
          unit("G", {"33", "235"}, {"220", "88"}),  unit("H", {"31", "206"}, {"152", "80"}),
          unit("I", {"30", "244"}, {"190", "100"}), unit("J", {"50", "268"}, {"250", "100"}),
          unit("K", {"53", "306"}, {"260", "147"}), unit("L", {"38", "284"}, {"250", "120"})};
}

std::vector<double> factors(const std::vector<DecisionUnit>& units, ReturnsToScale returns,
                            Orientation orientation) {
  const DeaResult result = measure_efficiency(units, returns, orientation).value();
  std::vector<double> all;
  for (const DeaScore& score : result.scores) all.push_back(score.factor);
  return all;
}

void expect_near(const std::vector<double>& values, const std::vector<double>& expected) {
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t index = 0; index < values.size(); ++index) {
    EXPECT_NEAR(values[index], expected[index], 1e-6) << "unit " << index;
  }
}

// The factors to eight places are those of SciPy 1.17.1 (linprog, HiGHS); the book prints the first
// of them to three.
TEST(MeasureEfficiency, GivesThePublishedScoresOfHospitals) {
  expect_near(factors(hospitals(), ReturnsToScale::Constant, Orientation::Input),
              {1.0, 1.0, 0.88270833, 1.0, 0.76349948, 0.83477124, 0.90196078, 0.79633382,
               0.96039216, 0.87064677, 0.95509804, 0.95820433});
  expect_near(factors(hospitals(), ReturnsToScale::Constant, Orientation::Output),
              {1.0, 1.0, 1.13287704, 1.0, 1.30975858, 1.19793298, 1.10869565, 1.25575478,
               1.04124132, 1.14857143, 1.04701293, 1.04361874});
  expect_near(factors(hospitals(), ReturnsToScale::Variable, Orientation::Input),
              {1.0, 1.0, 0.89583333, 1.0, 0.88181818, 0.93893557, 1.0, 0.79883319, 0.98933333, 1.0,
               1.0, 1.0});
  expect_near(factors(hospitals(), ReturnsToScale::Variable, Orientation::Output),
              {1.0, 1.0, 1.08160828, 1.0, 1.30440328, 1.04739130, 1.0, 1.21078325, 1.01016518, 1.0,
               1.0, 1.0});
}

TEST(MeasureEfficiency, PeersAndSlacksAddUpToTheUnit) {
  const std::vector<DecisionUnit> units = hospitals();
  const auto number = [](const Decimal& value) { return std::stod(value.to_string()); };
  for (const ReturnsToScale returns : {ReturnsToScale::Constant, ReturnsToScale::Variable}) {
    const DeaResult result = measure_efficiency(units, returns, Orientation::Input).value();
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      const DeaScore& score = result.scores[unit];
      for (std::size_t index = 0; index < 2; ++index) {
        double input = score.input_slacks[index];
        double output = -score.output_slacks[index];
        double shares = 0;
        for (const Peer& peer : score.peers) {
          input += peer.share * number(units[peer.unit].inputs[index]);
          output += peer.share * number(units[peer.unit].outputs[index]);
          shares += peer.share;
        }
        EXPECT_NEAR(input, score.factor * number(units[unit].inputs[index]), 1e-3) << unit;
        EXPECT_NEAR(output, number(units[unit].outputs[index]), 1e-3) << unit;
        if (returns == ReturnsToScale::Variable) {
          EXPECT_NEAR(shares, 1, 1e-6);
        }
      }
    }
  }
}

TEST(MeasureEfficiency, TellsTheFrontierFromWhatOnlyTouchesIt) {
  // C needs as little of the first input as A and more of the second: nothing to shrink, but slack.
  const std::vector<DecisionUnit> units = {
      unit("A", {"2", "5"}, {"1"}), unit("B", {"4", "2"}, {"1"}), unit("C", {"2", "7"}, {"1"})};
  const DeaResult result =
      measure_efficiency(units, ReturnsToScale::Constant, Orientation::Input).value();
  EXPECT_TRUE(result.scores[0].efficient);
  EXPECT_NEAR(result.scores[2].efficiency, 1, 1e-9);
  EXPECT_FALSE(result.scores[2].efficient);
  EXPECT_NEAR(result.scores[2].input_slacks[1], 2, 1e-5);
  EXPECT_EQ(result.diagnostics.count("few-decision-units"), 1U);
}

TEST(MeasureEfficiency, DoesNotDependOnUnitsOfMeasure) {
  std::vector<DecisionUnit> in_yuan = hospitals();
  for (DecisionUnit& each : in_yuan) {
    each.inputs[0] = each.inputs[0].times(Decimal(1'000'000'000)).value();
  }
  expect_near(factors(in_yuan, ReturnsToScale::Variable, Orientation::Input),
              factors(hospitals(), ReturnsToScale::Variable, Orientation::Input));
}

TEST(MeasureEfficiency, TakesTwinsAndZeros) {
  const std::vector<DecisionUnit> units = {
      unit("A", {"1", "0"}, {"1"}), unit("A2", {"1", "0"}, {"1"}), unit("B", {"0", "3"}, {"2"}),
      unit("C", {"2", "3"}, {"1"})};
  const auto result = measure_efficiency(units, ReturnsToScale::Constant, Orientation::Output);
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_NEAR(result->scores[0].efficiency, 1, 1e-9);
  EXPECT_NEAR(result->scores[1].efficiency, 1, 1e-9);
  // Two of A and one of B with C's inputs: four for one.
  EXPECT_NEAR(result->scores[3].factor, 4, 1e-6);
}

std::string refusal(const std::vector<DecisionUnit>& units) {
  const auto result = measure_efficiency(units, ReturnsToScale::Variable, Orientation::Input);
  return result.ok() ? "" : result.error().message;
}

TEST(MeasureEfficiency, RefusesDataThatCannotBeCompared) {
  EXPECT_EQ(refusal({unit("甲", {"1"}, {"1"})}), "效率比较至少要有两个决策单元。");
  EXPECT_EQ(refusal({unit("甲", {}, {"1"}), unit("乙", {}, {"1"})}),
            "效率比较至少要有一个投入和一个产出。");
  EXPECT_EQ(refusal({unit("甲", {"1"}, {"1"}), unit("乙", {"1", "2"}, {"1"})}),
            "“乙”有 2 个投入、1 个产出，“甲”有 1 个、1 个，不能比较。");
  EXPECT_EQ(refusal({unit("甲", {"1"}, {"1"}), unit("乙", {"-2.5"}, {"1"})}),
            "“乙”的第 1 个投入是 -2.5，不能为负数。");
  EXPECT_EQ(refusal({unit("甲", {"1"}, {"1"}), unit("乙", {"1"}, {"0"})}),
            "“乙”的产出全部为 0，不能比较效率。");
  EXPECT_EQ(refusal({unit("甲", {"1", "0"}, {"1"}), unit("乙", {"1", "0.00"}, {"1"})}),
            "第 2 个投入对所有单元都是 0，请删去这一列。");
}

}  // namespace
}  // namespace jx
