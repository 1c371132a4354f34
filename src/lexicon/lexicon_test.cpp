// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace jx {
namespace {

/// The data that is shipped.
const Lexicon& shipped() {
  static const Lexicon lexicon = [] {
    Result<Lexicon> loaded =
        Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data" / "lexicon");
    EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message);
    return *std::move(loaded);
  }();
  return lexicon;
}

struct ColumnCase {
  std::string_view header;
  std::optional<ColumnRole> role;
};
constexpr ColumnCase kColumns[] = {
    // The published table of Inner Mongolia, column by column.
    {"项目名称", ColumnRole::Project},
    {"单位名称", ColumnRole::UnitName},
    {"预算数", ColumnRole::Budget},
    {"年度目标", ColumnRole::Goal},
    {"一级指标", ColumnRole::Level1},
    {"二级指标", ColumnRole::Level2},
    {"三级指标", ColumnRole::Level3},
    {"指标性质", ColumnRole::Comparator},
    {"指标值", ColumnRole::TargetValue},
    {"度量单位", ColumnRole::Unit},
    {"权重", ColumnRole::Weight},
    {"指标方向性", ColumnRole::Direction},
    // The aliases that other places use.
    {"计算符号", ColumnRole::Comparator},
    {"运算符号", ColumnRole::Comparator},
    {"性质", ColumnRole::Comparator},
    {"计量单位", ColumnRole::Unit},
    {"单位（指标）", ColumnRole::Unit},
    {"单位", ColumnRole::Unit},
    {"分值", ColumnRole::Weight},
    {"权重(分)", ColumnRole::Weight},
    {"指标权重", ColumnRole::Weight},
    {"年度绩效目标", ColumnRole::Goal},
    {"绩效目标", ColumnRole::Goal},
    {"项目年度绩效目标", ColumnRole::Goal},
    {"指标名称", ColumnRole::Level3},
    {"三级指标名称", ColumnRole::Level3},
    {"内容", ColumnRole::Level3},
    {"目标值", ColumnRole::TargetValue},
    {"年度指标值", ColumnRole::TargetValue},
    {"参考值", ColumnRole::TargetValue},
    {"目标值(标准)", ColumnRole::TargetValue},
    {"完成值", ColumnRole::ActualValue},
    {"实际完成值", ColumnRole::ActualValue},
    {"全年实际完成值", ColumnRole::ActualValue},
    {"偏差原因", ColumnRole::DeviationReason},
    {"未完成原因分析", ColumnRole::DeviationReason},
    {"偏差原因分析及改进措施", ColumnRole::DeviationReason},
    {"未完成原因和改进措施", ColumnRole::DeviationReason},
    {"一级绩效指标", ColumnRole::Level1},
    {"指标内容", ColumnRole::Explanation},
    {"指标解释", ColumnRole::Explanation},
    {"指标值设定依据", ColumnRole::ValueBasis},
    {"赋分规则", ColumnRole::ScoringRule},
    {"评(扣)分标准", ColumnRole::ScoringRule},
    {"得分", ColumnRole::Score},
    {"备注", ColumnRole::Remark},
    {"是否核心指标", ColumnRole::Ignored},
    {"指标属性(定量/定性)", ColumnRole::Ignored},
    // The import form of another system, and the task list.
    {"*具体项目代码", ColumnRole::ProjectCode},
    {"一级绩效指标名称", ColumnRole::Level1},
    {"*三级绩效指标名称", ColumnRole::Level3},
    {"绩效指标说明", ColumnRole::Explanation},
    {"*指标值", ColumnRole::TargetValue},
    {"序号", ColumnRole::SequenceNumber},
    {"工作任务", ColumnRole::TaskName},
    {"任务目标", ColumnRole::TaskTarget},
    // How they are printed.
    {"预算数（万元）", ColumnRole::Budget},
    {"全年预算数(A)", ColumnRole::Budget},
    {"指标\n性质", ColumnRole::Comparator},
    {" 权　重 ", ColumnRole::Weight},
    {"项目名称：", ColumnRole::Project},
    {"", std::nullopt},
    {"（万元）", std::nullopt},
    {"布丝瑰工坊", std::nullopt},
};

