// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/line_look.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace jx {
namespace {

const Lexicon& lexicon() {
  static const Lexicon loaded =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return loaded;
}

std::string_view name_of(LineRole role) {
  switch (role) {
    case LineRole::PageNumber: return "page number";
    case LineRole::Unit: return "unit";
    case LineRole::Label: return "label";
    case LineRole::Title: return "title";
    case LineRole::Continuation: return "continuation";
    case LineRole::FormNumber: return "form number";
    case LineRole::Context: return "context";
    case LineRole::Heading: return "heading";
    case LineRole::Statement: return "statement";
  }
  return "";
}

struct RoleCase {
  std::string_view line;
  std::string_view role;
};

constexpr RoleCase kRoleCases[] = {
    {"- 147 -", "page number"},
    {"第 3 页 共 9 页", "page number"},
    {"单位：万元", "unit"},
    {"（单位：万元）", "unit"},
    {"金额单位: 元", "unit"},
    {"编制单位：某局    金额单位：万元", "unit"},
    {"单位：人民币万元", "unit"},
    {"单位：内蒙古妇女干部学校", "context"},
    {"单位：元氏县财政局", "context"},
    {"编制部门：某区商务委员会", "context"},
    {"表15", "label"},
    {"表 3-2", "label"},
    {"附表1", "label"},
    {"附件2", "label"},
    {"附件：", "label"},
    {"续表15", "label"},
    {"表15（续）", "label"},
    {"公开08表", "label"},
    {"附件2：项目支出绩效目标表", "label"},
    {"续表", "continuation"},
    {"（接上表）", "continuation"},
    {"项目支出绩效表", "title"},
    {"2021 年“北疆布丝瑰就业行动”绩效目标清单", "title"},
    {"部门预算项目绩效目标情况（2021年度）", "title"},
    {"（一）项目支出绩效目标表", "title"},
    {"详见下表", "heading"},
    {"表15反映了部门的支出情况", "heading"},
    {"张三当选人大代表", "heading"},
    {"报表编号：510000_0013zp", "form number"},
    {"填报日期：2021年3月1日", "context"},
    {"（2021年度）", "context"},
    {"3、项目决策-绩效目标", "heading"},
    {"（二）原定绩效目标", "heading"},
    {"一、总体情况", "heading"},
    {"第一章 概述", "heading"},
    {"1.2 项目概况", "heading"},
    {"内蒙古自治区妇女联合会", "heading"},
    {"2021 年经济效益产出目标额需在 2021 年底前全额完成。", "statement"},
    {"1.2 万元用于培训，其余用于宣传。", "statement"},
    {"", "heading"},
};

TEST(LookAt, TellsTheRoleOfALine) {
  for (const auto& [line, role] : kRoleCases) {
    EXPECT_EQ(name_of(look_at(line, lexicon()).role), role) << line;
  }
}

TEST(LookAt, SplitsLabelAndTitleOfOneLine) {
  const LineLook look = look_at("表 3-2　项目支出绩效目标表", lexicon());
  EXPECT_EQ(look.label, "表 3-2");
  EXPECT_EQ(look.title, "项目支出绩效目标表");
  EXPECT_EQ(look_at("表1-2021年项目一览", lexicon()).label, "表1");
  EXPECT_EQ(look_at("表1-2021年项目一览", lexicon()).title, "2021年项目一览");
}

TEST(LookAt, SplitsTitleAndUnitOfOneLine) {
  const LineLook look = look_at("附件2 项目支出绩效表（单位：万元）", lexicon());
  EXPECT_EQ(look.label, "附件2");
  EXPECT_EQ(look.title, "项目支出绩效表");
  EXPECT_EQ(look.unit_words, "万元");
}

TEST(LookAt, TellsNumberedHeadings) {
  for (const std::string_view line :
       {"3、绩效", "（二）绩效", "①绩效", "第二部分 绩效", "1.绩效"}) {
    EXPECT_TRUE(look_at(line, lexicon()).numbered) << line;
  }
  EXPECT_FALSE(look_at("绩效", lexicon()).numbered);
}

struct UnitCase {
  std::string_view line;
  std::string_view unit;
};

constexpr UnitCase kUnitCases[] = {
    {"单位：万元", "万元"},
    {"单位：万元（保留两位小数）", "万元"},
    {"单位:元", "元"},
    {"计量单位：万元/个", "万元"},
    {"（金额单位：人民币元）", "元"},
    {"单位：%", "%"},
    {"编制单位：某局", ""},
    {"单位名称：万元局", ""},
    {"单位：", ""},
    {"单位", ""},
};

TEST(FindUnitWords, KnowsUnitsFromNames) {
  for (const auto& [line, unit] : kUnitCases) {
    const std::string found = find_unit_words(line, lexicon());
    EXPECT_TRUE(found == unit || found.starts_with(unit)) << line << ": " << found;
    EXPECT_EQ(found.empty(), unit.empty()) << line << ": " << found;
  }
}

}  // namespace
}  // namespace jx
