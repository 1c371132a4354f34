// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Units that say too little to contradict a name. 人 beside 人次 is UN04's.
bool says_little(Dimension dimension) noexcept {
  switch (dimension) {
    case Dimension::Unknown:
    case Dimension::BareMultiple:
    case Dimension::Other:
    case Dimension::Level:
    case Dimension::UnitMoney: return true;
    case Dimension::Ratio:
    case Dimension::PercentPoint:
    case Dimension::Money:
    case Dimension::People:
    case Dimension::PersonTimes:
    case Dimension::PersonDays:
    case Dimension::Household:
    case Dimension::Count:
    case Dimension::Events:
    case Dimension::Time:
    case Dimension::Calendar:
    case Dimension::Area:
    case Dimension::Length:
    case Dimension::Volume:
    case Dimension::Mass:
    case Dimension::Data:
    case Dimension::Frequency:
    case Dimension::Points: return false;
  }
  return true;
}

bool are_near(const Unit& given, const MeasureWord& measure) noexcept {
  const Dimension unit = given.dimension;
  // 增长率 in 百分点, 人数 in 个, 人次 in 次: loose, and understood by everyone.
  if (unit == Dimension::PercentPoint) return measure.allows(Dimension::Ratio);
  // 完成时间 每季度 1 场 is a schedule.
  if (unit == Dimension::Frequency && measure.timely) return true;
  if (given.name == "次" && measure.allows(Dimension::PersonTimes)) return true;
  if (unit == Dimension::Count) {
    return measure.allows(Dimension::People) || measure.allows(Dimension::Household);
  }
  if (unit == Dimension::PersonDays || unit == Dimension::Household) {
    return measure.allows(Dimension::People);
  }
  return false;
}

bool fits(const Indicator& indicator, const MeasureWord& measure) noexcept {
  const Unit& unit = unit_of(indicator);
  return measure.dimensions == 0 || measure.allows(unit.dimension) || are_near(unit, measure);
}

}  // namespace

/// UN02: the unit measures something else than the name: 天数 in 人次, a rate in 个.
void check_unit_mismatch(const RuleInput& input, FindingSink& sink) {
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> units;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (number_of(indicator) == nullptr || says_little(unit_of(indicator).dimension)) continue;
      const MeasureWord* const measure = measures.find(indicator.name.text);
      if (measure == nullptr || measure->dimensions == 0) continue;
      if (fits(indicator, *measure)) {
        verdicts.good(indicator);
        continue;
      }
      EvidenceLine unit =
          indicator.unit.has_value() ? evidence_of(indicator.unit) : evidence_of(indicator.target);
      verdicts.bad(indicator, std::move(unit));
      units.push_back(fmt::format("“{}”用“{}”", measure->word, unit_of(indicator).name));
    }
    if (verdicts.any_bad()) {
      Answer answer = verdicts.failed(
          fmt::format("{} 个指标的度量单位与名称衡量的内容不符：{}（{}）。", verdicts.bad_count(),
                      verdicts.bad_names(), joined(units, 6)));
      answer.expected = "单位与名称一致";
      answer.actual = joined(units, 6);
      answer.confidence = 0.9;
      sink.fail(std::move(answer));
    }
    verdicts.pass_if_good(sink, "度量单位与名称相符");
  }
}

}  // namespace jx