TEST(FindColumn, KnowsEveryForm) {
  for (const auto& [header, role] : kColumns) {
    EXPECT_EQ(shipped().find_column(header), role) << header;
  }
}

struct Level1Case {
  std::string_view words;
  std::optional<Level1> level;
};
constexpr Level1Case kLevel1[] = {
    {"产出指标", Level1::Output},
    {"产出", Level1::Output},
    {"产出指标(50分)", Level1::Output},
    {"产出指标（50 分）", Level1::Output},
    {"产出指标(22.5分)", Level1::Output},
    {"一、产出指标", Level1::Output},
    {"（二）效益指标", Level1::Benefit},
    {"效益", Level1::Benefit},
    {"效果指标", Level1::Benefit},
    {"效果", Level1::Benefit},
    {"满意度指标", Level1::Satisfaction},
    {"满意度", Level1::Satisfaction},
    {"满意度\n指标", Level1::Satisfaction},
    {"服务对象满意度指标", Level1::Satisfaction},
    {"成本指标", Level1::Cost},
    {"成本", Level1::Cost},
    {"预算执行率", Level1::Execution},
    {"预算资金执行率", Level1::Execution},
    {"执行率指标", Level1::Execution},
    {"预算执行率(10分)", Level1::Execution},
    {"指标", std::nullopt},
    {"(50分)", std::nullopt},
    {"", std::nullopt},
    {"决策", std::nullopt},
    {"数量指标", std::nullopt},
};

TEST(FindLevel1, KnowsNamesAndOldNames) {
  for (const auto& [words, level] : kLevel1) {
    EXPECT_EQ(shipped().find_level1(words), level) << words;
  }
}

struct Level2Case {
  std::string_view words;
  Level1 under;
  std::optional<Level2> level;
};
constexpr Level2Case kLevel2[] = {
    {"数量指标", Level1::Output, Level2::Quantity},
    {"数量", Level1::Output, Level2::Quantity},
    {"产出数量", Level1::Output, Level2::Quantity},
    {"完成数量", Level1::Output, Level2::Quantity},
    {"实际完成率", Level1::Output, Level2::Quantity},
    {"质量指标", Level1::Output, Level2::Quality},
    {"产出质量", Level1::Output, Level2::Quality},
    {"完成质量", Level1::Output, Level2::Quality},
    {"质量达标率", Level1::Output, Level2::Quality},
    {"时效指标", Level1::Output, Level2::Timeliness},
    {"产出时效", Level1::Output, Level2::Timeliness},
    {"产出进度", Level1::Output, Level2::Timeliness},
    {"完成时效", Level1::Output, Level2::Timeliness},
    {"进度指标", Level1::Output, Level2::Timeliness},
    {"完成及时性", Level1::Output, Level2::Timeliness},
    {"成本指标", Level1::Output, Level2::Cost},
    {"产出成本", Level1::Output, Level2::Cost},
    {"成本节约率", Level1::Output, Level2::Cost},
    {"完成成本", Level1::Output, Level2::Cost},
    {"成本指标", Level1::Cost, Level2::EconomicCost},
    {"产出成本", Level1::Cost, Level2::EconomicCost},
    {"项目成本", Level1::Cost, Level2::EconomicCost},
    {"投入成本", Level1::Cost, Level2::EconomicCost},
    {"成本指标", Level1::Unknown, Level2::Cost},
    {"成本指标", Level1::Benefit, Level2::Cost},
    {"经济成本指标", Level1::Cost, Level2::EconomicCost},
    {"社会成本", Level1::Cost, Level2::SocialCost},
    {"生态环境成本指标", Level1::Cost, Level2::EcologicalCost},
    {"环境成本", Level1::Cost, Level2::EcologicalCost},
    {"经济效益指标", Level1::Benefit, Level2::EconomicBenefit},
    {"经济效益", Level1::Benefit, Level2::EconomicBenefit},
    {"效果指标·经济效益", Level1::Benefit, Level2::EconomicBenefit},
    {"社会效益指标", Level1::Benefit, Level2::SocialBenefit},
    {"公平效率", Level1::Benefit, Level2::SocialBenefit},
    {"生态效益指标", Level1::Benefit, Level2::EcologicalBenefit},
    {"环境效益", Level1::Benefit, Level2::EcologicalBenefit},
    {"环境效益指标", Level1::Benefit, Level2::EcologicalBenefit},
    {"可持续影响指标", Level1::Benefit, Level2::SustainableImpact},
    {"可持续发展", Level1::Benefit, Level2::SustainableImpact},
    {"可持续效益", Level1::Benefit, Level2::SustainableImpact},
    {"长效管理", Level1::Benefit, Level2::SustainableImpact},
    {"服务对象满意度指标", Level1::Satisfaction, Level2::Satisfaction},
    {"社会公众或服务对象满意度", Level1::Satisfaction, Level2::Satisfaction},
    {"群众满意度", Level1::Satisfaction, Level2::Satisfaction},
    {"受益对象满意度", Level1::Satisfaction, Level2::Satisfaction},
    {"满意度", Level1::Satisfaction, Level2::Satisfaction},
    {"参训学员满意度指标", Level1::Satisfaction, Level2::Satisfaction},
    {"参训学员满意度指标", Level1::Output, std::nullopt},
    {"满意度指标", Level1::Benefit, Level2::Satisfaction},
    {"数量指标（20分）", Level1::Output, Level2::Quantity},
    {"", Level1::Output, std::nullopt},
    {"指标", Level1::Output, std::nullopt},
};

