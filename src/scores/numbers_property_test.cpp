// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "base/test_seed.h"
#include "scores/score.h"
#include "scores/test_scores.h"

namespace jx {
namespace {

using namespace testing;

constexpr std::string_view kPolicies[] = {"REV-LIN",
                                          "REV-RATIO",
                                          "REV-CLIFF",
                                          "progress-from-baseline",
                                          "SAT-BANDS",
                                          "OV-30-2",
                                          "OV-PROP",
                                          "OV-120-FLAG",
                                          "OV-MANUAL,REV-RATIO",
                                          "RANGE-CLIFF",
                                          "RANGE-SLOPE",
                                          "progress-from-baseline,REV-RATIO,OV-30-2"};

class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : random_(seed) {}

  ScoreNumbers next(ScoreFormula formula) {
    ScoreNumbers numbers{.formula = formula,
                         .open_ended = random_() % 2 == 0,
                         .strict = random_() % 4 == 0,
                         .has_baseline = random_() % 3 == 0,
                         .target = value(),
                         .target_high = {},
                         .actual = value(),
                         .baseline = value(),
                         .weight = weight()};
    numbers.target_high = numbers.target.plus(positive()).value();
    return numbers;
  }
  Decimal weight() {
    return *Decimal::make(static_cast<std::int64_t>(random_() % 10'000), places());
  }
  ScoreFormula formula() { return static_cast<ScoreFormula>(random_() % 5); }

 private:
  int places() { return static_cast<int>(random_() % 4); }
  Decimal positive() {
    return *Decimal::make(static_cast<std::int64_t>(random_() % 100'000), places());
  }
  Decimal value() {
    const auto size = random_() % 4;
    const std::uint64_t limit = size == 0 ? 10 : (size == 1 ? 1'000 : 100'000'000);
    auto mantissa = static_cast<std::int64_t>(random_() % limit);
    if (random_() % 8 == 0) mantissa = -mantissa;
    return *Decimal::make(mantissa, places());
  }

  std::mt19937_64 random_;
};

Decimal score_of(const NumberScore& score) { return *Decimal::make(score.hundredths, 2); }

TEST(NumbersProperty, StayBetweenNothingAndTheWeight) {
  Numbers random(test_seed());
  for (const std::string_view policies : kPolicies) {
    const NumberScorer by(scorer(policies).rules());
    for (int i = 0; i < 20'000; ++i) {
      const ScoreNumbers numbers = random.next(random.formula());
      const NumberScore score = by.score(numbers);
      ASSERT_GE(score.hundredths, 0);
      ASSERT_LE(score_of(score), numbers.weight) << policies;
    }
  }
}

TEST(NumbersProperty, MoreIsNeverWorseWithoutOverAchievementAndRanges) {
  Numbers random(test_seed());
  for (const std::string_view policies : {"REV-LIN", "REV-RATIO", "REV-CLIFF",
                                          "progress-from-baseline", "SAT-BANDS", "OV-120-FLAG"}) {
    const NumberScorer by(scorer(policies).rules());
    for (int i = 0; i < 20'000; ++i) {
      const ScoreFormula formula = random.formula();
      if (formula == ScoreFormula::Range) continue;
      ScoreNumbers less = random.next(formula);
      ScoreNumbers more = less;
      more.actual = random.next(formula).actual;
      if (more.actual < less.actual) std::swap(more.actual, less.actual);
      if (formula == ScoreFormula::AtMost) std::swap(more.actual, less.actual);
      const NumberScore worse = by.score(less);
      const NumberScore better = by.score(more);
      if (!has_score(worse.outcome) || !has_score(better.outcome)) continue;
      ASSERT_LE(worse.hundredths, better.hundredths)
          << policies << " " << less.target.to_string() << " " << less.actual.to_string() << " "
          << more.actual.to_string();
    }
  }
}

/// The same shares by the checked operations of Decimal, where they have room for it.
TEST(NumbersProperty, AgreeWithDecimalDivision) {
  Numbers random(test_seed());
  const NumberScorer by(scorer("REV-RATIO").rules());
  int compared = 0;
  for (int i = 0; i < 50'000; ++i) {
    const bool reverse = i % 2 == 0;
    const ScoreNumbers numbers =
        random.next(reverse ? ScoreFormula::AtMost : ScoreFormula::AtLeast);
    const NumberScore score = by.score(numbers);
    if (score.outcome != ScoreOutcome::Proportional) continue;
    const Decimal& above = reverse ? numbers.target : numbers.actual;
    const Decimal& below = reverse ? numbers.actual : numbers.target;
    const Result<Decimal> product = numbers.weight.times(above);
    if (!product.ok()) continue;
    const Decimal expected = std::min(product->divided_by(below, 2).value(), numbers.weight);
    // A weight of three places may cut its own rounding short.
    const Result<Decimal> gap = expected.minus(score_of(score));
    ASSERT_TRUE(gap->is_zero() || numbers.weight.scale() > 2)
        << expected.to_string() << " " << score_of(score).to_string();
    ++compared;
  }
  EXPECT_GT(compared, 10'000);
}

TEST(NumbersProperty, ColumnsAgreeWithSingleIndicators) {
  Numbers random(test_seed());
  constexpr std::size_t kRows = 5'000;
  for (const std::string_view policies : kPolicies) {
    std::vector<ScoreFormula> formula;
    std::vector<Decimal> target, high, actual, weight;
    std::vector<std::uint8_t> open, strict;
    std::vector<IndicatorScore> singles;
    const Scorer single = scorer(policies);
    for (std::size_t i = 0; i < kRows; ++i) {
      const auto kind = static_cast<ScoreFormula>(i % 3);
      const ScoreNumbers numbers = random.next(kind);
      const Unit& unit = numbers.open_ended ? kPieces : kPercent;
      const Comparator least = numbers.strict ? Comparator::GreaterThan : Comparator::AtLeast;
      const Comparator most = numbers.strict ? Comparator::LessThan : Comparator::AtMost;
      const Comparator comparator = kind == ScoreFormula::AtLeast  ? least
                                    : kind == ScoreFormula::AtMost ? most
                                                                   : Comparator::Between;
      Indicator each = indicator(comparator, numbers.target.to_string(), numbers.actual.to_string(),
                                 numbers.weight.to_string(), unit);
      if (kind == ScoreFormula::Range) each.target.value->value_high = numbers.target_high;
      each.actual->value.raw += unit.name;
      singles.push_back(single.score(each));
      formula.push_back(kind);
      target.push_back(numbers.target);
      high.push_back(numbers.target_high);
      actual.push_back(numbers.actual);
      weight.push_back(numbers.weight);
      strict.push_back(static_cast<std::uint8_t>(numbers.strict));
      open.push_back(
          static_cast<std::uint8_t>(numbers.open_ended || numbers.target > Decimal(100)));
    }
    std::vector<std::int64_t> hundredths(kRows);
    std::vector<ScoreOutcome> outcomes(kRows);
    NumberScorer(single.rules())
        .score_columns({.formula = formula,
                        .target = target,
                        .actual = actual,
                        .weight = weight,
                        .target_high = high,
                        .open_ended = open,
                        .strict = strict},
                       hundredths, outcomes);
    for (std::size_t i = 0; i < kRows; ++i) {
      ASSERT_EQ(has_score(outcomes[i]), singles[i].score.has_value()) << policies << " row " << i;
      if (singles[i].score) {
        ASSERT_EQ(*Decimal::make(hundredths[i], 2), *singles[i].score) << policies << " row " << i;
      }
    }
  }
}

TEST(NumbersProperty, TheOrderOfIndicatorsDoesNotMatter) {
  Numbers random(test_seed());
  std::mt19937_64 shuffler(test_seed());
  const Scorer by = scorer();
  for (int round = 0; round < 50; ++round) {
    GoalSet set;
    for (int i = 0; i < 12; ++i) {
      const ScoreNumbers numbers = random.next(ScoreFormula::AtLeast);
      set.indicators.push_back(indicator(Comparator::AtLeast, numbers.target.to_string(),
                                         numbers.actual.to_string(), numbers.weight.to_string()));
    }
    const GoalSetScore first = by.score(set, nullptr);
    std::shuffle(set.indicators.begin(), set.indicators.end(), shuffler);
    const GoalSetScore second = by.score(set, nullptr);
    ASSERT_EQ(first.scored, second.scored);
    ASSERT_EQ(first.weight_sum, second.weight_sum);
  }
}

TEST(Numbers, LargeOnesAreExactOrSaidToBeTooLarge) {
  const NumberScorer by(scorer().rules());
  const ScoreNumbers large{.formula = ScoreFormula::AtLeast,
                           .target = decimal("9000000000000000000"),
                           .actual = decimal("8999999999999999999"),
                           .weight = decimal("10")};
  EXPECT_EQ(by.score(large).hundredths, 1000) << "9.999… rounds up";
  ScoreNumbers huge = large;
  huge.weight = decimal("9000000000000000000");
  EXPECT_EQ(by.score(huge).outcome, ScoreOutcome::Overflow);
}

}  // namespace
}  // namespace jx
