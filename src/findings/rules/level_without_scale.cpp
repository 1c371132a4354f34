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

/// A number that is no date: "较上年提高 5 分".
bool has_measure_digit(std::string_view words) noexcept {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] < '0' || words[at] > '9') continue;
    while (at < words.size() && ((words[at] >= '0' && words[at] <= '9') || words[at] == '.')) ++at;
    const std::string_view behind = trimmed(words.substr(at));
    if (!behind.starts_with("年") && !behind.starts_with("月") && !behind.starts_with("日") &&
        !behind.starts_with("号")) {
      return true;
    }
  }
  return false;
}

/// Another column says what the levels are: in steps, by points or by a number.
bool is_explained(const Indicator& indicator, const WordList& steps) {
  for (const ColumnRole role : {ColumnRole::Explanation, ColumnRole::ScoringRule,
                                ColumnRole::ValueBasis, ColumnRole::Remark}) {
    const std::string_view words = words_of(indicator, role);
    if (steps.find_in(words).has_value() || has_measure_digit(words)) return true;
  }
  return false;
}

/// A word of degree that two people may see differently: 明显, 良好, 有所提高. What is there or not
/// (合格, 验收通过, 无事故) needs no levels.
bool is_vague(const Indicator& indicator, const WordList& degrees, const WordList& plain_outcomes) {
  if (!indicator.target.has_value()) return false;
  const Target& target = *indicator.target;
  if (target.kind != TargetKind::Level && target.kind != TargetKind::Text) return false;
  const std::string_view words = indicator.target.raw;
  return degrees.find_in(words).has_value() && !plain_outcomes.find_in(words).has_value();
}

}  // namespace

/// VL11: a qualitative target whose levels are described nowhere.
void check_level_without_scale(const RuleInput& input, FindingSink& sink) {
  const WordList& degrees = input.lexicon.words("degree-of-effect");
  const WordList& outcomes = input.lexicon.words("plain-outcome");
  const WordList& steps = input.lexicon.words("level-step");
  const WordList& scales = input.lexicon.words("value-scale");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::string first;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!is_vague(indicator, degrees, outcomes) || !is_in_use(indicator)) continue;
      if (scales.contains(fold(indicator.target.raw)) || is_explained(indicator, steps)) continue;
      if (first.empty()) first = trimmed(indicator.target.raw);
      verdicts.bad(indicator, evidence_of(indicator.target));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(
        fmt::format("{} 个定性指标只写{}一类的话，没有说明分几等、各等是什么样：{}。",
                    verdicts.bad_count(), in_quotes(first), verdicts.bad_names()));
    answer.expected = "分三等描述，如：达成、部分达成、未达成各是什么情形";
    answer.actual = first;
    answer.confidence = 0.6;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