TEST(FindLevel2, DependsOnTheLevelAbove) {
  for (const auto& [words, under, level] : kLevel2) {
    EXPECT_EQ(shipped().find_level2(words, under), level) << words << key_of(under);
  }
}

struct ComparatorCase {
  std::string_view words;
  std::optional<Comparator> comparator;
};
constexpr ComparatorCase kComparators[] = {
    {"≥", Comparator::AtLeast},
    {">=", Comparator::AtLeast},
    {"＞=", Comparator::AtLeast},
    {"≧", Comparator::AtLeast},
    {"⩾", Comparator::AtLeast},
    {"大于等于", Comparator::AtLeast},
    {"大于或等于", Comparator::AtLeast},
    {"不少于", Comparator::AtLeast},
    {"不低于", Comparator::AtLeast},
    {"不小于", Comparator::AtLeast},
    {"至少", Comparator::AtLeast},
    {"达到", Comparator::AtLeast},
    {">", Comparator::GreaterThan},
    {"＞", Comparator::GreaterThan},
    {"》", Comparator::GreaterThan},
    {"大于", Comparator::GreaterThan},
    {"超过", Comparator::GreaterThan},
    {"超", Comparator::GreaterThan},
    {"高于", Comparator::GreaterThan},
    {"多于", Comparator::GreaterThan},
    {"=", Comparator::Equal},
    {"＝", Comparator::Equal},
    {"等于", Comparator::Equal},
    {"为", Comparator::Equal},
    {"<", Comparator::LessThan},
    {"＜", Comparator::LessThan},
    {"小于", Comparator::LessThan},
    {"低于", Comparator::LessThan},
    {"少于", Comparator::LessThan},
    {"≤", Comparator::AtMost},
    {"<=", Comparator::AtMost},
    {"＜=", Comparator::AtMost},
    {"≦", Comparator::AtMost},
    {"小于等于", Comparator::AtMost},
    {"不超过", Comparator::AtMost},
    {"不超", Comparator::AtMost},
    {"不高于", Comparator::AtMost},
    {"不大于", Comparator::AtMost},
    {"不多于", Comparator::AtMost},
    {"区间", Comparator::Between},
    {"介于", Comparator::Between},
    {"定性", Comparator::Qualitative},
    {"定性指标", Comparator::Qualitative},
    {"无", Comparator::Qualitative},
    {"文字描述", Comparator::Qualitative},
    {"定量（其他）", Comparator::OtherQuantitative},
    {"定量(其他)", Comparator::OtherQuantitative},
    {"不适用", Comparator::NotApplicable},
    {" ≥ ", Comparator::AtLeast},
    {"", std::nullopt},
    {"≥90", std::nullopt},
};

