// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/decimal.h"

/// The closed vocabularies of the field. Words become these terms by the lexicon (lexicon.h),
/// whose aliases are data; the terms themselves are code, so that a rule can name them.
/// docs/glossary.md gives the Chinese term of each.
namespace jx {

/// 一级指标.
enum class Level1 : std::uint8_t { Unknown, Cost, Output, Benefit, Satisfaction, Execution };

/// 二级指标. Cost is 成本指标 under 产出 (before 财预〔2021〕101号); the three *Cost ones are its
/// successors under 成本指标.
enum class Level2 : std::uint8_t {
  Unknown,
  Quantity,
  Quality,
  Timeliness,
  Cost,
  EconomicCost,
  SocialCost,
  EcologicalCost,
  EconomicBenefit,
  SocialBenefit,
  EcologicalBenefit,
  SustainableImpact,
  Satisfaction,
};

/// 指标性质 (计算符号). Unstated means that no sign was written at all.
enum class Comparator : std::uint8_t {
  Unstated,
  AtLeast,            // ≥
  GreaterThan,        // ＞
  Equal,              // ＝
  LessThan,           // ＜
  AtMost,             // ≤
  Between,            // 区间
  Qualitative,        // 定性
  OtherQuantitative,  // 定量（其他）
  NotApplicable,      // 不适用
};

/// 指标方向性.
enum class Direction : std::uint8_t { Unstated, Positive, Reverse, Moderate };

/// What a unit of measure measures. Quantities of different dimensions never compare.
enum class Dimension : std::uint8_t {
  Unknown,
  Ratio,         // %
  PercentPoint,  // 百分点, a difference of ratios
  Money,         // base 元
  UnitMoney,     // 元/人次 …
  People,        // 人
  PersonTimes,   // 人次
  PersonDays,    // 人天
  Household,     // 户
  Count,         // 个, 家, 项 … kept literal, one dimension
  Events,        // 次, 场, 期
  Time,          // base 天; 小时, 月, 年 convert only where exact
  Calendar,      // 年月日 as a point in time
  Area,          // base 平方米
  Length,        // base 米
  Volume,        // base 立方米
  Mass,          // base 千克
  Data,          // GB
  Frequency,     // 次/年
  Points,        // 分
  Level,         // 优良中差
  BareMultiple,  // 万, 亿 without 元: money or count, not known
  Other,         // 千瓦时, 分贝, 份/人: known, but nothing else measures the same
};

/// 度量单位: its canonical words and what they measure.
struct Unit {
  std::string name;  ///< Canonical ("万元"); the words as written when the dimension is Unknown.
  Dimension dimension = Dimension::Unknown;
  /// To the base unit of the dimension; 万元 is 10000 元. 0 where no exact conversion exists
  /// (小时, 月, 年, 工作日): such a unit compares only with itself.
  Decimal factor{1};

  friend bool operator==(const Unit&, const Unit&) = default;
};

/// True when values in the two units can be compared: one dimension, and convertible exactly or
/// the same unit. Counts, events and prices compare only in the same words (个 is not 项,
/// 元/人 is not 元/天), apart from multiples (个 and 万个).
bool comparable(const Unit& a, const Unit& b) noexcept;

/// What a column of a table holds.
enum class ColumnRole : std::uint8_t {
  Unknown,
  Ignored,
  SequenceNumber,   // 序号
  Project,          // 项目名称, often "code-name"
  ProjectCode,      // 项目编码
  UnitName,         // 单位名称, often "code-name"
  UnitCode,         // 单位编码
  Budget,           // 预算数
  FiscalYear,       // 年度
  Goal,             // 年度目标
  Level1,           // 一级指标
  Level2,           // 二级指标
  Level3,           // 三级指标
  Comparator,       // 指标性质
  TargetValue,      // 指标值
  Unit,             // 度量单位
  Weight,           // 权重
  Direction,        // 指标方向性
  Explanation,      // 指标解释, 指标内容
  ValueBasis,       // 指标值设定依据
  ScoringRule,      // 评分标准
  Remark,           // 备注
  ActualValue,      // 完成值
  Score,            // 得分
  DeviationReason,  // 偏差原因
  Baseline,         // 基期值
  TaskName,         // 工作任务
  TaskTarget,       // 任务目标
};

/// Canonical Chinese names ("产出指标", "≥", "正向指标", "三级指标"); English for machine keys
/// ("output", "at-least", "positive", "level3"). Unknown and Unstated give "".
std::string_view chinese_name(Level1 level) noexcept;
std::string_view chinese_name(Level2 level) noexcept;
std::string_view chinese_name(Comparator comparator) noexcept;
std::string_view chinese_name(Direction direction) noexcept;
std::string_view chinese_name(Dimension dimension) noexcept;
std::string_view chinese_name(ColumnRole role) noexcept;
std::string_view key_of(Level1 level) noexcept;
std::string_view key_of(Level2 level) noexcept;
std::string_view key_of(Comparator comparator) noexcept;
std::string_view key_of(Direction direction) noexcept;
std::string_view key_of(Dimension dimension) noexcept;
std::string_view key_of(ColumnRole role) noexcept;

/// Every term of a vocabulary in the order of its declaration, Unknown and Unstated left out.
template <typename Term>
std::span<const Term> all_terms() noexcept;

template <>
std::span<const Level1> all_terms<Level1>() noexcept;
template <>
std::span<const Level2> all_terms<Level2>() noexcept;
template <>
std::span<const Comparator> all_terms<Comparator>() noexcept;
template <>
std::span<const Direction> all_terms<Direction>() noexcept;
template <>
std::span<const Dimension> all_terms<Dimension>() noexcept;
template <>
std::span<const ColumnRole> all_terms<ColumnRole>() noexcept;

/// The term with that machine key ("at-least"); absent for a key that is not of this vocabulary.
template <typename Term>
std::optional<Term> term_of(std::string_view key) noexcept {
  for (const Term term : all_terms<Term>()) {
    if (key_of(term) == key) return term;
  }
  return std::nullopt;
}

}  // namespace jx
