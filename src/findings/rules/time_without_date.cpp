// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool is_digit(char character) noexcept { return character >= '0' && character <= '9'; }

/// 2023年, 11月, 15日, 30天, 18点: a digit before a unit of time.
bool states_time(std::string_view words) noexcept {
  for (const std::string_view unit : {"年", "月", "日", "天", "周", "点", "时", "个月"}) {
    for (std::size_t at = words.find(unit); at != std::string_view::npos;
         at = words.find(unit, at + unit.size())) {
      if (at > 0 && is_digit(words[at - 1])) return true;
    }
  }
  return false;
}

bool target_states_time(const Indicator& indicator) noexcept {
  if (indicator.target.has_value() && indicator.target->kind == TargetKind::Date) return true;
  const Dimension dimension = unit_of(indicator).dimension;
  return dimension == Dimension::Time || dimension == Dimension::Calendar ||
         dimension == Dimension::Frequency;
}

bool row_states_time(const Indicator& indicator, const WordList& anchors) {
  return target_states_time(indicator) || states_time(indicator.target.raw) ||
         states_time(indicator.name.text) ||
         states_time(words_of(indicator, ColumnRole::Explanation)) ||
         states_time(words_of(indicator, ColumnRole::Remark)) || row_says(indicator, anchors);
}

/// A goal that names a month or a year's end gives its rows a date.
bool goal_states_date(const ProjectFacts& facts) noexcept {
  return std::any_of(
      facts.goal_set->goals.begin(), facts.goal_set->goals.end(), [](const Goal& goal) {
        return std::any_of(
            goal.quantities.begin(), goal.quantities.end(),
            [](const Quantity& quantity) { return quantity.date && quantity.date->month != 0; });
      });
}

}  // namespace

/// TM01: a row about time must say by when, how often or by which plan: 及时率 ≥90% does not.
void check_time_without_date(const RuleInput& input, FindingSink& sink) {
  const WordList& anchors = input.lexicon.words("time-anchor");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level2_of(indicator) != Level2::Timeliness) continue;
      if (row_states_time(indicator, anchors)) {
        if (is_in_use(indicator)) verdicts.good(indicator);
      } else if (is_named_row(indicator) && !indicator.target.raw.empty()) {
        verdicts.bad(indicator, name_evidence(indicator));
      }
    }
    if (verdicts.any_bad()) {
      if (goal_states_date(facts)) continue;
      Answer answer = verdicts.failed(fmt::format("{} 个时效指标没有完成时间、周期或计划安排：{}。",
                                                  verdicts.bad_count(), verdicts.bad_names()));
      answer.expected = "写明日期或期限，如“11月30日前完成”";
      answer.actual = verdicts.bad_names();
      answer.confidence = 0.95;
      sink.fail(std::move(answer));
    }
    verdicts.pass_if_good(sink, "时效指标写明了时间");
  }
}

}  // namespace jx