TEST(FindComparator, KnowsEverySpelling) {
  for (const auto& [words, comparator] : kComparators) {
    EXPECT_EQ(shipped().find_comparator(words), comparator) << words;
  }
}

struct AffixCase {
  std::string_view text;
  Comparator comparator;  ///< Unstated: no match.
  std::size_t length;
};
constexpr AffixCase kPrefixes[] = {
    {"≥95%", Comparator::AtLeast, 3},
    {">=95%", Comparator::AtLeast, 2},
    {"＞＝95", Comparator::AtLeast, 6},
    {">9", Comparator::GreaterThan, 1},
    {"》90%", Comparator::GreaterThan, 3},
    {"≧60人", Comparator::AtLeast, 3},
    {"≦63万", Comparator::AtMost, 3},
    {"不少于 3 场", Comparator::AtLeast, 9},
    {"不超过35万一年", Comparator::AtMost, 9},
    {"不超200万", Comparator::AtMost, 6},
    {"超13万元/年", Comparator::GreaterThan, 3},
    {"超过13万", Comparator::GreaterThan, 6},
    {"达到95%以上", Comparator::AtLeast, 6},
    {"达90%以上", Comparator::AtLeast, 3},
    {"大于等于95分", Comparator::AtLeast, 12},
    {"大于5次", Comparator::GreaterThan, 6},
    {"控制在5万元以内", Comparator::AtMost, 9},
    {"介于3和5", Comparator::Between, 6},
    {"为 420 人解决就业", Comparator::Unstated, 0},
    {"95%", Comparator::Unstated, 0},
    {"", Comparator::Unstated, 0},
};

TEST(MatchComparatorPrefix, TakesTheLongest) {
  for (const auto& [text, comparator, length] : kPrefixes) {
    const auto match = shipped().match_comparator_prefix(text);
    EXPECT_EQ(match ? match->comparator : Comparator::Unstated, comparator) << text;
    EXPECT_EQ(match ? match->length : 0, length) << text;
  }
}

constexpr AffixCase kSuffixes[] = {
    {"以上", Comparator::AtLeast, 6},
    {"及以上学历", Comparator::AtLeast, 9},
    {"以上（含本数）", Comparator::AtLeast, 21},
    {"以上(含)", Comparator::AtLeast, 11},
    {"以上（不含）", Comparator::GreaterThan, 18},
    {"以内", Comparator::AtMost, 6},
    {"之内完成", Comparator::AtMost, 6},
    {"内", Comparator::AtMost, 3},
    {"内完成", Comparator::AtMost, 3},
    {"以下", Comparator::AtMost, 6},
    {"之间", Comparator::Between, 6},
    {"内容", Comparator::Unstated, 0},
    {"内部", Comparator::Unstated, 0},
    {"左右", Comparator::Unstated, 0},
    {"", Comparator::Unstated, 0},
};

TEST(MatchComparatorSuffix, TakesTheLongest) {
  for (const auto& [text, comparator, length] : kSuffixes) {
    const auto match = shipped().match_comparator_suffix_at(text);
    EXPECT_EQ(match ? match->comparator : Comparator::Unstated, comparator) << text;
    EXPECT_EQ(match ? match->length : 0, length) << text;
  }
}

