// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/spelling.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace jx {
namespace {

const Lexicon& lexicon() {
  static const Lexicon kLexicon = Lexicon::load(JX_SOURCE_DIR "/data/lexicon").value();
  return kLexicon;
}

struct SpellingCase {
  std::string_view label, a, b;
  Spelling expected;
};
constexpr SpellingCase kSpellingCases[] = {
    {"Equal", "民族歌舞展演", "民族歌舞展演", Spelling::Same},
    {"WidthsAndSpaces", "公厕改造（一期）", "公厕 改造(一期)", Spelling::Same},
    {"LookAlikesCountAsEqual", "布丝瑰工坊", "布丝魂工坊", Spelling::Same},
    {"LostInside", "柳条工艺编织", "柳条工编织", Spelling::Variant},
    {"TheLostOneTellsApart", "中小学教室照明", "中学教室照明", Spelling::Different},
    {"TheLostOneTellsPartsApart", "大中型水库、泵站", "大型水库、泵站", Spelling::Different},
    {"AnotherCharacter", "一级路清扫", "二级路清扫", Spelling::Different},
    {"LostAtTheStartIsAnotherThing", "女职工体检", "职工体检", Spelling::Different},
    {"LostAtTheEndIsAnotherThing", "技能培训班", "技能培训", Spelling::Different},
    {"ShortNames", "学员", "学生", Spelling::Different},
    {"TurnedRoundPart", "非遗技艺、展演", "非遗技艺、演出", Spelling::Variant},
    {"LostCharacterInAPart", "手工竞赛、展洽", "工竞赛、展洽", Spelling::Variant},
    {"OtherPart", "非遗技艺、展演", "非遗技艺、讲座", Spelling::Different},
    {"OneIsNoEnumeration", "非遗技艺、展演", "非遗技艺展演", Spelling::Different},
    {"TurnedRoundBesideALookAlike", "展演、洽谈", "演出、恰谈", Spelling::Variant},
    {"NothingInCommon", "展演、洽谈", "演出、谈判", Spelling::Different},
};

class SpellingTest : public ::testing::TestWithParam<SpellingCase> {};

TEST_P(SpellingTest, TellsVariantsFromOtherThings) {
  const std::u32string a = folded_characters(GetParam().a);
  const std::u32string b = folded_characters(GetParam().b);
  EXPECT_EQ(compare_spellings(a, b, lexicon()), GetParam().expected);
  EXPECT_EQ(compare_spellings(b, a, lexicon()), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Names, SpellingTest, ::testing::ValuesIn(kSpellingCases),
                         [](const auto& tested) { return std::string(tested.param.label); });

TEST(FoldWithOffsets, LeadsBackToTheBytes) {
  const std::string text = "目标1: 桥（座）";
  const FoldedText folded = fold_with_offsets(text);
  ASSERT_EQ(folded.offsets.size(), folded.characters.size() + 1);
  const std::size_t bridge = folded.characters.find(U'桥');
  ASSERT_NE(bridge, std::u32string::npos);
  EXPECT_EQ(
      text.substr(folded.offsets[bridge], folded.offsets[bridge + 1] - folded.offsets[bridge]),
      "桥");
  EXPECT_EQ(folded.offsets.back(), text.size());
}

TEST(CompareTexts, CountsWhatKeepsEqualTextsApart) {
  const TextDifference difference =
      compare_texts("目标1：修桥，布丝瑰。", "目标1: 修桥, 布丝魂。", lexicon());
  EXPECT_TRUE(difference.same_letters);
  EXPECT_EQ(difference.spaces_a, 0U);
  EXPECT_EQ(difference.spaces_b, 2U);
  ASSERT_EQ(difference.widths.size(), 2U);
  EXPECT_EQ(difference.widths.front(), (std::pair<std::string, std::string>("：", ":")));
  ASSERT_EQ(difference.look_alikes.size(), 1U);
}

TEST(CompareTexts, StopsAtOtherLetters) {
  EXPECT_FALSE(compare_texts("修桥3座", "修桥2座", lexicon()).same_letters);
  EXPECT_FALSE(compare_texts("修桥3座", "修桥3座并通车", lexicon()).same_letters);
}

}  // namespace
}  // namespace jx
