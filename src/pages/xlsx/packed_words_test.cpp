// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/packed_words.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace jx {
namespace {

std::string words_of(std::size_t number) {
  if (number % 97 == 0) return {};
  if (number % 501 == 0)
    return std::string(3000 + number % 5000, static_cast<char>('a' + number % 26));
  return fmt::format("农田水利{}第{}项完成情况", number % 97, number);
}

TEST(PackedWords, GivesWordsByNumberInAnyOrder) {
  constexpr std::size_t kCount = 20'000;
  PackedWords words;
  for (std::size_t i = 0; i < kCount; ++i) words.add(words_of(i));
  ASSERT_EQ(words.size(), kCount);
  for (std::size_t i = 0; i < kCount; ++i) ASSERT_EQ(words[i], words_of(i)) << i;
  for (std::size_t i = 0; i < kCount; ++i) {
    const std::size_t number = i * 7919 % kCount;
    ASSERT_EQ(words[number], words_of(number)) << number;
  }
  EXPECT_EQ(words[kCount], "");
}

TEST(PackedWords, GivesWordsWhileMoreAreAdded) {
  PackedWords words;
  EXPECT_EQ(words[0], "");
  for (std::size_t i = 0; i < 2000; ++i) {
    words.add(words_of(i));
    ASSERT_EQ(words[i], words_of(i));
    ASSERT_EQ(words[i / 2], words_of(i / 2));
  }
}

TEST(PackedWords, TakesWordsThatArePackedInVainOrVeryLong) {
  std::string noise;
  for (std::uint32_t i = 0, seed = 1; i < 10'000; ++i) {
    seed = seed * 1664525 + 1013904223;
    noise += static_cast<char>(seed >> 24);
  }
  const std::string long_words(1'000'000, 'x');
  PackedWords words;
  for (const std::string& item : {std::string("a"), noise, std::string(), long_words, noise}) {
    words.add(item);
  }
  EXPECT_EQ(words[0], "a");
  EXPECT_EQ(words[1], noise);
  EXPECT_EQ(words[2], "");
  EXPECT_EQ(words[3], long_words);
  EXPECT_EQ(words[4], noise);
}

}  // namespace
}  // namespace jx