struct DirectionCase {
  std::string_view words;
  std::optional<Direction> direction;
};
constexpr DirectionCase kDirections[] = {
    {"正向指标", Direction::Positive},
    {"正指标", Direction::Positive},
    {"正向", Direction::Positive},
    {"越大越好", Direction::Positive},
    {"+", Direction::Positive},
    {"＋", Direction::Positive},
    {"反向指标", Direction::Reverse},
    {"逆向", Direction::Reverse},
    {"负向", Direction::Reverse},
    {"逆指标", Direction::Reverse},
    {"越小越好", Direction::Reverse},
    {"−", Direction::Reverse},
    {"-", Direction::Reverse},
    {"适度指标", Direction::Moderate},
    {"适中", Direction::Moderate},
    {"区间", Direction::Moderate},
    {"", std::nullopt},
    {"双向", std::nullopt},
};

TEST(FindDirection, KnowsEverySpelling) {
  for (const auto& [words, direction] : kDirections) {
    EXPECT_EQ(shipped().find_direction(words), direction) << words;
  }
}

struct UnitCase {
  std::string_view words, name;
  Dimension dimension;
  std::string_view factor;
};
constexpr UnitCase kUnits[] = {
    {"%", "%", Dimension::Ratio, "1"},
    {"％", "%", Dimension::Ratio, "1"},
    {"百分比", "%", Dimension::Ratio, "1"},
    {"百分率", "%", Dimension::Ratio, "1"},
    {"PCT", "%", Dimension::Ratio, "1"},
    {"‰", "‰", Dimension::Ratio, "0.1"},
    {"百分点", "百分点", Dimension::PercentPoint, "1"},
    {"个百分点", "百分点", Dimension::PercentPoint, "1"},
    {"元", "元", Dimension::Money, "1"},
    {"人民币元", "元", Dimension::Money, "1"},
    {"￥", "元", Dimension::Money, "1"},
    {"万元", "万元", Dimension::Money, "10000"},
    {"百万元", "百万元", Dimension::Money, "1000000"},
    {"千万元", "千万元", Dimension::Money, "10000000"},
    {"亿元", "亿元", Dimension::Money, "100000000"},
    {"万", "万", Dimension::BareMultiple, "10000"},
    {"亿", "亿", Dimension::BareMultiple, "100000000"},
    {"元/人次", "元/人次", Dimension::UnitMoney, "1"},
    {"元/次", "元/次", Dimension::UnitMoney, "1"},
    {"元/人", "元/人", Dimension::UnitMoney, "1"},
    {"元／人·天", "元/人天", Dimension::UnitMoney, "1"},
    {"元/人天", "元/人天", Dimension::UnitMoney, "1"},
    {"元/亩", "元/亩", Dimension::UnitMoney, "1"},
    {"元/平方米", "元/平方米", Dimension::UnitMoney, "1"},
    {"元/㎡·月", "元/平方米·月", Dimension::UnitMoney, "1"},
    {"元/标箱/年", "元/标箱·年", Dimension::UnitMoney, "1"},
    {"万元/公里", "万元/公里", Dimension::UnitMoney, "10000"},
    {"元每人次", "元/人次", Dimension::UnitMoney, "1"},
    {"人", "人", Dimension::People, "1"},
    {"名", "人", Dimension::People, "1"},
    {"位", "人", Dimension::People, "1"},
    {"万人", "万人", Dimension::People, "10000"},
    {"人次", "人次", Dimension::PersonTimes, "1"},
    {"人·次", "人次", Dimension::PersonTimes, "1"},
    {"万人次", "万人次", Dimension::PersonTimes, "10000"},
    {"人天", "人天", Dimension::PersonDays, "1"},
    {"人日", "人天", Dimension::PersonDays, "1"},
    {"工日", "人天", Dimension::PersonDays, "1"},
    {"户", "户", Dimension::Household, "1"},
    {"家(农户)", "户", Dimension::Household, "1"},
    {"个", "个", Dimension::Count, "1"},
    {"只", "只", Dimension::Count, "1"},
    {"座", "座", Dimension::Count, "1"},
    {"处", "处", Dimension::Count, "1"},
    {"家", "家", Dimension::Count, "1"},
    {"项", "项", Dimension::Count, "1"},
    {"套", "套", Dimension::Count, "1"},
    {"台", "台", Dimension::Count, "1"},
    {"件", "件", Dimension::Count, "1"},
    {"份", "份", Dimension::Count, "1"},
    {"本", "本", Dimension::Count, "1"},
    {"册", "册", Dimension::Count, "1"},
    {"张", "张", Dimension::Count, "1"},
    {"篇", "篇", Dimension::Count, "1"},
    {"部", "部", Dimension::Count, "1"},
    {"条", "条", Dimension::Count, "1"},
    {"辆", "辆", Dimension::Count, "1"},
    {"所", "所", Dimension::Count, "1"},
    {"间", "间", Dimension::Count, "1"},
    {"栋", "栋", Dimension::Count, "1"},
    {"盏", "盏", Dimension::Count, "1"},
    {"盒", "盒", Dimension::Count, "1"},
    {"对", "对", Dimension::Count, "1"},
    {"万份", "万份", Dimension::Count, "10000"},
    {"次", "次", Dimension::Events, "1"},
    {"场", "场", Dimension::Events, "1"},
    {"场次", "场次", Dimension::Events, "1"},
    {"期", "期", Dimension::Events, "1"},
    {"批次", "批次", Dimension::Events, "1"},
    {"届", "届", Dimension::Events, "1"},
    {"天", "天", Dimension::Time, "1"},
    {"日", "天", Dimension::Time, "1"},
    {"周", "周", Dimension::Time, "7"},
    {"工作日", "工作日", Dimension::Time, "0"},
    {"个工作日", "工作日", Dimension::Time, "0"},
    {"月", "月", Dimension::Time, "0"},
    {"个月", "月", Dimension::Time, "0"},
    {"年", "年", Dimension::Time, "0"},
    {"小时", "小时", Dimension::Time, "0"},
    {"个小时", "小时", Dimension::Time, "0"},
    {"分钟", "分钟", Dimension::Time, "0"},
    {"月底前", "年月日", Dimension::Calendar, "0"},
    {"平方米", "平方米", Dimension::Area, "1"},
    {"㎡", "平方米", Dimension::Area, "1"},
    {"m²", "平方米", Dimension::Area, "1"},
    {"万平方米", "万平方米", Dimension::Area, "10000"},
    {"平方公里", "平方公里", Dimension::Area, "1000000"},
    {"亩", "亩", Dimension::Area, "666.67"},
    {"公顷", "公顷", Dimension::Area, "10000"},
    {"hm²", "公顷", Dimension::Area, "10000"},
    {"米", "米", Dimension::Length, "1"},
    {"公里", "公里", Dimension::Length, "1000"},
    {"KM", "公里", Dimension::Length, "1000"},
    {"千米", "公里", Dimension::Length, "1000"},
    {"立方米", "立方米", Dimension::Volume, "1"},
    {"m³", "立方米", Dimension::Volume, "1"},
    {"万立方米", "万立方米", Dimension::Volume, "10000"},
    {"吨", "吨", Dimension::Mass, "1000"},
    {"公斤", "千克", Dimension::Mass, "1"},
    {"千克", "千克", Dimension::Mass, "1"},
    {"GB", "GB", Dimension::Data, "1"},
    {"TB", "TB", Dimension::Data, "0"},
    {"次/年", "次/年", Dimension::Frequency, "1"},
    {"次/月", "次/月", Dimension::Frequency, "1"},
    {"场/季度", "场/季度", Dimension::Frequency, "1"},
    {"频次", "频次", Dimension::Frequency, "0"},
    {"分", "分", Dimension::Points, "1"},
    {"优良中差", "级", Dimension::Level, "0"},
    {"优良中低差", "级", Dimension::Level, "0"},
    {"是/否", "级", Dimension::Level, "0"},
    {"达成/部分/未达成", "级", Dimension::Level, "0"},
    {"级", "级", Dimension::Level, "0"},
    {"千瓦时", "千瓦时", Dimension::Other, "1"},
    {"kwh", "千瓦时", Dimension::Other, "1"},
    {"万千瓦时", "万千瓦时", Dimension::Other, "10000"},
    {"份/人", "份/人", Dimension::Other, "1"},
    {" 万 元 ", "万元", Dimension::Money, "10000"},
};

