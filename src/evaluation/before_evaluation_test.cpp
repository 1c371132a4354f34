// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/before_evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "records/test_tables.h"

namespace jx {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kTwoPoints = R"(
id = "small"
title = "事前绩效评估"
basis = "试行办法"
verified = true
[[dimension]]
name = "立项必要性"
[[dimension.point]]
id = "A1"
name = "政策依据充分"
question = "是否符合政策"
points = 60
[[dimension]]
name = "筹资合规性"
[[dimension.point]]
id = "B1"
name = "渠道合规"
question = "渠道是否合规"
points = 40
[[conclusion]]
name = "支持"
least = 80
[[conclusion]]
name = "不予支持"
least = 0
)";

Result<BeforeEvaluation> evaluate(std::vector<test::Row> rows) {
  rows.insert(rows.begin(), {"评分要点", "得分", "扣分原因", "佐证"});
  const Table table = test::table(rows);
  JX_TRY(const BeforeFramework framework, parse_before_framework(kTwoPoints, "small.toml"));
  JX_TRY(const NamedTable named, NamedTable::read(table));
  return evaluate_before(framework, named);
}

TEST(BeforeEvaluations, AddUpAndConclude) {
  const BeforeEvaluation result =
      evaluate({{"A1", "55.5", "缺一份规划", "批复；规划"}, {"渠道合规", "40", "", "资金证明"}})
          .value();
  EXPECT_EQ(result.total->to_string(), "95.5");
  EXPECT_EQ(result.conclusion, "支持");
  EXPECT_EQ(result.dimensions.at(0).score->to_string(), "55.5");
  const BeforeScore& first = result.dimensions[0].points.at(0);
  EXPECT_EQ(first.deducted.to_string(), "4.5");
  EXPECT_THAT(first.evidence, ElementsAre("批复", "规划"));
  EXPECT_EQ(result.gaps, 0U);
}

TEST(BeforeEvaluations, BandsAreClosedBelow) {
  const auto conclusion = [](std::string_view score) {
    return evaluate({{"A1", score, "r", "e"}, {"B1", "40", "", "e"}}).value().conclusion;
  };
  EXPECT_EQ(conclusion("40"), "支持");
  EXPECT_EQ(conclusion("39.99"), "不予支持");
}

TEST(BeforeEvaluations, WhatNobodyScoredIsNoZero) {
  const BeforeEvaluation blank =
      evaluate({{"A1", "", "", ""}, {"B1", "40", "", "资金证明"}}).value();
  EXPECT_FALSE(blank.total.has_value());
  EXPECT_EQ(blank.conclusion, "");
  EXPECT_EQ(blank.scored.to_string(), "40");
  EXPECT_THAT(blank.dimensions.at(0).points.at(0).gaps, ElementsAre(BeforeGap::NotScored));
  const BeforeEvaluation missing = evaluate({{"B1", "40", "", "资金证明"}}).value();
  EXPECT_FALSE(missing.total.has_value());
  const BeforeEvaluation zero =
      evaluate({{"A1", "0", "没有依据", ""}, {"B1", "40", "", "资金证明"}}).value();
  EXPECT_EQ(zero.total->to_string(), "40");
  EXPECT_EQ(zero.gaps, 0U) << "no points, no evidence wanted";
}

TEST(BeforeEvaluations, AskForReasonsAndEvidence) {
  const BeforeEvaluation result =
      evaluate({{"A1", "50", "", "批复"}, {"B1", "40", "", ""}}).value();
  EXPECT_THAT(result.dimensions.at(0).points.at(0).gaps, ElementsAre(BeforeGap::NoReason));
  EXPECT_THAT(result.dimensions.at(1).points.at(0).gaps, ElementsAre(BeforeGap::NoEvidence));
  EXPECT_EQ(result.gaps, 2U);
}

TEST(BeforeEvaluations, RefuseWhatCannotBe) {
  const auto fault = [](std::vector<test::Row> rows) {
    const auto result = evaluate(std::move(rows));
    return result.ok() ? std::string() : result.error().message;
  };
  EXPECT_THAT(fault({{"A1", "61", "", ""}}), HasSubstr("不在 0 到 60 之间"));
  EXPECT_THAT(fault({{"A1", "-1", "", ""}}), HasSubstr("不在 0 到 60 之间"));
  EXPECT_THAT(fault({{"A2", "5", "", ""}}), HasSubstr("没有“A2”"));
  EXPECT_THAT(fault({{"A1", "好", "", ""}}), HasSubstr("A1"));
}

TEST(BeforeFrameworks, OfTheProgramAreSound) {
  const auto all =
      load_before_frameworks(std::filesystem::path(JX_SOURCE_DIR) / "data/before-evaluations");
  ASSERT_TRUE(all.ok()) << all.error().message;
  ASSERT_THAT(*all, ::testing::Not(IsEmpty()));
  EXPECT_EQ(all->front().dimensions.size(), 5U);
  EXPECT_THAT(all->front().basis, HasSubstr("依据未核实"));
}

TEST(BeforeFrameworks, SayWhatIsWrong) {
  const auto fault = [](std::string_view from, std::string_view to) {
    std::string text(kTwoPoints);
    text.replace(text.find(from), from.size(), to);
    const auto read = parse_before_framework(text, "small.toml");
    return read.ok() ? std::string() : read.error().message;
  };
  EXPECT_THAT(fault("points = 60", "points = 50"), HasSubstr("合计 90，应为 100"));
  EXPECT_THAT(fault("id = \"B1\"", "id = \"A1\""), HasSubstr("出现了两次"));
  EXPECT_THAT(fault("least = 0", "least = 10"), HasSubstr("从 0 分起"));
  EXPECT_THAT(fault("least = 0", "least = 90"), HasSubstr("从高到低"));
  EXPECT_THAT(fault("question = \"是否符合政策\"", "questions = \"是否\""), HasSubstr("question"));
}

}  // namespace
}  // namespace jx
