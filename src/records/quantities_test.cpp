// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "records/test_tables.h"
#include "records/test_values.h"
#include "records/values.h"

namespace jx {
namespace {

using test::show;
using test::WordsCase;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Quantity> find(std::string_view text) {
  return extract_quantities(text, test::lexicon());
}

std::vector<std::string> found(std::string_view text) {
  std::vector<std::string> lines;
  for (const Quantity& quantity : find(text)) lines.push_back(show(quantity));
  return lines;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const Quantity& quantity : find(text)) words.push_back(quantity.raw);
  return words;
}

TEST(ExtractQuantities, ReadsATaskWithSeveralNumbers) {
  EXPECT_THAT(found("按照 2 期/8 天，每个班级 60 人的培训工作计划安排，实现培训人数 960 人次。"),
              ElementsAre("number 2 期", "number 8 天", "number 60 人 each", "number 960 人次"));
}

TEST(ExtractQuantities, CountsChineseNumeralsThatMeasure) {
  EXPECT_THAT(
      found("在自治区十二盟市及产业关联基地打造 2 个旅游类、5 个线下实体销售、"
            "3 个地方代表性产品窗口的共 10 个线下销售端基地。"),
      ElementsAre("number 12 盟市", "number 2 个", "number 5 个", "number 3 个", "number 10 个"));
  EXPECT_THAT(found("两百多人，三千余户，七个工作日内，十余场"),
              ElementsAre("number 200 人 approximate", "number 3000 户 approximate",
                          "number at-most 7 工作日", "number 10 场 approximate"));
}

TEST(ExtractQuantities, PassesOverNumeralsInsideWords) {
  EXPECT_THAT(found("推动一体化，统一标准，服务三农，一流团队，进一步提升，千方百计，十分重要，"
                    "一户一档，一次性投入"),
              IsEmpty());
}

TEST(ExtractQuantities, ReadsOperatorsAndSums) {
  EXPECT_THAT(found("销售额目标达到 500 万元，为各地提供线上培训不少于 420 人次，预计将为 420 人"
                    "解决就业。"),
              ElementsAre("number at-least 500 万元", "number at-least 420 人次", "number 420 人"));
}

TEST(ExtractQuantities, ReadsYearsAndDeadlines) {
  EXPECT_THAT(found("2021 年度线上销售计划 1000 万，2022 年原有销量基础上稳定增长至 100%以上。"),
              ElementsAre("date 2021", "number 1000 万", "date 2022", "number at-least 100 %"));
  EXPECT_THAT(found("需在 2021 年底前全额完成"), ElementsAre("date at-most 2021"));
  EXPECT_THAT(found("2021、2022年增长5%"), ElementsAre("date 2021", "date 2022", "number 5 %"));
  EXPECT_THAT(found("2021-2023年"), ElementsAre("date 2021", "date 2023"));
  EXPECT_THAT(found("2023.1-2023.12"), ElementsAre("date 2023-01"));
}

TEST(ExtractQuantities, CallsNumbersThatNameOrdinal) {
  EXPECT_THAT(found("目标1：完成平台；目标2：推广。"), ElementsAre("ordinal 1", "ordinal 2"));
  EXPECT_THAT(found("表15"), ElementsAre("ordinal 15"));
  EXPECT_THAT(found("第三期"), ElementsAre("ordinal 3"));
  EXPECT_THAT(found("贯彻二十大精神和十二大部署"), ElementsAre("ordinal 20", "ordinal 12"));
  EXPECT_THAT(found("落实十四五规划"), ElementsAre("ordinal"));
  EXPECT_THAT(found("财预〔2021〕101号"), ElementsAre("ordinal 2021", "ordinal 101"));
  EXPECT_THAT(found("（二）目标：1.完成；2、推广"),
              ElementsAre("ordinal 2", "ordinal 1", "ordinal 2"));
  EXPECT_THAT(found("一、总体目标"), ElementsAre("ordinal 1"));
  EXPECT_THAT(found("A4纸、PM2.5、COVID-19、5G"),
              ElementsAre("ordinal", "ordinal", "ordinal", "ordinal"));
  EXPECT_THAT(found("15000021T000000007928-专项"), ElementsAre("ordinal"));
  EXPECT_THAT(found("140001-某单位"), ElementsAre("ordinal 140001"));
}

TEST(ExtractQuantities, GivesNoValueToWhatIsNoSingleNumber) {
  EXPECT_THAT(
      found("比例1:3，完成2/3，三分之一，7×24小时，电话0471-1234567，8:00开门，八点半"),
      ElementsAre("ordinal", "ordinal", "ordinal", "ordinal", "ordinal", "ordinal", "ordinal"));
  EXPECT_THAT(found("共12345678901234567890123456789元"), ElementsAre("ordinal"));
}

TEST(ExtractQuantities, TellsRatesFromTotals) {
  EXPECT_THAT(found("每个街道补助5万元，每人每月不低于660元，人均550元"),
              ElementsAre("number 5 万元 each", "number at-least 660 元 each", "number 550 元"));
  EXPECT_THAT(found("2次/年，500元/人"),
              ElementsAre("number 2 次/年 each", "number 500 元/人 each"));
  EXPECT_THAT(found("覆盖每个村。培训60人"), ElementsAre("number 60 人"))
      << "a clause ends the reach of 每";
}

TEST(ExtractQuantities, ReadsRanges) {
  EXPECT_THAT(found("半径3—5公里，约15-20分钟，气温-5℃至10℃，误差不超过±2%"),
              ElementsAre("range between 3..5 公里", "range between 15..20 分钟 approximate",
                          "range between -5..10 摄氏度", "range between -2..2 %"));
}

TEST(ExtractQuantities, KeepsTheExactWords) {
  constexpr std::string_view kText = "为各地提供培训不少于 420 人次，每个班级 60 人，100%以上";
  EXPECT_THAT(words_of(kText), ElementsAre("不少于 420 人次", "每个班级 60 人", "100%以上"));
  for (const Quantity& quantity : find(kText)) {
    EXPECT_EQ(quantity.raw, kText.substr(quantity.begin, quantity.end - quantity.begin));
  }
}

TEST(ExtractQuantities, FindsNothingInWords) {
  EXPECT_THAT(found(""), IsEmpty());
  EXPECT_THAT(found("保障各项活动的顺利开展"), IsEmpty());
  EXPECT_THAT(found("\xff\x80\xe5"), IsEmpty());
}

double seconds_for(std::string_view unit, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += unit;
  const auto start = std::chrono::steady_clock::now();
  (void)find(text);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class LongTexts : public testing::TestWithParam<std::string_view> {};

// Quadratic work on a megabyte would take minutes; a second leaves room for any machine.
TEST_P(LongTexts, TakeLinearTime) { EXPECT_LT(seconds_for(GetParam(), 200'000), 20.0); }

INSTANTIATE_TEST_SUITE_P(Units, LongTexts,
                         testing::Values("9", "一", "1 ", "1,", "1-", "1:", "每", "每1", "》1",
                                         "一年1", "第1、", "1×", "2021年", "2021.1-", "不不不超过1",
                                         "a1", "百分之", "1个", "三四"),
                         [](const auto& row) { return "Case" + std::to_string(row.index); });

}  // namespace
}  // namespace jx