TEST(FindUnit, KnowsEveryUnitAndAlias) {
  for (const UnitCase& each : kUnits) {
    SCOPED_TRACE(each.words);
    const std::optional<Unit> unit = shipped().find_unit(each.words);
    ASSERT_TRUE(unit.has_value());
    EXPECT_EQ(unit->name, each.name);
    EXPECT_EQ(unit->dimension, each.dimension);
    EXPECT_EQ(unit->factor.to_string(), each.factor);
  }
}

TEST(FindUnit, OtherWordsAreNoUnit) {
  for (const std::string_view words : {"", "/", "无", "人次左右", "元/", "元/布丝瑰", "9", "—"}) {
    EXPECT_FALSE(shipped().find_unit(words).has_value()) << words;
  }
}

struct UnitPrefixCase {
  std::string_view text, name;  ///< Empty: no match.
  std::size_t length;
};
constexpr UnitPrefixCase kUnitPrefixes[] = {
    {"万元，", "万元", 6},
    {"万", "万", 3},
    {"万人次", "万人次", 9},
    {"人次。", "人次", 6},
    {"人", "人", 3},
    {"个月内", "月", 6},
    {"个工作日", "工作日", 12},
    {"%以上", "%", 1},
    {"％以上", "%", 3},
    {"元/人次以内", "元/人次", 10},
    {"期/8 天", "期", 3},
    {"KM以上", "公里", 2},
    {"分钟", "分钟", 6},
    {"G网络", "", 0},
    {"，", "", 0},
    {"", "", 0},
};

