// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/result.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>

namespace jx {
namespace {

constexpr ErrorCode kEveryCode[] = {
#define JX_ERROR(code, name) ErrorCode::code,
#include "base/errors.def"
#undef JX_ERROR
};

Result<int> half(int number) {
  if (number % 2 != 0) return malformed("odd");
  return number / 2;
}

Result<int> quarter(int number) {
  JX_TRY(const int first, half(number));
  JX_TRY(const int second, half(first));
  return second;
}

Result<void> check_even(int number) {
  JX_TRY_VOID(number % 2 == 0 ? Result<void>() : malformed("odd"));
  return {};
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good = 4;
  const Result<int> bad = malformed("why");
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(*good, 4);
  EXPECT_FALSE(bad.ok());
  EXPECT_EQ(bad.error().message, "why");
}

TEST(Result, TryGivesTheValueOrReturnsTheError) {
  EXPECT_EQ(*quarter(12), 3);
  EXPECT_EQ(quarter(6).error().message, "odd");
  EXPECT_EQ(quarter(7).error().code, ErrorCode::Malformed);
}

TEST(Result, TryVoidGoesOnOrReturnsTheError) {
  EXPECT_TRUE(check_even(2).ok());
  EXPECT_EQ(check_even(3).error().message, "odd");
}

TEST(Result, CarriesTypesThatOnlyMove) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
  const std::unique_ptr<int> taken = *std::move(result);
  EXPECT_EQ(*taken, 5);
}

TEST(Result, FallsBackOnlyWhenThereIsNoValue) {
  EXPECT_EQ(half(8).value_or(-1), 4);
  EXPECT_EQ(half(7).value_or(-1), -1);
}

TEST(Result, KeepsThePlaceOfAFault) {
  const Result<int> bad = Error{ErrorCode::Malformed, "here", Origin{.page = 3, .line = 7}};
  ASSERT_TRUE(bad.error().origin.has_value());
  EXPECT_EQ(bad.error().origin->page, 3U);
  EXPECT_TRUE(bad.error().origin->known());
}

TEST(ResultDeathTest, StopsTheProgramWhenTheWrongSideIsAsked) {
  EXPECT_DEATH(static_cast<void>(half(7).value()), "value\\(\\) of a failed result");
  EXPECT_DEATH(static_cast<void>(half(8).error()), "error\\(\\) of a good result");
}

TEST(ErrorCode, HasAStableNameOfItsOwn) {
  std::set<std::string_view> names;
  for (const ErrorCode code : kEveryCode) {
    const std::string_view name = to_string(code);
    EXPECT_FALSE(name.empty());
    EXPECT_TRUE(std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || c == '-';
    })) << name;
    EXPECT_TRUE(names.insert(name).second) << name << " stands for two codes";
  }
}

TEST(Origin, KnowsWhetherItIsKnown) {
  EXPECT_FALSE(Origin{}.known());
  EXPECT_TRUE(Origin{.line = 1}.known());
  EXPECT_TRUE((Origin{.table = 0, .row = 0, .column = 0}).known());
  EXPECT_FALSE(Origin{.line = 1}.in_table());
}

TEST(Box, IsEmptyWithoutAnArea) {
  EXPECT_TRUE(Box{}.empty());
  EXPECT_TRUE((Box{.left = 2, .top = 0, .right = 1, .bottom = 5}).empty());
  EXPECT_FALSE((Box{.left = 1, .top = 1, .right = 2, .bottom = 2}).empty());
}

}  // namespace
}  // namespace jx
