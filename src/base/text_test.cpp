// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <random>

#include "base/test_seed.h"

namespace jx {
namespace {

constexpr char32_t kLastCodePoint = 0x10ffff;

std::vector<char32_t> read_characters(std::string_view text) {
  std::vector<char32_t> result;
  for (std::size_t position = 0; position < text.size();) {
    result.push_back(next_character(text, position));
  }
  return result;
}

bool is_surrogate(char32_t character) { return character >= 0xd800 && character <= 0xdfff; }

/// Bytes that are often, but not always, UTF-8.
std::string random_bytes(std::mt19937& random) {
  constexpr std::string_view kPieces[] = {"a",    "·",    "绩",   "𠀀",   "\x80", "\xbf", "\xc0",
                                          "\xe0", "\xed", "\xef", "\xf0", "\xf4", "\xf5", "\xff"};
  std::string result;
  for (std::size_t i = random() % 8; i > 0; --i) {
    std::string_view piece = kPieces[random() % std::size(kPieces)];
    if (random() % 4 == 0) piece = piece.substr(0, 1 + random() % piece.size());
    result += piece;
  }
  return result;
}

TEST(NextCharacter, ReadsEveryCodePointBackAsItWasWritten) {
  for (char32_t character = 0; character <= kLastCodePoint; ++character) {
    if (is_surrogate(character)) continue;
    std::string text;
    append_character(text, character);
    ASSERT_TRUE(is_valid_utf8(text)) << std::hex << static_cast<unsigned>(character);
    std::size_t position = 0;
    ASSERT_EQ(next_character(text, position), character);
    ASSERT_EQ(position, text.size());
  }
}

struct BrokenCase {
  std::string_view name, bytes;
  std::size_t replacements;
};

class BrokenUtf8 : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenUtf8, GivesOneReplacementPerBrokenByteAndGoesOn) {
  const std::string text = "绩" + std::string(GetParam().bytes) + "效";
  std::vector<char32_t> expected(GetParam().replacements + 2, kReplacementCharacter);
  expected.front() = U'绩';
  expected.back() = U'效';
  EXPECT_EQ(read_characters(text), expected);
  EXPECT_FALSE(is_valid_utf8(text));
}

TEST_P(BrokenUtf8, IsBrokenAtTheEndOfTheTextToo) {
  EXPECT_EQ(character_count(GetParam().bytes), GetParam().replacements);
  EXPECT_FALSE(is_valid_utf8(GetParam().bytes));
}

constexpr BrokenCase kBrokenCases[] = {
    {"LoneContinuation", "\x80", 1},
    {"CutTwoByteForm", "\xc2", 1},
    {"CutThreeByteForm", "\xe7\xbb", 2},
    {"CutFourByteForm", "\xf0\xa0\x80", 3},
    {"OverlongTwoByteForm", "\xc0\xaf", 2},
    {"OverlongThreeByteForm", "\xe0\x80\xaf", 3},
    {"OverlongFourByteForm", "\xf0\x80\x80\xaf", 4},
    {"Surrogate", "\xed\xa0\x80", 3},
    {"AboveUnicode", "\xf4\x90\x80\x80", 4},
    {"FiveByteForm", "\xf8\x88\x80\x80\x80", 5},
    {"NeverALead", "\xff\xfe", 2},
};

INSTANTIATE_TEST_SUITE_P(Cases, BrokenUtf8, testing::ValuesIn(kBrokenCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(NextCharacter, ReadsNothingPastTheEndOfAView) {
  // Behind each cut stand the very bytes that would make the character whole.
  for (const std::string_view whole : {"é", "绩", "ｱ", "𠀀"}) {
    for (std::size_t size = 1; size < whole.size(); ++size) {
      const std::string_view cut = whole.substr(0, size);
      const std::vector<char32_t> expected(size, kReplacementCharacter);
      EXPECT_EQ(read_characters(cut), expected) << whole << size;
      EXPECT_EQ(fold(cut), to_utf8({expected.data(), expected.size()})) << whole << size;
      EXPECT_FALSE(is_valid_utf8(cut)) << whole << size;
    }
  }
}

TEST(IsValidUtf8, AgreesWithIcuOnRandomBytes) {
  std::mt19937 random(test_seed());
  for (int round = 0; round < 50000; ++round) {
    const std::string text = random_bytes(random);
    std::array<UChar, 64> utf16{};
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(utf16.data(), std::size(utf16), nullptr, text.data(),
                  static_cast<std::int32_t>(text.size()), &status);
    EXPECT_EQ(is_valid_utf8(text), U_SUCCESS(status)) << testing::PrintToString(text);
  }
}

TEST(IsValidUtf8, AcceptsTheReplacementCharacterItself) { EXPECT_TRUE(is_valid_utf8("\uFFFD")); }

TEST(IsValidUtf8, FindsABrokenByteBehindALongAsciiRun) {
  std::string text(1000, 'a');
  EXPECT_TRUE(is_valid_utf8(text));
  for (const std::size_t place : {0, 7, 8, 500, 999}) {
    std::string broken = text;
    broken[place] = '\xff';
    EXPECT_FALSE(is_valid_utf8(broken)) << place;
  }
}

TEST(AppendCharacter, WritesAReplacementForWhatIsNoCharacter) {
  std::string text;
  append_character(text, 0xd800);
  append_character(text, 0x110000);
  EXPECT_EQ(text, "\uFFFD\uFFFD");
}

TEST(Utf32, GoesForthAndBack) {
  EXPECT_EQ(to_utf32("a绩𠀀"), U"a绩𠀀");
  EXPECT_EQ(to_utf8(U"a绩𠀀"), "a绩𠀀");
  EXPECT_EQ(to_utf32("\xff"), U"\uFFFD");
}

TEST(ByteOffset, CountsCharactersAndStopsAtTheEnd) {
  constexpr std::string_view kText = "a绩𠀀b";
  EXPECT_EQ(byte_offset(kText, 0), 0U);
  EXPECT_EQ(byte_offset(kText, 1), 1U);
  EXPECT_EQ(byte_offset(kText, 2), 4U);
  EXPECT_EQ(byte_offset(kText, 3), 8U);
  EXPECT_EQ(byte_offset(kText, 4), 9U);
  EXPECT_EQ(byte_offset(kText, 99), 9U);
  EXPECT_EQ(character_count(kText), 4U);
}

TEST(IsHan, IsTheHanScriptOfUnicode) {
  for (char32_t character = 0; character <= kLastCodePoint; ++character) {
    const auto code_point = static_cast<UChar32>(character);
    if (u_charType(code_point) == U_UNASSIGNED) continue;
    UErrorCode status = U_ZERO_ERROR;
    const bool han = uscript_getScript(code_point, &status) == USCRIPT_HAN;
    // Reading marks set beside a character; they stand for none themselves.
    if (character >= 0x16fe2 && character <= 0x16ff1) continue;
    ASSERT_EQ(is_han(character), han) << std::hex << static_cast<unsigned>(character);
  }
}

TEST(IsSpace, CoversTheWhiteSpaceOfUnicodeAndTheZeroWidthOnes) {
  for (char32_t character = 0; character <= kLastCodePoint; ++character) {
    const bool zero_width = (character >= 0x200b && character <= 0x200d) || character == 0x180e ||
                            character == 0x2060 || character == 0xfeff;
    const bool white = u_isUWhiteSpace(static_cast<UChar32>(character)) != 0;
    ASSERT_EQ(is_space(character), white || zero_width)
        << std::hex << static_cast<unsigned>(character);
  }
}

struct WidthCase {
  std::string_view name, text;
  std::size_t width;
};

class DisplayWidth : public testing::TestWithParam<WidthCase> {};

TEST_P(DisplayWidth, IsWhatAChineseTerminalShows) {
  EXPECT_EQ(display_width(GetParam().text), GetParam().width);
}

constexpr WidthCase kWidthCases[] = {
    {"Ascii", "abc 1", 5},
    {"Han", "绩效", 4},
    {"ExtensionB", "𠀀", 2},
    {"FullWidth", "１％（", 6},
    {"ChinesePunctuation", "，。、《》", 10},
    {"IdeographicSpace", "　", 2},
    {"DoubleQuotes", "“”", 4},
    {"SingleQuotes", "‘’", 4},
    {"EllipsisAndDash", "……——", 8},
    {"ComparisonSigns", "≥≤", 2},
    {"HalfWidthKatakana", "ｱ", 1},
    {"Hangul", "한", 2},
    {"HangulInParts", "\u1112\u1161\u11ab", 2},
    {"Emoji", "✅", 2},
    {"Latin", "é", 1},
    {"CombiningAccent", "e\u0301", 1},
    {"VariationSelector", "葛\U000E0100", 2},
    {"ZeroWidthSpace", "a\u200bb", 2},
    {"ByteOrderMark", "\ufeffa", 1},
    {"Controls", "\x1b\n\x7f\u0085", 0},
    {"SoftHyphen", "\u00ad", 1},
    {"BrokenByte", "\xff", 1},
    {"Nothing", "", 0},
};

INSTANTIATE_TEST_SUITE_P(Cases, DisplayWidth, testing::ValuesIn(kWidthCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Trimmed, TakesUnicodeSpacesFromBothEndsOnly) {
  EXPECT_EQ(trimmed("　 绩 效\u00a0\r\n"), "绩 效");
  EXPECT_EQ(trimmed("\ufeff绩效\u200b\t"), "绩效");
  EXPECT_EQ(trimmed("　"), "");
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed("a"), "a");
  EXPECT_EQ(trimmed("𠀀 "), "𠀀");
}

TEST(Trimmed, KeepsBrokenBytes) {
  EXPECT_EQ(trimmed(" \x80\x80 "), "\x80\x80");
  EXPECT_EQ(trimmed("a\xe3\x80"), "a\xe3\x80");
  EXPECT_EQ(trimmed("\xe3\xe3\x80\x80"), "\xe3");
  EXPECT_EQ(trimmed("a\x80\x20"), "a\x80");
  EXPECT_EQ(trimmed("a\x20\x80"), "a\x20\x80");
  EXPECT_EQ(trimmed("\x20\x80\x80\x80"), "\x80\x80\x80");
}

struct FoldCase {
  std::string_view name, text, folded;
};

class Fold : public testing::TestWithParam<FoldCase> {};

TEST_P(Fold, MakesOneFormOfMany) { EXPECT_EQ(fold(GetParam().text), GetParam().folded); }

constexpr FoldCase kFoldCases[] = {
    {"Nothing", "", ""},
    {"HanStaysAsItIs", "绩效目标。", "绩效目标。"},
    {"FullWidthAscii", "（１２％）：，；", "(12%):,;"},
    {"LettersAreLowered", "ＡbＣ Xyz", "abcxyz"},
    {"SpacesGo", "　培 训\u00a0场\t次\r\n\u200b", "培训场次"},
    {"DoubleQuotes", "“a”„a‟「a」｢a｣〝a〞＂", "\"a\"\"a\"\"a\"\"a\"\"a\"\""},
    {"SingleQuotes", "‘a’『a』", "'a''a'"},
    {"TitleMarksStay", "《办法》【】〔〕", "《办法》【】〔〕"},
    {"Dashes", "-‐‑‒–—―−－─﹣﹘", "------------"},
    {"Waves", "3~5～7〜9∼11", "3~5~7~9~11"},
    {"MiddleDots", "·•‧・･∙⋅\u0387", "········"},
    {"SmallForms", "﹙5﹪﹚﹐", "(5%),"},
    {"RatioIsAColon", "目标1∶完成", "目标1:完成"},
    {"Currency", "￥5", "¥5"},
    {"ComparisonSignsStay", "≥≤≧⩾", "≥≤≧⩾"},
    {"OtherScriptsStay", "Éàж", "Éàж"},
    {"BrokenBytes", "a\xff绩\xe7\xbb", "a\uFFFD绩\uFFFD\uFFFD"},
    {"BrokenHanBeforeAscii",
     "\xe7\xbb"
     "A",
     "\uFFFD\uFFFDa"},
};

INSTANTIATE_TEST_SUITE_P(Cases, Fold, testing::ValuesIn(kFoldCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(FoldCharacter, FoldsToSomethingThatIsFolded) {
  for (char32_t character = 0; character <= kLastCodePoint; ++character) {
    const char32_t folded = fold_character(character);
    ASSERT_EQ(fold_character(folded), folded) << std::hex << static_cast<unsigned>(character);
  }
}

TEST(FoldCharacter, AgreesWithTheTextFunctionsOnEveryCharacter) {
  for (char32_t character = 0x80; character <= kLastCodePoint; ++character) {
    if (is_surrogate(character)) continue;
    std::string text;
    append_character(text, character);
    std::string expected;
    char32_t folded = fold_character(character);
    if (folded >= U'A' && folded <= U'Z') folded += U'a' - U'A';
    append_character(expected, folded);
    ASSERT_EQ(fold_keeping_spaces(text), expected);
    ASSERT_EQ(fold(text), is_space(folded) ? "" : expected);
  }
}

TEST(FoldKeepingSpaces, KeepsPositionsOneToOne) {
  EXPECT_EQ(fold_keeping_spaces("目标　１： Ａ\n"), "目标 1: a\n");
  std::mt19937 random(test_seed());
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_bytes(random) + " 　“１Ａ" + random_bytes(random);
    EXPECT_EQ(character_count(fold_keeping_spaces(text)), character_count(text))
        << testing::PrintToString(text);
  }
}

TEST(LettersOnly, KeepsHanLettersAndDigitsOfTheFoldedText) {
  EXPECT_EQ(letters_only("１、“培训”场次（Ａ类）：≥ 3场！"), "1培训场次a类3场");
  EXPECT_EQ(letters_only("二〇二一 Éж—…·"), "二〇二一Éж");
  EXPECT_EQ(letters_only("，。"), "");
  EXPECT_EQ(letters_only("\xff"), "");
}

TEST(Split, GivesTheEmptyPartsToo) {
  using Parts = std::vector<std::string_view>;
  EXPECT_EQ(split("a、b、", "、"), (Parts{"a", "b", ""}));
  EXPECT_EQ(split("", "、"), (Parts{""}));
  EXPECT_EQ(split("、、", "、"), (Parts{"", "", ""}));
  EXPECT_EQ(split("abc", ""), (Parts{"abc"}));
}

TEST(Replaced, ReplacesFromLeftToRightOnce) {
  EXPECT_EQ(replaced("aaa", "aa", "a"), "aa");
  EXPECT_EQ(replaced("万元，万元", "万元", "元"), "元，元");
  EXPECT_EQ(replaced("abc", "", "x"), "abc");
  EXPECT_EQ(replaced("", "a", "x"), "");
}

TEST(Contains, FindsTheEmptyTextEverywhere) {
  EXPECT_TRUE(contains("", ""));
  EXPECT_TRUE(contains("绩效", ""));
  EXPECT_FALSE(contains("", "绩"));
}

TEST(Contains, AgreesWithFind) {
  std::mt19937 random(test_seed());
  for (int round = 0; round < 50000; ++round) {
    const std::string text = random_bytes(random);
    const std::string part = random_bytes(random).substr(0, 1 + random() % 4);
    EXPECT_EQ(contains(text, part), text.find(part) != std::string::npos);
  }
}

/// The whole table, by the definition.
std::size_t plain_edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      const std::size_t replace = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      table[i][j] = std::min({replace, table[i - 1][j] + 1, table[i][j - 1] + 1});
    }
  }
  return table[a.size()][b.size()];
}

TEST(EditDistance, CountsCharactersNotBytes) {
  EXPECT_EQ(edit_distance(U"满意度", U"满意渡", 9), 1U);
  EXPECT_EQ(edit_distance(U"", U"满意", 9), 2U);
  EXPECT_EQ(edit_distance(U"", U"", 0), 0U);
}

TEST(EditDistance, ReturnsOneMoreThanTheLimitWhenItIsLarger) {
  EXPECT_EQ(edit_distance(U"一二三四五", U"六七八九十", 2), 3U);
  EXPECT_EQ(edit_distance(U"一", U"一二三四五", 2), 3U);
  EXPECT_EQ(edit_distance(U"一", U"二", 0), 1U);
  EXPECT_EQ(edit_distance(U"一二三", U"四", static_cast<std::size_t>(-1)), 3U);
}

TEST(EditDistance, AgreesWithTheDefinitionAtEveryLimit) {
  std::mt19937 random(test_seed());
  const auto draw = [&random] {
    std::u32string text(random() % 12, U'一');
    for (char32_t& character : text) {
      character += static_cast<char32_t>(random() % 3);
    }
    return text;
  };
  for (int round = 0; round < 20000; ++round) {
    const std::u32string a = draw();
    const std::u32string b = draw();
    const std::size_t truth = plain_edit_distance(a, b);
    for (std::size_t limit = 0; limit < 14; ++limit) {
      ASSERT_EQ(edit_distance(a, b, limit), std::min(truth, limit + 1))
          << to_utf8(a) << " " << to_utf8(b) << " " << limit;
    }
  }
}

TEST(PairSimilarity, IsOneForEqualTexts) {
  EXPECT_EQ(pair_similarity("", ""), 1);
  EXPECT_EQ(pair_similarity("绩", "绩"), 1);
  EXPECT_EQ(pair_similarity("培训场次", "培训场次"), 1);
}

TEST(PairSimilarity, IsZeroWithoutACommonPair) {
  EXPECT_EQ(pair_similarity("培训", "训培"), 0);
  EXPECT_EQ(pair_similarity("绩", "绩效"), 0);
  EXPECT_EQ(pair_similarity("", "绩效"), 0);
}

TEST(PairSimilarity, IsTheDiceCoefficientOfThePairs) {
  EXPECT_DOUBLE_EQ(pair_similarity("培训场次", "培训次数"), 2.0 * 1 / 6);
  EXPECT_DOUBLE_EQ(pair_similarity("aaaa", "aa"), 2.0 * 1 / 4);
}

TEST(PairSimilarity, ReadsTextsOfAnyLength) {
  std::string a;
  std::string b;
  for (int i = 0; i < 500; ++i) {
    a += i % 2 == 0 ? "绩" : "效";
    b += "目";
  }
  EXPECT_EQ(pair_similarity(a, b), 0);
  EXPECT_DOUBLE_EQ(pair_similarity(a, a + "标"), 2.0 * 499 / (499 + 500));
  EXPECT_DOUBLE_EQ(pair_similarity(a, b + a), 2.0 * 499 / (499 + 999));
}

TEST(Contains, TakesAViewOfNothing) {
  EXPECT_FALSE(contains(std::string_view{}, "绩效"));
  EXPECT_TRUE(contains(std::string_view{}, std::string_view{}));
}

}  // namespace
}  // namespace jx