TEST(MatchUnitPrefix, TakesTheLongest) {
  for (const auto& [text, name, length] : kUnitPrefixes) {
    const auto match = shipped().match_unit_prefix(text);
    EXPECT_EQ(match ? match->unit.name : "", name) << text;
    EXPECT_EQ(match ? match->length : 0, length) << text;
  }
}

TEST(LookAlike, KnowsThePairsBothWays) {
  const std::pair<char32_t, char32_t> pairs[] = {
      {U'瑰', U'魂'}, {U'恰', U'洽'}, {U'末', U'未'}, {U'己', U'已'}, {U'日', U'曰'},
      {U'人', U'入'}, {U'土', U'士'}, {U'效', U'致'}, {U'绩', U'续'}, {U'拔', U'拨'},
      {U'帐', U'账'}, {U'赢', U'嬴'}, {U'0', U'O'},   {U'0', U'〇'},  {U'1', U'l'},
      {U'≥', U'2'},   {U'≥', U'之'},  {U'≤', U'S'},   {U'%', U'％'},  {U'万', U'方'},
      {U'盟', U'盥'}, {U'旗', U'期'}, {U'培', U'陪'}, {U'匠', U'臣'}};
  for (const auto& [a, b] : pairs) {
    EXPECT_TRUE(shipped().look_alike(a, b));
    EXPECT_TRUE(shipped().look_alike(b, a));
  }
  EXPECT_FALSE(shipped().look_alike(U'瑰', U'瑰'));
  EXPECT_FALSE(shipped().look_alike(U'瑰', U'恰'));
}

}  // namespace
}  // namespace jx
