// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

const std::pair<std::string, std::string>* find_alias(std::string_view unit,
                                                      const WordMap& aliases) {
  for (const auto& entry : aliases.entries) {
    if (entry.first == unit) return &entry;
  }
  return nullptr;
}

/// 人/次 may be the people of each time; where the name counts 人次, it is 人次 that is meant.
bool is_meant(const std::pair<std::string, std::string>& alias, const Indicator& indicator) {
  return !contains(alias.first, "/") || contains(indicator.name.text, alias.second);
}

}  // namespace

/// UN03: unit words that are no units of the official list (百分比 for %), and 百分点, the unit of
/// a difference, on a share.
void check_unit_alias(const RuleInput& input, FindingSink& sink) {
  const WordMap& aliases = input.lexicon.map("nonstandard-unit");
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> words;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (indicator.unit.raw.empty()) continue;
      const auto* alias = find_alias(trimmed(indicator.unit.raw), aliases);
      if (alias != nullptr && !is_meant(*alias, indicator)) alias = nullptr;
      if (alias != nullptr) {
        verdicts.bad(indicator, evidence_of(indicator.unit));
        words.push_back(fmt::format("“{}”应为“{}”", alias->first, alias->second));
      } else if (indicator.unit.has_value() &&
                 indicator.unit->dimension == Dimension::PercentPoint) {
        const MeasureWord* const measure = measures.find(indicator.name.text);
        if (measure == nullptr || !measure->capped) continue;
        verdicts.bad(indicator, evidence_of(indicator.unit));
        words.push_back(fmt::format("“{}”是两个百分数之差，应为“%”", indicator.unit.raw));
      }
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(
        fmt::format("{} 个指标的度量单位不规范：{}。", verdicts.bad_count(), joined(words, 4)));
    answer.expected = joined(words, 4);
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
