// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// ≤1 % of a bad thing is a good target.
bool wants_little(const Indicator& indicator) noexcept {
  const Comparator comparator = comparator_of(indicator);
  return comparator == Comparator::AtMost || comparator == Comparator::LessThan ||
         (indicator.direction.has_value() && *indicator.direction == Direction::Reverse);
}

/// A 率 that is to be high, and is neither a change nor a bad thing: 设备在线率.
bool is_other_share(const Indicator& indicator, const Lexicon& lexicon) {
  const std::string_view name = without_end_brackets(indicator.name.text);
  return name.ends_with("率") && comparator_of(indicator) == Comparator::AtLeast &&
         !lexicon.words("growth-measure").find_in(name) &&
         !lexicon.words("open-rate").find_in(name) && !lexicon.words("reverse-word").find_in(name);
}

}  // namespace

/// VL05: 0.9 with the unit %: meant as 90 %? Asked only of shares with a natural whole, whose
/// targets are never near zero (合格率, 满意度), so that a growth of 0.5 % stays untouched.
void check_percent_as_fraction(const RuleInput& input, FindingSink& sink) {
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> targets;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const Decimal* const value = number_of(indicator);
      if (value == nullptr || !is_percentage(indicator)) continue;
      if (*value <= Decimal(0) || *value > Decimal(1) || wants_little(indicator)) continue;
      const MeasureWord* const measure = measures.find(indicator.name.text);
      const bool capped = measure != nullptr && measure->capped;
      if (!capped && !is_other_share(indicator, input.lexicon)) continue;
      verdicts.bad(indicator, evidence_of(indicator.target));
      targets.push_back(shown_target(indicator));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(
        fmt::format("{} 个指标的单位是 %，值却不超过 1（{}），疑似把小数当百分数：{}。",
                    verdicts.bad_count(), joined(targets, 6), verdicts.bad_names()));
    answer.expected = "按百分数填写，如 0.9 应为 90%";
    answer.actual = joined(targets, 6);
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
