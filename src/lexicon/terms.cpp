// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lexicon/terms.h"

#include <array>
#include <cstddef>

namespace jx {
namespace {

struct TermNames {
  std::string_view chinese;
  std::string_view key;
};

TermNames names_of(Level1 level) noexcept {
  switch (level) {
    case Level1::Unknown: return {};
    case Level1::Cost: return {"成本指标", "cost"};
    case Level1::Output: return {"产出指标", "output"};
    case Level1::Benefit: return {"效益指标", "benefit"};
    case Level1::Satisfaction: return {"满意度指标", "satisfaction"};
    case Level1::Execution: return {"预算执行率", "execution"};
  }
  return {};
}

TermNames names_of(Level2 level) noexcept {
  switch (level) {
    case Level2::Unknown: return {};
    case Level2::Quantity: return {"数量指标", "quantity"};
    case Level2::Quality: return {"质量指标", "quality"};
    case Level2::Timeliness: return {"时效指标", "timeliness"};
    case Level2::Cost: return {"成本指标", "cost"};
    case Level2::EconomicCost: return {"经济成本指标", "economic-cost"};
    case Level2::SocialCost: return {"社会成本指标", "social-cost"};
    case Level2::EcologicalCost: return {"生态环境成本指标", "ecological-cost"};
    case Level2::EconomicBenefit: return {"经济效益指标", "economic-benefit"};
    case Level2::SocialBenefit: return {"社会效益指标", "social-benefit"};
    case Level2::EcologicalBenefit: return {"生态效益指标", "ecological-benefit"};
    case Level2::SustainableImpact: return {"可持续影响指标", "sustainable-impact"};
    case Level2::Satisfaction: return {"服务对象满意度指标", "satisfaction"};
  }
  return {};
}

TermNames names_of(Comparator comparator) noexcept {
  switch (comparator) {
    case Comparator::Unstated: return {};
    case Comparator::AtLeast: return {"≥", "at-least"};
    case Comparator::GreaterThan: return {"＞", "greater-than"};
    case Comparator::Equal: return {"＝", "equal"};
    case Comparator::LessThan: return {"＜", "less-than"};
    case Comparator::AtMost: return {"≤", "at-most"};
    case Comparator::Between: return {"区间", "between"};
    case Comparator::Qualitative: return {"定性", "qualitative"};
    case Comparator::OtherQuantitative: return {"定量（其他）", "other-quantitative"};
    case Comparator::NotApplicable: return {"不适用", "not-applicable"};
  }
  return {};
}

TermNames names_of(Direction direction) noexcept {
  switch (direction) {
    case Direction::Unstated: return {};
    case Direction::Positive: return {"正向指标", "positive"};
    case Direction::Reverse: return {"反向指标", "reverse"};
    case Direction::Moderate: return {"适度指标", "moderate"};
  }
  return {};
}

TermNames names_of(Dimension dimension) noexcept {
  switch (dimension) {
    case Dimension::Unknown: return {};
    case Dimension::Ratio: return {"比率", "ratio"};
    case Dimension::PercentPoint: return {"百分点", "percent-point"};
    case Dimension::Money: return {"金额", "money"};
    case Dimension::UnitMoney: return {"单位金额", "unit-money"};
    case Dimension::People: return {"人数", "people"};
    case Dimension::PersonTimes: return {"人次", "person-times"};
    case Dimension::PersonDays: return {"人天", "person-days"};
    case Dimension::Household: return {"户数", "household"};
    case Dimension::Count: return {"个数", "count"};
    case Dimension::Events: return {"次数", "events"};
    case Dimension::Time: return {"时长", "time"};
    case Dimension::Calendar: return {"日期", "calendar"};
    case Dimension::Area: return {"面积", "area"};
    case Dimension::Length: return {"长度", "length"};
    case Dimension::Volume: return {"体积", "volume"};
    case Dimension::Mass: return {"重量", "mass"};
    case Dimension::Data: return {"数据量", "data"};
    case Dimension::Frequency: return {"频次", "frequency"};
    case Dimension::Points: return {"分值", "points"};
    case Dimension::Level: return {"等级", "level"};
    case Dimension::BareMultiple: return {"万、亿（未写单位）", "bare-multiple"};
    case Dimension::Other: return {"其他量", "other"};
  }
  return {};
}

TermNames names_of(ColumnRole role) noexcept {
  switch (role) {
    case ColumnRole::Unknown: return {};
    case ColumnRole::Ignored: return {"不使用的列", "ignored"};
    case ColumnRole::SequenceNumber: return {"序号", "sequence-number"};
    case ColumnRole::Project: return {"项目名称", "project"};
    case ColumnRole::ProjectCode: return {"项目编码", "project-code"};
    case ColumnRole::UnitName: return {"单位名称", "unit-name"};
    case ColumnRole::UnitCode: return {"单位编码", "unit-code"};
    case ColumnRole::Budget: return {"预算数", "budget"};
    case ColumnRole::FiscalYear: return {"年度", "fiscal-year"};
    case ColumnRole::Goal: return {"年度目标", "goal"};
    case ColumnRole::Level1: return {"一级指标", "level1"};
    case ColumnRole::Level2: return {"二级指标", "level2"};
    case ColumnRole::Level3: return {"三级指标", "level3"};
    case ColumnRole::Comparator: return {"指标性质", "comparator"};
    case ColumnRole::TargetValue: return {"指标值", "target-value"};
    case ColumnRole::Unit: return {"度量单位", "unit"};
    case ColumnRole::Weight: return {"权重", "weight"};
    case ColumnRole::Direction: return {"指标方向性", "direction"};
    case ColumnRole::Explanation: return {"指标解释", "explanation"};
    case ColumnRole::ValueBasis: return {"指标值设定依据", "value-basis"};
    case ColumnRole::ScoringRule: return {"评分标准", "scoring-rule"};
    case ColumnRole::Remark: return {"备注", "remark"};
    case ColumnRole::ActualValue: return {"完成值", "actual-value"};
    case ColumnRole::Score: return {"得分", "score"};
    case ColumnRole::DeviationReason: return {"偏差原因", "deviation-reason"};
    case ColumnRole::Baseline: return {"基期值", "baseline"};
    case ColumnRole::TaskName: return {"工作任务", "task-name"};
    case ColumnRole::TaskTarget: return {"任务目标", "task-target"};
  }
  return {};
}

/// The terms behind the first enumerator, which means "none", up to the last one.
template <typename Term, Term Last>
constexpr auto kTermsUpTo = [] {
  std::array<Term, static_cast<std::size_t>(Last)> terms{};
  for (std::size_t i = 0; i < terms.size(); ++i) terms[i] = static_cast<Term>(i + 1);
  return terms;
}();

/// The words behind the multiple: "个" of "万个".
std::string_view without_multiple(std::string_view name) noexcept {
  for (const std::string_view multiple : {"百万", "千万", "万", "亿"}) {
    if (name.starts_with(multiple)) return name.substr(multiple.size());
  }
  return name;
}

bool compares_in_same_words_only(Dimension dimension) noexcept {
  switch (dimension) {
    case Dimension::UnitMoney:
    case Dimension::Count:
    case Dimension::Events:
    case Dimension::Frequency:
    case Dimension::Level:
    case Dimension::Calendar:
    case Dimension::Other: return true;
    case Dimension::Unknown:
    case Dimension::Ratio:
    case Dimension::PercentPoint:
    case Dimension::Money:
    case Dimension::People:
    case Dimension::PersonTimes:
    case Dimension::PersonDays:
    case Dimension::Household:
    case Dimension::Time:
    case Dimension::Area:
    case Dimension::Length:
    case Dimension::Volume:
    case Dimension::Mass:
    case Dimension::Data:
    case Dimension::Points:
    case Dimension::BareMultiple: return false;
  }
  return false;
}

}  // namespace

std::string_view chinese_name(Level1 level) noexcept { return names_of(level).chinese; }
std::string_view chinese_name(Level2 level) noexcept { return names_of(level).chinese; }
std::string_view chinese_name(Comparator comparator) noexcept {
  return names_of(comparator).chinese;
}
std::string_view chinese_name(Direction direction) noexcept { return names_of(direction).chinese; }
std::string_view chinese_name(Dimension dimension) noexcept { return names_of(dimension).chinese; }
std::string_view chinese_name(ColumnRole role) noexcept { return names_of(role).chinese; }
std::string_view key_of(Level1 level) noexcept { return names_of(level).key; }
std::string_view key_of(Level2 level) noexcept { return names_of(level).key; }
std::string_view key_of(Comparator comparator) noexcept { return names_of(comparator).key; }
std::string_view key_of(Direction direction) noexcept { return names_of(direction).key; }
std::string_view key_of(Dimension dimension) noexcept { return names_of(dimension).key; }
std::string_view key_of(ColumnRole role) noexcept { return names_of(role).key; }

template <>
std::span<const Level1> all_terms<Level1>() noexcept {
  return kTermsUpTo<Level1, Level1::Execution>;
}
template <>
std::span<const Level2> all_terms<Level2>() noexcept {
  return kTermsUpTo<Level2, Level2::Satisfaction>;
}
template <>
std::span<const Comparator> all_terms<Comparator>() noexcept {
  return kTermsUpTo<Comparator, Comparator::NotApplicable>;
}
template <>
std::span<const Direction> all_terms<Direction>() noexcept {
  return kTermsUpTo<Direction, Direction::Moderate>;
}
template <>
std::span<const Dimension> all_terms<Dimension>() noexcept {
  return kTermsUpTo<Dimension, Dimension::Other>;
}
template <>
std::span<const ColumnRole> all_terms<ColumnRole>() noexcept {
  return kTermsUpTo<ColumnRole, ColumnRole::TaskTarget>;
}

bool comparable(const Unit& a, const Unit& b) noexcept {
  if (a.dimension != b.dimension || a.dimension == Dimension::Unknown) return false;
  if (a.name == b.name) return true;
  if (a.factor.is_zero() || b.factor.is_zero()) return false;
  if (!compares_in_same_words_only(a.dimension)) return true;
  return without_multiple(a.name) == without_multiple(b.name);
}

}  // namespace jx
