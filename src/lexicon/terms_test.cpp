// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lexicon/terms.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace jx {
namespace {

template <typename Term>
class Terms : public testing::Test {};
using Vocabularies = testing::Types<Level1, Level2, Comparator, Direction, Dimension, ColumnRole>;
TYPED_TEST_SUITE(Terms, Vocabularies);

TYPED_TEST(Terms, EveryTermHasNamesAndIsFoundByItsKey) {
  std::set<std::string_view> keys;
  for (const TypeParam term : all_terms<TypeParam>()) {
    EXPECT_FALSE(chinese_name(term).empty());
    EXPECT_TRUE(keys.insert(key_of(term)).second) << key_of(term);
    EXPECT_EQ(term_of<TypeParam>(key_of(term)), term);
  }
}

TYPED_TEST(Terms, AllTermsLeaveNoneOut) {
  const std::size_t count = all_terms<TypeParam>().size();
  EXPECT_EQ(key_of(static_cast<TypeParam>(count + 1)), "") << "the list ends too early";
  EXPECT_EQ(key_of(TypeParam{}), "") << "the first term means that there is none";
}

TYPED_TEST(Terms, NoTermHasAnUnknownKey) {
  EXPECT_EQ(term_of<TypeParam>(""), std::nullopt);
  EXPECT_EQ(term_of<TypeParam>("other-word"), std::nullopt);
}

Unit unit(std::string_view name, Dimension dimension, int factor = 1) {
  return {std::string(name), dimension, Decimal(factor)};
}

struct ComparableCase {
  std::string_view name;
  Unit a, b;
  bool comparable;
};

TEST(Comparable, UnitsOfOneMeasureOnly) {
  const ComparableCase cases[] = {
      {"MoneyConverts", unit("元", Dimension::Money), unit("万元", Dimension::Money, 10000), true},
      {"PeopleAreNotPersonTimes", unit("人", Dimension::People),
       unit("人次", Dimension::PersonTimes), false},
      {"CountsInOtherWords", unit("个", Dimension::Count), unit("项", Dimension::Count), false},
      {"CountsInTheSameWords", unit("个", Dimension::Count), unit("万个", Dimension::Count, 10000),
       true},
      {"PricesOfDifferentThings", unit("元/人", Dimension::UnitMoney),
       unit("元/天", Dimension::UnitMoney), false},
      {"PricesOfOneThing", unit("元/人", Dimension::UnitMoney),
       unit("万元/人", Dimension::UnitMoney, 10000), true},
      {"HoursAreNoPartOfDays", unit("小时", Dimension::Time, 0), unit("天", Dimension::Time),
       false},
      {"HoursWithHours", unit("小时", Dimension::Time, 0), unit("小时", Dimension::Time, 0), true},
      {"WeeksAndDays", unit("周", Dimension::Time, 7), unit("天", Dimension::Time), true},
      {"UnknownOnes", unit("甲", Dimension::Unknown), unit("甲", Dimension::Unknown), false},
  };
  for (const ComparableCase& each : cases) {
    SCOPED_TRACE(each.name);
    EXPECT_EQ(comparable(each.a, each.b), each.comparable);
    EXPECT_EQ(comparable(each.b, each.a), each.comparable);
  }
}

}  // namespace
}  // namespace jx
