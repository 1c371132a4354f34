// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reconciling/values.h"

#include <gtest/gtest.h>

#include "findings/submission_builder.h"

namespace jx {
namespace {

using testing::decimal;
using testing::unit;

PromisedValue number(Comparator comparator, std::string_view value, std::string_view unit_name) {
  PromisedValue promised{.target = {}, .comparator = comparator, .unit = unit(unit_name)};
  promised.target.kind = TargetKind::Number;
  promised.target.value = decimal(value);
  return promised;
}

PromisedValue range(std::string_view low, std::string_view high, std::string_view unit_name) {
  PromisedValue promised = number(Comparator::Between, low, unit_name);
  promised.target.kind = TargetKind::Range;
  promised.target.value_high = decimal(high);
  return promised;
}

PromisedValue day(int year, int month, int number) {
  PromisedValue promised;
  promised.target.kind = TargetKind::Date;
  promised.target.date = Date{.year = year, .month = month, .day = number};
  return promised;
}

PromisedValue words(TargetKind kind, std::string_view text) {
  PromisedValue promised;
  promised.target.kind = kind;
  promised.target.level = text;
  return promised;
}

struct Case {
  const char* claim;
  std::optional<PromisedValue> earlier;
  std::optional<PromisedValue> later;
  ValueRelation relation;
};

constexpr Comparator kAtLeast = Comparator::AtLeast;
constexpr Comparator kAtMost = Comparator::AtMost;
constexpr Comparator kEqual = Comparator::Equal;

const Case kCases[] = {
    {"the same", number(kAtLeast, "12", "个"), number(kAtLeast, "12", "个"), ValueRelation::Equal},
    {"the same in another unit", number(kEqual, "1.2", "万元"), number(kEqual, "12000", "元"),
     ValueRelation::Equal},
    {"no operator means exactly", number(Comparator::Unstated, "5", "期"),
     number(kEqual, "5", "期"), ValueRelation::Equal},
    {"more of what is to be much", number(kAtLeast, "10", "个"), number(kAtLeast, "12", "个"),
     ValueRelation::Tightened},
    {"less of it", number(kAtLeast, "12", "个"), number(kAtLeast, "10", "个"),
     ValueRelation::Loosened},
    {"less of what is to be little", number(kAtMost, "10", "天"), number(kAtMost, "8", "天"),
     ValueRelation::Tightened},
    {"at least, then exactly that", number(kAtLeast, "10", "个"), number(kEqual, "10", "个"),
     ValueRelation::Tightened},
    {"more than is less than at least", number(kAtLeast, "10", "个"),
     number(Comparator::GreaterThan, "10", "个"), ValueRelation::Tightened},
    {"at least, and exactly less", number(kAtLeast, "12", "个"), number(kEqual, "10", "个"),
     ValueRelation::Disjoint},
    {"less than, and exactly that", number(Comparator::LessThan, "10", "天"),
     number(kEqual, "10", "天"), ValueRelation::Disjoint},
    {"two exact numbers", number(kEqual, "6", "期"), number(kEqual, "5", "期"),
     ValueRelation::Disjoint},
    {"turned round", number(kAtMost, "4000", "元"), number(kAtLeast, "4000", "元"),
     ValueRelation::Reversed},
    {"ranges that overlap", range("30", "50", "次"), range("40", "60", "次"), ValueRelation::Moved},
    {"a range inside another", range("30", "50", "次"), range("35", "45", "次"),
     ValueRelation::Tightened},
    {"people are not visits", number(kAtLeast, "300", "人次"), number(kAtLeast, "300", "人"),
     ValueRelation::Incomparable},
    {"a later day", day(2023, 11, 30), day(2023, 12, 20), ValueRelation::Loosened},
    {"an earlier day", day(2023, 12, 20), day(2023, 11, 30), ValueRelation::Tightened},
    {"another word", words(TargetKind::Level, "良好"), words(TargetKind::Level, "优"),
     ValueRelation::Reworded},
    {"the same word in full width", words(TargetKind::Text, "A级"), words(TargetKind::Text, "Ａ级"),
     ValueRelation::Equal},
    {"a number and a word", number(kAtLeast, "90", "%"), words(TargetKind::Level, "良好"),
     ValueRelation::Incomparable},
    {"nothing before", std::nullopt, number(kEqual, "1", "个"), ValueRelation::Appeared},
    {"nothing any more", number(kEqual, "1", "个"), std::nullopt, ValueRelation::Vanished},
    {"nothing at all", std::nullopt, std::nullopt, ValueRelation::Equal},
};

TEST(PromisedValues, AreCompared) {
  for (const Case& item : kCases) {
    EXPECT_EQ(compare(item.earlier, item.later).relation, item.relation) << item.claim;
  }
}

TEST(PromisedValues, RelateTheOtherWayRoundWhenTheSidesAreChanged) {
  const auto turned = [](ValueRelation relation) {
    switch (relation) {
      case ValueRelation::Tightened: return ValueRelation::Loosened;
      case ValueRelation::Loosened: return ValueRelation::Tightened;
      case ValueRelation::Appeared: return ValueRelation::Vanished;
      case ValueRelation::Vanished: return ValueRelation::Appeared;
      default: return relation;
    }
  };
  for (const Case& item : kCases) {
    EXPECT_EQ(compare(item.later, item.earlier).relation, turned(item.relation)) << item.claim;
  }
}

TEST(PromisedValues, AreShownAsATableShowsThem) {
  EXPECT_EQ(shown(number(kAtLeast, "12", "个")), "≥12 个");
  EXPECT_EQ(shown(number(kEqual, "5", "")), "5");
  EXPECT_EQ(shown(range("30", "50", "次")), "30～50 次");
  EXPECT_EQ(shown(day(2023, 11, 30)), "2023-11-30");
}

}  // namespace
}  // namespace jx
