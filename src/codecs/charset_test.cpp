// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/charset.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace jx {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

// "绩效目标" and "指标值≥95%，满意" in GB18030.
constexpr std::string_view kGoalInGb = "\xBC\xA8\xD0\xA7\xC4\xBF\xB1\xEA";
constexpr std::string_view kValueInGb = "\xD6\xB8\xB1\xEA\xD6\xB5\xA1\xDD\x39\x35\x25";

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

struct EncodingCase {
  std::string_view name;
  std::string_view bytes;
  std::string_view text;
  std::string_view encoding;
  bool had_bom;
};
constexpr EncodingCase kEncodings[] = {
    {"Nothing", "", "", "UTF-8", false},
    {"Ascii", "a\tb\r\n", "a\tb\r\n", "UTF-8", false},
    {"Utf8", "绩效目标", "绩效目标", "UTF-8", false},
    {"Utf8WithMark", "\xEF\xBB\xBF绩效", "绩效", "UTF-8", true},
    {"Utf16LittleEndian", "\xFF\xFE\xE9\x7E\x48\x65"sv, "绩效", "UTF-16LE", true},
    {"Utf16BigEndian", "\xFE\xFF\x7E\xE9\x65\x48"sv, "绩效", "UTF-16BE", true},
    {"Utf16Surrogates", "\xFF\xFE\x42\xD8\xB7\xDF"sv, "𠮷", "UTF-16LE", true},
    {"Gb2312", kGoalInGb, "绩效目标", "GB18030", false},
    {"GbkWithSigns", kValueInGb, "指标值≥95%", "GB18030", false},
    {"Gb18030FourBytes", "\xBC\xA8\xD0\xA7\x95\x32\x82\x36", "绩效𠀀", "GB18030", false},
    {"OneGbWordIsNotDamagedUtf8", "\xC1\xAA\xCD\xA8", "联通", "GB18030", false},
};

TEST(DecodeText, RecognisesTheEncoding) {
  for (const EncodingCase& encoding : kEncodings) {
    SCOPED_TRACE(encoding.name);
    const Result<DecodedText> decoded = decode_text(encoding.bytes);
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_EQ(decoded->text, encoding.text);
    EXPECT_EQ(decoded->encoding, encoding.encoding);
    EXPECT_EQ(decoded->had_bom, encoding.had_bom);
    EXPECT_EQ(decoded->replaced, 0U);
    EXPECT_EQ(decoded->first_replaced_line, 0U);
  }
}

TEST(DecodeText, OwnedBytesGiveTheSame) {
  for (const EncodingCase& encoding : kEncodings) {
    SCOPED_TRACE(encoding.name);
    const Result<DecodedText> decoded = decode_owned_text(std::string(encoding.bytes));
    ASSERT_TRUE(decoded.ok());
    EXPECT_EQ(decoded->text, encoding.text);
    EXPECT_EQ(decoded->encoding, encoding.encoding);
  }
}

TEST(DecodeText, OwnedUtf8IsNotCopied) {
  std::string bytes = repeated("绩效目标", 100);
  const char* const before = bytes.data();
  const Result<DecodedText> decoded = decode_owned_text(std::move(bytes));
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->text.data(), before);
}

struct DamageCase {
  std::string_view name;
  std::string bytes;
  std::string text;
  std::size_t replaced;
  std::size_t offset;
  std::size_t line;
};

