// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scores/score.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/test_seed.h"
#include "base/text.h"
#include "scores/derivation.h"
#include "scores/test_scores.h"

namespace jx {
namespace {

using namespace testing;

std::string shown(const IndicatorScore& score) {
  return score.score ? score.score->to_string() : std::string(to_string(score.gap));
}

struct Vector {
  int number;
  Comparator comparator;
  std::string_view target, actual, weight, policies, score;
};
using enum Comparator;
constexpr Vector kVectors[] = {
    {1, AtLeast, "90", "90", "10", "", "10.00"},
    {2, AtLeast, "90", "81", "10", "", "9.00"},
    {3, AtLeast, "5", "7", "10", "OV-30-2", "8.00"},
    {4, AtLeast, "5", "6.5", "10", "OV-30-2", "8.00"},
    {5, AtLeast, "5", "6.4", "10", "OV-30-2", "10.00"},
    {6, AtMost, "933", "933", "5", "REV-LIN", "5.00"},
    {6, AtMost, "933", "933", "5", "REV-RATIO", "5.00"},
    {6, AtMost, "933", "933", "5", "REV-CLIFF", "5.00"},
    {7, AtMost, "933", "1026.3", "5", "REV-LIN", "4.50"},
    {7, AtMost, "933", "1026.3", "5", "REV-RATIO", "4.55"},
    {7, AtMost, "933", "1026.3", "5", "REV-CLIFF", "0.00"},
    {8, AtMost, "933", "1866", "5", "REV-LIN", "0.00"},
    {8, AtMost, "933", "1866", "5", "REV-RATIO", "2.50"},
    {9, AtMost, "0", "0", "5", "REV-LIN", "5.00"},
    {9, AtMost, "0", "1", "5", "REV-LIN", "0.00"},
    {9, AtMost, "0", "1", "5", "REV-RATIO", "0.00"},
    {10, Equal, "100", "99", "22.5", "", "22.28"},
    {11, Equal, "0", "0", "5", "", "5.00"},
    {11, Equal, "0", "2", "5", "", "0.00"},
};

TEST(Vectors, NumbersByEveryPolicy) {
  for (const auto& [number, comparator, target, actual, weight, policies, score] : kVectors) {
    const Scorer by = scorer(policies);
    EXPECT_EQ(shown(by.score(indicator(comparator, target, actual, weight, kPieces))), score)
        << "vector " << number << " " << policies;
  }
}

TEST(Vectors, AnEnteredScoreMustLieInItsBand) {
  // 12
  const IndicatorScore refused = scorer().score(qualitative("效果良好", "部分达成", "15", "12.0"));
  EXPECT_FALSE(refused.score);
  EXPECT_EQ(refused.gap, ScoreGap::OutsideBand);
  EXPECT_EQ(refused.band->to_string(), "[9.00, 12.00)");
  EXPECT_EQ(shown(scorer().score(qualitative("效果良好", "部分达成", "15", "11.99"))), "11.99");
  EXPECT_EQ(shown(scorer().score(qualitative("效果良好", "部分达成", "15", "9"))), "9.00");
  EXPECT_EQ(shown(scorer().score(qualitative("效果良好", "部分达成", "15", "8.99"))),
            "outside-band");
}

FundRow funds(std::string_view budget, std::string_view executed) {
  FundRow row;
  row.total = true;
  row.full_year = points(budget);
  row.executed = points(executed);
  return row;
}

TEST(Vectors, ExecutionIsCapped) {
  EXPECT_EQ(shown(scorer().score_execution(funds("933", "890.5"))), "9.54");  // 13
  EXPECT_EQ(shown(scorer().score_execution(funds("100", "105"))), "10.00");   // 14
}

GoalSet ninety(std::string_view target, std::string_view actual) {
  GoalSet set;
  set.indicators.push_back(indicator(AtLeast, target, actual, "90", kPieces));
  return set;
}

TEST(Vectors, GradesAndCaps) {
  // 15: 81 + 9 = 90.00
  const FundRow nine_tenths = funds("100", "90");
  const GoalSetScore score = scorer().score(ninety("100", "90"), &nine_tenths);
  ASSERT_TRUE(score.total);
  EXPECT_EQ(score.total->to_string(), "90.00");
  EXPECT_EQ(score.grade, "优");
  // 16: 87.5 + 7.5 = 95, r = 75 %
  const FundRow three_quarters = funds("100", "75");
  const GoalSetScore capped =
      scorer("CAP-EXECUTION").score(ninety("3600", "3500"), &three_quarters);
  ASSERT_TRUE(capped.total);
  EXPECT_EQ(capped.uncapped->to_string(), "95.00");
  EXPECT_EQ(capped.total->to_string(), "89.00");
  EXPECT_EQ(capped.grade, "良");
  EXPECT_EQ(scorer().score(ninety("3600", "3500"), &three_quarters).grade, "优");
}

TEST(Vectors, SatisfactionByBandsOrRatio) {
  // 17
  Indicator satisfaction = indicator(AtLeast, "80", "85", "4", kPercent);
  satisfaction.level1.value = Level1::Satisfaction;
  EXPECT_EQ(shown(scorer("SAT-BANDS").score(satisfaction)), "3.20");
  EXPECT_EQ(shown(scorer("SAT-RATIO").score(satisfaction)), "4.00");
}

struct BaselineCase {
  std::string_view title;
  Comparator comparator;
  std::string_view baseline, target, actual;
  std::string_view progress;  ///< Of a weight of 100, by progress-from-baseline.
  std::string_view ratio;     ///< By 财预〔2020〕10号 and REV-LIN.
};
constexpr BaselineCase kBaselineCases[] = {
    {"80 % of the way", AtLeast, "0", "100", "80", "80.00", "80.00"},
    {"less is better", AtMost, "100", "50", "60", "80.00", "80.00"},
    {"got worse", AtMost, "100", "50", "120", "0.00", "0.00"},
    {"no baseline, met", AtMost, "", "150", "119", "100.00", "100.00"},
    {"no accidents", AtMost, "5", "0", "0", "100.00", "100.00"},
    {"two accidents", AtMost, "5", "0", "2", "60.00", "0.00"},
    {"0 reported", AtLeast, "0", "100", "0", "0.00", "0.00"},
    {"far beyond", AtLeast, "0", "100", "350", "100.00", "100.00"},
    {"level kept", AtLeast, "95", "95", "95", "100.00", "100.00"},
    {"went back", AtLeast, "50", "100", "40", "0.00", "40.00"},
    {"from below zero", AtLeast, "-2", "3", "1", "60.00", "33.33"},
};

TEST(Baseline, EveryCaseIsRight) {
  const Scorer progress = scorer("progress-from-baseline,OV-120-FLAG");
  const Scorer ratio = scorer();
  for (const BaselineCase& c : kBaselineCases) {
    Indicator each = indicator(c.comparator, c.target, c.actual, "100", kPieces);
    if (!c.baseline.empty()) each.target.value->baseline = decimal(c.baseline);
    EXPECT_EQ(shown(progress.score(each)), c.progress) << c.title;
    EXPECT_EQ(shown(ratio.score(each)), c.ratio) << c.title;
  }
  Indicator far = indicator(AtLeast, "100", "350", "100", kPieces);
  EXPECT_TRUE(progress.score(far).outcome.overshot) << "the target was perhaps too low";
}

TEST(StrictTargets, AreNotMetByEquality) {
  EXPECT_EQ(scorer().score(indicator(GreaterThan, "90", "90", "10", kPieces)).outcome.outcome,
            ScoreOutcome::Proportional);
  EXPECT_EQ(shown(scorer().score(indicator(GreaterThan, "90", "90", "10", kPieces))), "10.00")
      << "all of the way by the formula";
  EXPECT_EQ(shown(scorer().score(indicator(GreaterThan, "90", "90.1", "10", kPieces))), "10.00");
  EXPECT_EQ(shown(scorer().score(indicator(GreaterThan, "0", "0", "10", kPieces))), "0.00");
  EXPECT_EQ(shown(scorer().score(indicator(LessThan, "5", "5", "10", kPieces))), "10.00");
  EXPECT_EQ(shown(scorer("REV-CLIFF").score(indicator(LessThan, "5", "5", "10", kPieces))), "0.00");
  EXPECT_EQ(shown(scorer("REV-CLIFF").score(indicator(AtMost, "5", "5", "10", kPieces))), "10.00");
}

TEST(Baseline, WithoutAWayToGoTheRatioSaysHowMuchWasKept) {
  Indicator kept = indicator(AtLeast, "95", "94", "10", kPieces);
  kept.target.value->baseline = decimal("95");
  EXPECT_EQ(shown(scorer("progress-from-baseline").score(kept)), "9.89");
}

TEST(Nothing, NoneOfThemBecomesZero) {
  const std::pair<Absence, ScoreGap> kinds[] = {
      {Absence::Blank, ScoreGap::ActualBlank},
      {Absence::NotApplicable, ScoreGap::ActualNotApplicable},
      {Absence::NotDue, ScoreGap::ActualNotDue},
      {Absence::NotObtainable, ScoreGap::ActualNotObtainable},
      {Absence::Unread, ScoreGap::ActualUnread}};
  for (const auto& [absence, gap] : kinds) {
    Indicator each = indicator(AtLeast, "90", "90", "90", kPieces);
    each.actual->value = {.value = std::nullopt, .absence = absence, .raw = "/", .origin = {}};
    const IndicatorScore score = scorer().score(each);
    EXPECT_FALSE(score.score);
    EXPECT_EQ(score.gap, gap);
    GoalSet set;
    set.indicators = {each};
    const FundRow money = funds("10", "10");
    const GoalSetScore total = scorer().score(set, &money);
    EXPECT_FALSE(total.total);
    EXPECT_EQ(total.gap, TotalGap::ScoresMissing);
    EXPECT_EQ(total.missing, 1U);
    EXPECT_EQ(total.scored.to_string(), "10.00") << "the execution alone";
    EXPECT_TRUE(total.grade.empty());
  }
  const IndicatorScore zero = scorer().score(indicator(AtLeast, "90", "0", "10", kPieces));
  EXPECT_EQ(shown(zero), "0.00") << "a reported zero is a number";
}

TEST(Execution, TheBaseIsPartOfTheNumber) {
  FundRow row;
  row.initial = points("985");
  row.full_year = points("861.46");
  row.executed = points("334.67");
  Scorer by = scorer();
  EXPECT_EQ(
      derivation_of(by.score_execution(row), by.rules()),
      "预算 861.46，执行 334.67：10 × 334.67 ÷ 861.46 = 3.88（按全年预算数，预算执行率，10号附1）");
  ScoringRules initial = by.rules();
  initial.execution_base = ExecutionBase::InitialBudget;
  const Scorer other(national(), initial);
  EXPECT_EQ(shown(other.score_execution(row)), "3.40");
  EXPECT_EQ(other.score_execution(row).base, ExecutionBase::InitialBudget);
  row.full_year = {};
  EXPECT_EQ(by.score_execution(row).base, ExecutionBase::InitialBudget) << "the form has no other";
}

TEST(Nothing, NoMoneyIsNotZeroPoints) {
  EXPECT_EQ(scorer().score_execution(funds("0", "0")).gap, ScoreGap::NoBudget);
  EXPECT_EQ(scorer().score_execution(funds("0", "5")).gap, ScoreGap::Impossible);
  EXPECT_EQ(scorer().score_execution(funds("5", "-1")).gap, ScoreGap::Impossible);
  const FundRow none = funds("0", "0");
  EXPECT_EQ(scorer().score(ninety("1", "1"), &none).gap, TotalGap::ExecutionMissing);
  EXPECT_EQ(scorer().score(ninety("1", "1"), nullptr).gap, TotalGap::ExecutionMissing);
}

TEST(OverAchievement, OnlyOpenMeasuresDeviate) {
  EXPECT_EQ(shown(scorer("OV-30-2").score(indicator(AtLeast, "70", "100", "10", kPercent))),
            "10.00");
  EXPECT_EQ(shown(scorer("OV-30-2").score(indicator(AtLeast, "5", "7", "1", kPieces))), "0.00");
  EXPECT_EQ(shown(scorer("OV-30-2").score(indicator(AtMost, "100", "70", "10", kPieces))), "8.00");
  EXPECT_EQ(shown(scorer("OV-PROP").score(indicator(AtLeast, "100", "150", "10", kPieces))),
            "9.40");
  EXPECT_EQ(shown(scorer("OV-PROP").score(indicator(AtLeast, "100", "900", "10", kPieces))),
            "8.00");
  EXPECT_EQ(shown(scorer("OV-PROP").score(indicator(AtLeast, "100", "130", "10", kPieces))),
            "10.00");
  const IndicatorScore flagged =
      scorer("OV-120-FLAG").score(indicator(AtLeast, "100", "120", "10", kPieces));
  EXPECT_EQ(shown(flagged), "10.00");
  EXPECT_TRUE(flagged.outcome.overshot);
}

TEST(OverAchievement, APersonDecidesWithAReason) {
  const Scorer by = scorer("OV-MANUAL");
  Indicator far = indicator(AtLeast, "100", "140", "10", kPieces);
  EXPECT_EQ(by.score(far).gap, ScoreGap::NeedsReason);
  far.actual->reason.text = "年初按上年口径设定";
  EXPECT_EQ(by.score(far).gap, ScoreGap::NeedsJudgement);
  far.actual->score = points("9");
  EXPECT_EQ(shown(by.score(far)), "9.00");
  far.actual->score = points("11");
  EXPECT_EQ(by.score(far).gap, ScoreGap::OutsideBand);
}

TEST(Direction, ACostOverrunIsNeverFullMarks) {
  Indicator cost = indicator(Unstated, "933", "1026.3", "5", kTenThousandYuan);
  cost.level2.value = Level2::Cost;
  EXPECT_EQ(shown(scorer().score(cost)), "4.50");
  EXPECT_EQ(scorer().score(cost).ground, DirectionGround::CostLevel);
  Indicator saved = indicator(AtMost, "933", "900", "5", kTenThousandYuan);
  EXPECT_EQ(shown(scorer().score(saved)), "5.00");
}

TEST(Direction, TheColumnDecidesWhereTheSignDoesNot) {
  Indicator faults = indicator(Equal, "10", "12", "10", kPieces);
  EXPECT_EQ(shown(scorer().score(faults)), "10.00");
  faults.direction.value = Direction::Reverse;
  EXPECT_EQ(shown(scorer().score(faults)), "8.00");
  Indicator moderate = indicator(Equal, "10", "12", "10", kPieces);
  moderate.direction.value = Direction::Moderate;
  EXPECT_EQ(scorer().score(moderate).gap, ScoreGap::NoFormula) << "a range without width";
  EXPECT_EQ(shown(scorer("RANGE-CLIFF").score(moderate)), "0.00");
}

TEST(Units, AreConvertedExactlyOrNotAtAll) {
  Indicator money = indicator(AtMost, "933", "9330000", "5", kTenThousandYuan);
  money.actual->value.value->unit = {.name = "元", .dimension = Dimension::Money};
  EXPECT_EQ(shown(scorer().score(money)), "5.00");
  const std::string told = derivation_of(scorer().score(money), national().scoring);
  EXPECT_TRUE(contains(told, "完成 933 万元（填报 9330000 元，÷ 10000）")) << told;
  money.actual->value.value->value = decimal("0.123456");
  EXPECT_EQ(scorer().score(money).gap, ScoreGap::UnitsDiffer) << "not exact in 万元";
  Indicator people = indicator(AtLeast, "10", "10", "5", kPieces);
  people.actual->value.value->unit = {.name = "人", .dimension = Dimension::People};
  EXPECT_EQ(scorer().score(people).gap, ScoreGap::UnitsDiffer);
}

TEST(Units, APartOfOneMayBeAPercentage) {
  Indicator rate = indicator(AtLeast, "90", "0.81", "10", kPercent);
  rate.actual->value.raw = "0.81";
  EXPECT_EQ(derivation_of(scorer().score(rate), national().scoring),
            "≥90 %，完成 81 %（填报 0.81，没有写 %，× 100）：10 × 81 ÷ 90 = 9.00"
            "（正向，按比例，10号第16条）");
  rate.actual->value.raw = "0.81%";
  EXPECT_EQ(shown(scorer().score(rate)), "0.09");
  Indicator faults = indicator(AtMost, "60", "0.5", "10", kPercent);
  EXPECT_EQ(shown(scorer().score(faults)), "10.00");
  EXPECT_TRUE(scorer().score(faults).conversion.empty()) << "less is better: it may be 0.5 %";
}

TEST(Range, FullInsideLessOutside) {
  Indicator range = indicator(Between, "30", "40", "10", kPieces);
  range.target.value->value_high = decimal("50");
  EXPECT_EQ(shown(scorer().score(range)), "10.00");
  range.actual->value = number(Unstated, "55", kPieces);
  EXPECT_EQ(shown(scorer().score(range)), "5.00") << "half of half the width";
  range.actual->value = number(Unstated, "20", kPieces);
  EXPECT_EQ(shown(scorer().score(range)), "0.00");
  range.actual->value = number(Unstated, "51", kPieces);
  EXPECT_EQ(shown(scorer("RANGE-CLIFF").score(range)), "0.00");
}

TEST(Levels, FiveLevelsHaveFixedShares) {
  EXPECT_EQ(shown(scorer().score(qualitative("优良中低差", "优", "10"))), "10.00");
  EXPECT_EQ(shown(scorer().score(qualitative("优良中低差", "良", "10"))), "8.00");
  EXPECT_EQ(shown(scorer().score(qualitative("优良中低差", "差", "10"))), "2.00");
  EXPECT_EQ(shown(scorer().score(qualitative("优良中低差", "良", "10", "7"))), "7.00");
  EXPECT_EQ(scorer().score(qualitative("优良中低差", "良", "10", "9")).gap, ScoreGap::OutsideBand);
  EXPECT_EQ(scorer().score(qualitative("有效提升", "有效提升", "10")).gap,
            ScoreGap::NeedsJudgement);
  EXPECT_EQ(shown(scorer().score(qualitative("有效提升", "有效提升", "10", "9.5"))), "9.50");
  EXPECT_EQ(scorer().score(qualitative("有效提升", "有所改善", "10", "9.5")).gap,
            ScoreGap::UnknownLevel);
  EXPECT_EQ(shown(scorer().score(qualitative("有效提升", "部分实现目标", "10", "7"))), "7.00");
}

TEST(Levels, FourLevelsAreBandsForAPersonToJudgeWithin) {
  EXPECT_EQ(scorer().score(qualitative("优良中差", "良", "10")).gap, ScoreGap::NeedsJudgement);
  EXPECT_EQ(shown(scorer().score(qualitative("优良中差", "良", "10", "8.5"))), "8.50");
  EXPECT_EQ(scorer().score(qualitative("优良中差", "良", "10", "9")).gap, ScoreGap::OutsideBand);
  EXPECT_EQ(scorer().score(qualitative("优良中差", "低", "10", "3")).gap, ScoreGap::UnknownLevel);
}

TEST(Totals, FractionsAndOtherBases) {
  GoalSet set;
  set.indicators = {indicator(AtLeast, "10", "5", "0.4", kPieces),
                    indicator(AtLeast, "10", "10", "0.5", kPieces)};
  const FundRow money = funds("10", "10");
  const GoalSetScore score = scorer().score(set, &money);
  EXPECT_TRUE(score.fractions);
  EXPECT_TRUE(contains(derivation_of(score, scorer().rules()), "表上以 1 计的乘 100"));
  ASSERT_TRUE(score.total);
  EXPECT_EQ(score.total->to_string(), "80.00");
  Profile eighty = national();
  eighty.weight_bases = {Decimal(80)};
  GoalSet of_eighty;
  of_eighty.indicators = {indicator(AtLeast, "10", "9", "80", kPieces)};
  const GoalSetScore converted = Scorer(eighty, eighty.scoring).score(of_eighty, &money);
  ASSERT_TRUE(converted.total);
  EXPECT_EQ(converted.full_marks.to_string(), "90");
  EXPECT_EQ(converted.total->to_string(), "91.11") << "82 of 90";
}

TEST(Totals, TheFormMayGiveMoreToExecution) {
  GoalSet set;
  set.indicators = {indicator(AtLeast, "10", "9", "80", kPieces)};
  FundRow money = funds("800", "720");
  money.weight = points("20");
  const GoalSetScore score = scorer().score(set, &money);
  ASSERT_TRUE(score.total) << "80 and 20";
  EXPECT_EQ(score.total->to_string(), "90.00");
  money.weight = points("15");
  EXPECT_EQ(scorer().score(set, &money).gap, TotalGap::UnknownBase);
}

TEST(Totals, AnExcerptHasNone) {
  GoalSet set;
  set.indicators = {indicator(AtLeast, "10", "10", "30", kPieces)};
  const GoalSetScore score = scorer().score(set, nullptr);
  EXPECT_EQ(score.gap, TotalGap::UnknownBase);
  EXPECT_EQ(score.scored.to_string(), "30.00");
}

TEST(Dates, InTimeOrForAPersonToJudge) {
  Indicator each;
  each.weight = points("10");
  each.target = date({2023, 11, 30});
  each.actual.emplace().value = date({2023, 11, 2});
  EXPECT_EQ(shown(scorer().score(each)), "10.00");
  each.actual->value = date({2023, 12, 1});
  EXPECT_EQ(scorer().score(each).gap, ScoreGap::LateDate);
  each.target = date({2023, 11, 0});
  each.actual->value = date({2023, 11, 29});
  EXPECT_EQ(shown(scorer().score(each)), "10.00") << "a month lasts to its end";
  each.target = date({0, 12, 31});
  EXPECT_EQ(shown(scorer().score(each)), "10.00");
  each.target = date({2023, 11, 30});
  each.actual->value = date({2023, 12, 1});
  each.actual->score = points("8");
  EXPECT_EQ(shown(scorer().score(each)), "8.00") << "a person said how much less";
  EXPECT_EQ(
      derivation_of(scorer().score(each), national().scoring),
      "（空），完成 （空）：晚于规定日期，由人在 [0.00, 10.00) 内评 8.00（时效，10号第16条）");
  each.actual->score = points("10");
  EXPECT_EQ(scorer().score(each).gap, ScoreGap::OutsideBand) << "late is never full marks";
  each.actual->score = {};
  each.target = date({2023, 11, 10});
  each.actual->value = date({2023, 11, 0});
  EXPECT_EQ(scorer().score(each).gap, ScoreGap::KindsDiffer) << "too coarse to tell";
}

TEST(Derivation, WordsAndNumbers) {
  const Scorer by = scorer();
  const auto of = [&](const Indicator& each) { return derivation_of(by.score(each), by.rules()); };
  EXPECT_EQ(of(indicator(AtLeast, "90", "81", "10", kPercent)),
            "≥90 %，完成 81 %：10 × 81 ÷ 90 = 9.00（正向，按比例，10号第16条）");
  EXPECT_EQ(of(indicator(AtMost, "933", "1026.3", "5", kTenThousandYuan)),
            "≤933 万元，完成 1026.3 万元：5 ×（1 －（1026.3 － 933）÷ 933） = 4.50"
            "（反向，按超出的比例扣减，一体化系统计分规则）");
  EXPECT_EQ(of(indicator(AtLeast, "90", "95", "10", kPercent)),
            "≥90 %，完成 95 %：达到目标，得满分 10.00（正向，按比例，10号第16条）");
  EXPECT_EQ(of(indicator(Equal, "100", "99", "22.5", kPercent)),
            "＝100 %，完成 99 %：22.5 × 99 ÷ 100 = 22.28（未写方向，按正向，按比例，10号第16条）");
  EXPECT_EQ(of(indicator(GreaterThan, "90", "90", "10", kPercent)),
            "＞90 %，完成 90 %：10 × 90 ÷ 90 = 10.00（正向，按比例，10号第16条）");
  EXPECT_EQ(
      of(indicator(LessThan, "5", "4", "10", kPercent)),
      "＜5 %，完成 4 %：达到目标，得满分 10.00（反向，按超出的比例扣减，一体化系统计分规则）");
  EXPECT_EQ(of(indicator(Unstated, "10", "5", "10", kPieces)),
            "10 个，完成 5 个：10 × 5 ÷ 10 = 5.00（未写方向，按正向，按比例，10号第16条）");
  Indicator unweighted = indicator(AtLeast, "90", "95", "10", kPercent);
  unweighted.weight = {};
  EXPECT_EQ(of(unweighted), "90，完成 95：不计分，没有分值（权重）") << "what was achieved stays";
  Indicator blank = indicator(AtLeast, "90", "95", "10", kPercent);
  blank.actual->value = {};
  EXPECT_EQ(of(blank), "90，完成 （空）：不计分，完成值未填");
  const Scorer progress = scorer("progress-from-baseline");
  Indicator accidents = indicator(AtMost, "0", "2", "10", kPieces);
  accidents.target.value->baseline = decimal("5");
  EXPECT_EQ(derivation_of(progress.score(accidents), progress.rules()),
            "≤0 个，基期 5 个，完成 2 个：10 ×（5 － 2）÷（5 － 0） = 6.00"
            "（反向，按基期以来的进展，本系统办法）");
  EXPECT_EQ(
      of(qualitative("有效提升", "部分达成", "15", "12")),
      "“有效提升”，完成“部分达成”：属“部分达成年度指标并具有一定效果”，15 分的区间 [9.00, 12.00)，"
      "录入 12，不计分，录入的得分不在该档的区间内（定性，三档（财预〔2020〕10号），10号第16条）");
}

}  // namespace
}  // namespace jx
