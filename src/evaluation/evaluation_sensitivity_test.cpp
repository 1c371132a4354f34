// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/evaluation_sensitivity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/test_seed.h"

namespace jx {
namespace {

using ::testing::HasSubstr;

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

Framework framework() {
  Framework made;
  made.grades = {{"优", Decimal(90)}, {"良", Decimal(80)}, {"中", Decimal(60)}, {"差", Decimal(0)}};
  return made;
}

/// A book whose indicators have these weights and scores; the base is what the weights add up to.
struct Case {
  EvaluationBook book;
  EvaluationScores scores;
};

Case scored(const std::vector<std::pair<std::string, std::string>>& parts) {
  Case made;
  Decimal base(0);
  Decimal sum(0);
  for (const auto& [weight, score] : parts) {
    base = base.plus(decimal(weight)).value();
    sum = sum.plus(decimal(score)).value();
    EvaluatedScore& added = made.scores.indicators.emplace_back();
    added.full = decimal(weight);
    added.score = decimal(score);
  }
  made.book.base = base;
  made.scores.total = sum.times(Decimal(100))->divided_by(base, 2).value();
  return made;
}

EvaluationSensitivity find(const Case& of, std::string_view part = "10") {
  return find_sensitivity(of.book, framework(), of.scores, decimal(part)).value();
}

TEST(EvaluationSensitivity, ShowsMarginsAndSmallestChangesOfScores) {
  // 85 of 100: 良, five points below 优, 5.01 above 中.
  const EvaluationSensitivity found = find(scored({{"60", "50"}, {"40", "35"}}));
  EXPECT_EQ(found.total.to_string(), "85.00");
  EXPECT_EQ(found.grade, "良");
  EXPECT_EQ(found.to_better->to_string(), "5.00");
  EXPECT_EQ(found.to_worse->to_string(), "5.01");
  const ScoreSensitivity& first = found.scores[0];
  EXPECT_EQ(first.none.total.to_string(), "35.00");
  EXPECT_EQ(first.full.total.to_string(), "95.00");
  EXPECT_EQ(first.better->value.to_string(), "55");
  EXPECT_EQ(first.better->grade, "优");
  EXPECT_EQ(first.worse->value.to_string(), "44.99");
  EXPECT_EQ(first.worse->total.to_string(), "79.99");
  EXPECT_EQ(found.scores[1].better->value.to_string(), "40");
}

TEST(EvaluationSensitivity, ShowsWhatWeightsDo) {
  // Rates of 100 % and 70 %, weights of 50 each: 85. With 55 the first gives 86.5.
  const EvaluationSensitivity found = find(scored({{"50", "50"}, {"50", "35"}}));
  const WeightSensitivity& first = found.weights[0];
  EXPECT_EQ(first.more.value.to_string(), "55");
  EXPECT_EQ(first.more.total.to_string(), "86.50");
  EXPECT_EQ(first.less.total.to_string(), "83.50");
  EXPECT_TRUE(found.grade_stays);
  // 70 + 0.3 w is 89.995 at 66.65, which is rounded up.
  EXPECT_EQ(first.better->value.to_string(), "66.65");
  EXPECT_EQ(first.better->total.to_string(), "90.00");
  EXPECT_EQ(first.worse->value.to_string(), "33.31");
  EXPECT_FALSE(find(scored({{"50", "50"}, {"50", "35"}}), "40").grade_stays);
}

TEST(EvaluationSensitivity, SaysWhyItCannot) {
  Case open = scored({{"60", "50"}, {"40", "35"}});
  open.scores.total.reset();
  open.scores.missing = 1;
  const auto none = find_sensitivity(open.book, framework(), open.scores, Decimal(10));
  ASSERT_FALSE(none.ok());
  EXPECT_THAT(none.error().message, HasSubstr("1 个指标没有得分"));
  const Case whole = scored({{"60", "50"}, {"40", "35"}});
  for (const char* part : {"0", "-5", "100.01", "0.001"}) {
    EXPECT_FALSE(find_sensitivity(whole.book, framework(), whole.scores, decimal(part)).ok())
        << part;
  }
  const Case only = scored({{"100", "85"}});
  EXPECT_TRUE(find(only).weights.empty()) << "a single weight has nobody to share with";
}

/// Each change that is named moves the grade, one hundredth less does not.
TEST(EvaluationSensitivity, NamesTheSmallestChange) {
  std::mt19937 random(test_seed());
  const Framework grades = framework();
  const auto grade_of = [&](const Case& of) { return find(of).grade; };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::pair<std::string, std::string>> parts;
    const std::size_t count = 1 + random() % 6;
    for (std::size_t i = 0; i < count; ++i) {
      const auto weight = static_cast<std::int64_t>(1 + random() % 4000);
      const auto score = static_cast<std::int64_t>(random() % static_cast<unsigned>(weight + 1));
      parts.emplace_back(Decimal::make(weight, 2)->to_string(),
                         Decimal::make(score, 2)->to_string());
    }
    const EvaluationSensitivity found = find(scored(parts));
    for (const ScoreSensitivity& each : found.scores) {
      for (const auto& change : {each.better, each.worse}) {
        if (!change) continue;
        auto with = parts;
        with[each.indicator].second = change->value.to_string();
        EXPECT_EQ(grade_of(scored(with)), change->grade);
        EXPECT_NE(change->grade, found.grade);
        const bool up = change->value > decimal(parts[each.indicator].second);
        const Decimal step = Decimal::make(up ? -1 : 1, 2).value();
        with[each.indicator].second = change->value.plus(step)->to_string();
        EXPECT_EQ(grade_of(scored(with)), found.grade) << "a hundredth less";
      }
    }
    for (const WeightSensitivity& each : found.weights) {
      for (const auto& change : {each.better, each.worse}) {
        if (!change) continue;
        EXPECT_NE(change->grade, found.grade);
      }
    }
  }
}

}  // namespace
}  // namespace jx