TEST(DecodeText, ReplacesAndCountsWhatItCannotDecode) {
  const DamageCase cases[] = {
      {"Utf8CutAtTheEnd", "绩效目标\xE7\xBB", "绩效目标\uFFFD", 1, 12, 1},
      {"Utf8OneByteLost", "绩效\n目\xE6\xA0标值", "绩效\n目\uFFFD标值", 1, 10, 2},
      {"Utf8AfterMark", "\xEF\xBB\xBF绩效\n\xFF", "绩效\n\uFFFD", 1, 10, 2},
      {"Utf8OwnReplacementIsNoDamage", "\uFFFD绩效\n绩效\xFF", "\uFFFD绩效\n绩效\uFFFD", 1, 16, 2},
      {"GbBadByteKeepsTheNextOne", std::string(kGoalInGb) + "\n\xFF" + "a" + std::string(kGoalInGb),
       "绩效目标\n\uFFFDa绩效目标", 1, 9, 2},
      {"GbLeadBeforeLineFeed", repeated(kGoalInGb, 3) + "\x81\n" + std::string(kGoalInGb),
       repeated("绩效目标", 3) + "\uFFFD\n绩效目标", 1, 24, 1},
      {"GbCutAtTheEnd", repeated(kGoalInGb, 3) + "\xBC", repeated("绩效目标", 3) + "\uFFFD", 1, 24,
       1},
      {"Utf16LoneSurrogate", "\xFF\xFE\x42\xD8\x0A\x00"s, "\uFFFD\n", 1, 2, 1},
      {"Utf16OddByte", "\xFE\xFF\x7E\xE9\x00\x0A\x00"s, "绩\n\uFFFD", 1, 6, 2},
  };
  for (const DamageCase& damage : cases) {
    SCOPED_TRACE(damage.name);
    const Result<DecodedText> decoded = decode_text(damage.bytes);
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_EQ(decoded->text, damage.text);
    EXPECT_EQ(decoded->replaced, damage.replaced);
    ASSERT_FALSE(decoded->replaced_offsets.empty());
    EXPECT_EQ(decoded->replaced_offsets.front(), damage.offset);
    EXPECT_EQ(decoded->first_replaced_line, damage.line);
  }
}

TEST(DecodeText, KeepsOnlyTheFirstOffsets) {
  std::string bytes;
  for (int i = 0; i < 20; ++i) bytes += repeated("绩效目标", 20) + "\xFF";
  const Result<DecodedText> decoded = decode_text(bytes);
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(decoded->replaced, 20U);
  EXPECT_EQ(decoded->replaced_offsets.size(), DecodedText::kMostOffsets);
}

TEST(DecodeText, ReadsLongGb18030InPieces) {
  const int times = 20000;
  const Result<DecodedText> decoded = decode_text("a" + repeated(kGoalInGb, times));
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(decoded->text, "a" + repeated("绩效目标", times));
}

TEST(DecodeText, RefusesMixedEncodingsAndNamesTheLines) {
  const Result<DecodedText> decoded =
      decode_text("项目名称\n" + std::string(kGoalInGb) + "\n单位名称\n");
  ASSERT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.error().code, ErrorCode::Malformed);
  EXPECT_NE(decoded.error().message.find("第 1 行是 UTF-8，第 2 行是 GB18030"), std::string::npos)
      << decoded.error().message;
}

TEST(DecodeText, RefusesWhatIsNoText) {
  const std::string cases[] = {
      "\x7F"
      "ELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00"s,
      "a\0b\0c\0d\0"s,
      repeated("\xFF\xFB\x90\xC4\x80\x20", 50),
      repeated("\xFD\xFE\xA9\xFE", 50),
      "\xFF\xFE\x00\x00\x41\x00\x00\x00\x42\x00\x00\x00\x43\x00\x00\x00"s,
  };
  for (const std::string& bytes : cases) {
    const Result<DecodedText> decoded = decode_text(bytes);
    ASSERT_FALSE(decoded.ok()) << decoded->text;
    EXPECT_EQ(decoded.error().code, ErrorCode::Malformed);
  }
}

TEST(DecodeText, BearsOneStrayControlCharacter) {
  const Result<DecodedText> decoded = decode_text("绩效\x01目标");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->text, "绩效\x01目标");
}

TEST(DecodeCodePage, ReadsWordsInThePageThatTheirFileNames) {
  EXPECT_EQ(decode_code_page("\xbc\xa8\xd0\xa7", 936), "绩效");
  EXPECT_EQ(decode_code_page("\xc1\x5a\xae\xc4", 950), "績效");
  EXPECT_EQ(decode_code_page("caf\xe9", 1252), "café");
  EXPECT_EQ(decode_code_page("caf\x8e", 10000), "café");
  EXPECT_EQ(decode_code_page("\xbc", 936), "\uFFFD");
  EXPECT_EQ(decode_code_page("caf\xe9", 54321), "café") << "an unknown page reads as 1252";
  EXPECT_EQ(decode_code_page("abc", 54321), "abc");
}

}  // namespace
}  // namespace jx
