// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

struct RateWords {
  const WordList& capped;  ///< 合格率, 完成率 …: a part of a whole.
  const WordList& growth;  ///< 增长率 …: may pass 100 and may be negative.
  const WordList& open;    ///< 负荷率, 回报率 …: no part of a whole.
};

/// A 率 that nothing says to be anything else than a part of a whole.
bool is_share(std::string_view name, const RateWords& words) {
  return without_end_brackets(name).ends_with("率") && !words.open.find_in(name);
}

bool is_counted(Dimension dimension) {
  switch (dimension) {
    case Dimension::People:
    case Dimension::PersonTimes:
    case Dimension::PersonDays:
    case Dimension::Household:
    case Dimension::Count:
    case Dimension::Events:
    case Dimension::Area:
    case Dimension::Length:
    case Dimension::Volume:
    case Dimension::Mass:
    case Dimension::Data:
    case Dimension::Frequency: return true;
    case Dimension::Other:
    case Dimension::Unknown:
    case Dimension::Ratio:
    case Dimension::PercentPoint:
    case Dimension::Money:
    case Dimension::UnitMoney:
    case Dimension::Time:
    case Dimension::Calendar:
    case Dimension::Points:
    case Dimension::Level:
    case Dimension::BareMultiple: return false;
  }
  return false;
}

std::optional<std::string> find_fault(const Indicator& indicator, const RateWords& words) {
  if (!indicator.target.has_value() || !indicator.target->value.has_value()) return std::nullopt;
  const Target& target = *indicator.target;
  const Decimal& low = *target.value;
  const Decimal& high = target.value_high.has_value() ? *target.value_high : low;
  const Dimension dimension = unit_of(indicator).dimension;
  const bool growth = words.growth.find_in(indicator.name.text).has_value();
  if (dimension == Dimension::Ratio && !growth) {
    if (low.is_negative()) return "小于 0";
    const bool satisfaction =
        indicator.level1.has_value() && *indicator.level1 == Level1::Satisfaction;
    const bool capped = satisfaction || words.capped.find_in(indicator.name.text).has_value() ||
                        is_share(indicator.name.text, words);
    if (capped && high > Decimal(100)) return "超过 100%";
  }
  if (is_counted(dimension) && low.is_negative() && !growth) return "数量为负";
  return std::nullopt;
}

}  // namespace

void check_percent_range(const RuleInput& input, FindingSink& sink) {
  const RateWords words{input.lexicon.words("capped-rate"), input.lexicon.words("growth-measure"),
                        input.lexicon.words("open-rate")};
  for (const ProjectFacts& facts : input.facts.projects) {
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const auto fault = find_fault(indicator, words);
      if (!fault.has_value()) continue;
      rows.push_back(fmt::format("{} {}{} {}，{}", shown_name(indicator),
                                 chinese_name(comparator_of(indicator)), indicator.target.raw,
                                 indicator.unit.raw, *fault));
      evidence.push_back(evidence_of(indicator.target));
    }
    if (rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("{} 行的指标值不可能达到：{}", rows.size(), joined(rows)),
               .evidence = std::move(evidence),
               .expected = "比率在 0 到 100% 之间，数量不为负",
               .actual = joined(rows),
               .confidence = 0.95});
  }
}

}  // namespace jx
