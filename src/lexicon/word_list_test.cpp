// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "lexicon/lexicon.h"

namespace jx {
namespace {

WordList list(std::vector<std::string> words) {
  return WordList("test", "made up", false, std::move(words));
}

TEST(WordList, FindsTheLeftmostThenLongest) {
  const WordList words = list({"服务", "服务大局", "着力", "大局"});
  const auto match = words.find_in("着重着力服务大局");
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->word, "着力");
  EXPECT_EQ(match->begin, 6U);
  EXPECT_EQ(match->end, 12U);
  const auto longest = words.find_in("为服务大局而");
  ASSERT_TRUE(longest.has_value());
  EXPECT_EQ(longest->word, "服务大局");
}

TEST(WordList, FindsAllWithoutOverlap) {
  const WordList words = list({"服务", "服务大局", "大局", "局"});
  const std::vector<WordMatch> matches = words.find_all_in("服务服务大局局x");
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].word, "服务");
  EXPECT_EQ(matches[1].word, "服务大局");
  EXPECT_EQ(matches[2].begin, 18U);
}

TEST(WordList, NothingFoundIsNothing) {
  const WordList words = list({"服务"});
  EXPECT_FALSE(words.find_in("").has_value());
  EXPECT_FALSE(words.find_in("务服").has_value());
  EXPECT_TRUE(words.find_all_in("").empty());
  EXPECT_FALSE(words.find_prefix_of("").has_value());
  EXPECT_FALSE(words.find_suffix_of("").has_value());
  EXPECT_FALSE(words.contains(""));
}

TEST(WordList, NeverMatchesAcrossCharacterBounds) {
  // The last two bytes of one character and the first of the next are no character.
  const std::string text = "绩效";
  const WordList words = list({text.substr(1, 2)});
  EXPECT_FALSE(words.find_in(text).has_value());
}

TEST(WordList, FindsTheLongestPrefixAndSuffix) {
  const WordList words = list({"促进", "促进会", "率", "合格率"});
  EXPECT_EQ(words.find_prefix_of("促进会员"), "促进会");
  EXPECT_EQ(words.find_prefix_of("不促进"), std::nullopt);
  EXPECT_EQ(words.find_suffix_of("培训合格率"), "合格率");
  EXPECT_EQ(words.find_suffix_of("到课率"), "率");
  EXPECT_EQ(words.find_suffix_of("率先"), std::nullopt);
}

/// The longest word of the list at a place, found by trying them all.
std::string_view longest_at(const WordList& words, std::string_view text) {
  std::string_view longest;
  for (const std::string& word : words.words()) {
    if (word.size() > longest.size() && text.starts_with(word)) longest = word;
  }
  return longest;
}

TEST(WordList, FindsWhatTryingEveryWordFinds) {
  constexpr unsigned kSeed = 20260112;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  constexpr std::array<std::string_view, 6> kCharacters = {"培", "训", "率", "a", "（", "é"};
  const auto draw = [&](std::size_t longest) {
    std::string drawn;
    for (std::size_t i = 1 + random() % longest; i > 0; --i) drawn += kCharacters[random() % 6];
    return drawn;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> made;
    for (std::size_t i = random() % 12; i > 0; --i) made.push_back(draw(4));
    const WordList words = list(std::move(made));
    const std::string text = draw(30);
    const std::vector<WordMatch> found = words.find_all_in(text);
    std::size_t next = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view longest = longest_at(words, std::string_view(text).substr(at));
      if (longest.empty()) {
        next_character(text, at);
        continue;
      }
      ASSERT_LT(next, found.size()) << text;
      EXPECT_EQ(found[next].word, longest) << text;
      EXPECT_EQ(found[next].begin, at) << text;
      at = found[next++].end;
    }
    EXPECT_EQ(next, found.size()) << text;
  }
}

TEST(WordList, ContainsOnlyWholeWords) {
  const WordList words = list({"合格率", "率"});
  EXPECT_TRUE(words.contains("率"));
  EXPECT_TRUE(words.contains("合格率"));
  EXPECT_FALSE(words.contains("合格"));
}

TEST(WordList, KeepsTheOrderOfTheFile) {
  const WordList words = list({"乙", "甲"});
  EXPECT_EQ(words.words()[0], "乙");
  EXPECT_EQ(words.name(), "test");
  EXPECT_EQ(words.basis(), "made up");
  EXPECT_FALSE(words.verified());
}

}  // namespace
}  // namespace jx
