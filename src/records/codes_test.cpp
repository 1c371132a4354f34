// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "records/values.h"

namespace jx {
namespace {

std::string show(const CodeAndName& parts) {
  return std::string(parts.code) + "|" + std::string(parts.name);
}

TEST(SplitProject, TakesCodeAndNameApart) {
  EXPECT_EQ(show(split_project("15000021T000000007928-“布丝瑰”专项行动")),
            "15000021T000000007928|“布丝瑰”专项行动");
}

TEST(SplitProject, AcceptsEveryDashAndSpaces) {
  constexpr std::string_view kExpected = "15000021T000000000001|乡村道路养护";
  EXPECT_EQ(show(split_project("15000021T000000000001－乡村道路养护")), kExpected);
  EXPECT_EQ(show(split_project("15000021T000000000001—乡村道路养护")), kExpected);
  EXPECT_EQ(show(split_project("15000021T000000000001：乡村道路养护")), kExpected);
  EXPECT_EQ(show(split_project(" 15000021T000000000001 - 乡村道路养护 ")), kExpected);
  EXPECT_EQ(show(split_project("15000021T000000000001 乡村道路养护")), kExpected);
  EXPECT_EQ(show(split_project("15000021T000000000001乡村道路养护")), kExpected)
      << "a code of the full length needs no dash";
}

TEST(SplitProject, KeepsDashesInsideTheName) {
  EXPECT_EQ(show(split_project("15000021T000000000001-2021-2023年规划")),
            "15000021T000000000001|2021-2023年规划");
}

TEST(SplitProject, KnowsCodesOfDigitsOnly) {
  EXPECT_EQ(show(split_project("440306210600300003866-体育场地")),
            "440306210600300003866|体育场地");
  EXPECT_EQ(show(split_project("4403062106-体育场地")), "4403062106|体育场地");
}

TEST(SplitProject, ToleratesAMissingName) {
  EXPECT_EQ(show(split_project("15000021T000000000001")), "15000021T000000000001|");
  EXPECT_EQ(show(split_project("15000021T000000000001-")), "15000021T000000000001|");
}

TEST(SplitProject, GivesOnlyANameWhenNoCodeStandsFirst) {
  EXPECT_EQ(show(split_project("乡村道路养护")), "|乡村道路养护");
  EXPECT_EQ(show(split_project("5G-A网络建设")), "|5G-A网络建设");
  EXPECT_EQ(show(split_project("2021-2023年规划")), "|2021-2023年规划");
  EXPECT_EQ(show(split_project("INFORMATION-系统")), "|INFORMATION-系统");
  EXPECT_EQ(show(split_project("")), "|");
}

TEST(SplitUnit, TakesCodesOfThreeDigitsALevel) {
  EXPECT_EQ(show(split_unit("140001-内蒙古自治区妇女联合会")), "140001|内蒙古自治区妇女联合会");
  EXPECT_EQ(show(split_unit("140001002－直属单位")), "140001002|直属单位");
  EXPECT_EQ(show(split_unit("１４０００１-直属单位")), "１４０００１|直属单位");
}

TEST(SplitUnit, LeavesOtherDigitsInTheName) {
  EXPECT_EQ(show(split_unit("12345-热线中心")), "|12345-热线中心");
  EXPECT_EQ(show(split_unit("123456热线中心")), "|123456热线中心");
  EXPECT_EQ(show(split_unit("101中学")), "|101中学");
  EXPECT_EQ(show(split_unit("内蒙古妇女干部学校")), "|内蒙古妇女干部学校");
}

TEST(SplitUnit, ToleratesAMissingName) { EXPECT_EQ(show(split_unit("140001")), "140001|"); }

}  // namespace
}  // namespace jx
