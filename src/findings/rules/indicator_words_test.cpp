// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/indicator_words.h"

#include <gtest/gtest.h>

#include "findings/submission_builder.h"

namespace jx {
namespace {

using testing::indicator;

const Lexicon& lexicon() {
  static const Lexicon kLexicon = Lexicon::load(JX_SOURCE_DIR "/data/lexicon").value();
  return kLexicon;
}

struct MeasureCase {
  std::string_view label, name, measure, object;
};
constexpr MeasureCase kMeasureCases[] = {
    {"LongestWordWins", "按期完成率", "按期完成率", ""},
    {"BracketsBehindAreLeftOut", "清淤长度（公里）", "长度", "清淤"},
    {"TailsAddNothing", "手工竞赛、展洽活动次数", "次数", "手工竞赛、展洽"},
    {"BracketsInsideBelongToTheObject", "培训（参会）人次", "人次", "培训（参会）"},
    {"EndsLikeAMeasureAndIsNone", "应急管理制度", "", "应急管理制度"},
    {"NothingIsMeasured", "乡村书屋", "", "乡村书屋"},
    {"QuotationMarksBehind", "“一村一品”", "", "“一村一品"},
};

class MeasureTest : public ::testing::TestWithParam<MeasureCase> {};

TEST_P(MeasureTest, IsFoundAtTheEndOfTheName) {
  const MeasureWords measures(lexicon());
  const MeasureWord* const measure = measures.find(GetParam().name);
  EXPECT_EQ(measure == nullptr ? "" : measure->word, GetParam().measure);
  EXPECT_EQ(measures.object_of(GetParam().name, measure), GetParam().object);
}

INSTANTIATE_TEST_SUITE_P(Names, MeasureTest, ::testing::ValuesIn(kMeasureCases),
                         [](const auto& tested) { return std::string(tested.param.label); });

TEST(MeasureWords, KnowsWhatAFittingUnitMeasures) {
  const MeasureWords measures(lexicon());
  const MeasureWord* const days = measures.find("集训天数");
  ASSERT_NE(days, nullptr);
  EXPECT_TRUE(days->allows(Dimension::Time));
  EXPECT_FALSE(days->allows(Dimension::PersonTimes));
  EXPECT_TRUE(measures.find("验收合格率")->own);
  EXPECT_FALSE(measures.find("政策知晓率")->own);
}

TEST(MeasureWords, EveryTagOfTheLexiconIsKnown) {
  // A misspelt tag would leave the measure without dimensions, flags and kind.
  const WordMap& map = lexicon().map("name-measure");
  const MeasureWords measures(lexicon());
  for (const auto& [word, tags] : map.entries) {
    if (tags.empty() || tags == "none") continue;
    const MeasureWord* const measure = measures.find(word);
    ASSERT_NE(measure, nullptr) << word;
    EXPECT_TRUE(measure->dimensions != 0 || measure->timely || measure->quantity) << word;
  }
}

TEST(NamedRow, LeavesOutPlaceholdersAndRowsThatDoNotApply) {
  EXPECT_TRUE(is_named_row(indicator("清淤长度").at_least("3", "公里").row()));
  EXPECT_FALSE(is_named_row(indicator("指标1：").at_least("3", "公里").row()));
  EXPECT_FALSE(is_named_row(indicator("XX").at_least("3", "公里").row()));
  EXPECT_FALSE(is_named_row(indicator("清淤长度").not_applicable().row()));
  EXPECT_FALSE(is_named_row(indicator("").row()));
}

TEST(Level2Bits, ReadTheKeysOfTheLexicon) {
  const std::uint32_t bits = level2_bits(" quantity timeliness ");
  EXPECT_TRUE(has_level2(bits, Level2::Quantity));
  EXPECT_FALSE(has_level2(bits, Level2::Quality));
  EXPECT_EQ(level2_names(bits), "数量指标或时效指标");
}

TEST(Lists, OutdatedTermsAreAllSearchedFor) {
  const WordList& searched = lexicon().words("policy-term");
  for (const auto& [term, since] : lexicon().map("policy-term-outdated").entries) {
    EXPECT_TRUE(searched.contains(term)) << term;
    EXPECT_NE(since.find(": "), std::string::npos) << term;
  }
}

TEST(Lists, MisplacedWordsNameKnownLevels) {
  for (const std::string_view name : {"misplaced-suffix", "misplaced-word"}) {
    for (const auto& [word, levels] : lexicon().map(name).entries) {
      const std::size_t sign = levels.find('>');
      ASSERT_NE(sign, std::string::npos) << word;
      EXPECT_NE(level2_bits(std::string_view(levels).substr(0, sign)), 0U) << word;
      EXPECT_NE(level2_bits(std::string_view(levels).substr(sign + 1)), 0U) << word;
    }
  }
}

}  // namespace
}  // namespace jx
