// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/line_decoding.h"

#include <gtest/gtest.h>

#include <string_view>

namespace jx {
namespace {

constexpr char32_t kCharacters[] = {0, U'一', U'1', U'%', U' '};
constexpr std::size_t kCount = std::size(kCharacters);

/// Scores in which each step is sure of one character, given by its index.
LineScores make_scores(std::string_view steps, float sure = 0.9F) {
  std::vector<float> shares;
  for (const char step : steps) {
    for (std::size_t i = 0; i < kCount; ++i) {
      const bool is_meant = i == static_cast<std::size_t>(step - '0');
      shares.push_back(is_meant ? sure : (1 - sure) / (kCount - 1));
    }
  }
  return {std::move(shares), kCount};
}

std::u32string read(std::string_view steps) {
  return text_of(decode_line(make_scores(steps), kCharacters));
}

TEST(DecodeLine, WhatGoesOnIsOneCharacterAndWhatIsPartedIsTwo) {
  EXPECT_EQ(read("0110220"), U"一1");
  EXPECT_EQ(read("0202"), U"11");
  EXPECT_EQ(read("12"), U"一1");
  EXPECT_EQ(read("000"), U"");
  EXPECT_EQ(read(""), U"");
}

TEST(DecodeLine, BlanksAreReadBetweenCharactersOnly) { EXPECT_EQ(read("4010402040"), U"一 1"); }

TEST(DecodeLine, SaysWhereCharactersStand) {
  const ReadLine line = decode_line(make_scores("0110000020"), kCharacters);
  ASSERT_EQ(line.size(), 2U);
  EXPECT_FLOAT_EQ(line[0].place, 0.2F);
  EXPECT_FLOAT_EQ(line[1].place, 0.85F);
}

TEST(DecodeLine, ACharacterIsAsSureAsItsSurestStep) {
  std::vector<float> shares = {0.4F, 0.6F, 0, 0, 0, 0.2F, 0.8F, 0, 0, 0};
  const ReadLine line = decode_line({std::move(shares), kCount}, kCharacters);
  ASSERT_EQ(line.size(), 1U);
  EXPECT_FLOAT_EQ(line[0].probability, 0.8F);
  EXPECT_FLOAT_EQ(least_probability(line), 0.8F);
}

TEST(CharacterIndex, FindsTheLikeliestStep) {
  const CharacterIndex index(kCharacters);
  const LineScores scores = make_scores("0200030", 0.8F);
  EXPECT_FLOAT_EQ(index.likelihood(scores, U'%'), 0.8F);
  EXPECT_FLOAT_EQ(index.likelihood(scores, U'%', 0.2F), 0.05F);
  EXPECT_FLOAT_EQ(index.likelihood(scores, U'≥'), 0) << "the model lacks it";
}

}  // namespace
}  // namespace jx
