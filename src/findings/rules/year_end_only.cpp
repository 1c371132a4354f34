// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// The only date is the last day of the year: then nothing can be followed before it is too late.
namespace jx {
namespace {

bool is_year_end(const std::optional<Date>& date, std::string_view words) {
  constexpr int kDecember = 12;
  constexpr int kLastDays = 30;
  for (const std::string_view mark : {"年底", "年末", "年内", "年终", "年 底"}) {
    if (contains(words, mark)) return true;
  }
  if (!date || date->month != kDecember) return false;
  // "12月前" is before December: no year end.
  return date->day >= kLastDays || (date->day == 0 && contains(words, "12月底"));
}

/// A row's own cell: 2023年12月, or "≤ 12" in 月, is the end of the year as well.
bool is_year_end(const Indicator& indicator) {
  const Target& target = *indicator.target;
  const std::string_view raw = indicator.target.raw;
  constexpr int kDecember = 12;
  if (target.kind == TargetKind::Number) {
    return unit_of(indicator).name == "月" && target.value && *target.value == Decimal(kDecember);
  }
  if (target.kind != TargetKind::Date) return false;
  if (is_year_end(target.date, raw)) return true;
  if (!target.date || target.date->month != kDecember || target.date->day != 0) return false;
  for (const std::string_view early : {"月前", "月份前", "月初", "上旬", "中旬", "月 前"}) {
    if (contains(raw, early)) return false;
  }
  return true;
}

struct Deadlines {
  std::vector<EvidenceLine> year_end;
  std::string first_words;
  bool others = false;
};

void look_at(const Words& words, std::span<const Quantity> quantities, Deadlines& found) {
  const std::string_view text = words.text;
  for (const Quantity& quantity : quantities) {
    if (!is_deadline(quantity, text)) continue;
    // 底 and 前 may stand behind what was taken as the date.
    const std::string_view shown =
        text.substr(quantity.begin, clause_at(text, quantity.begin).end - quantity.begin);
    constexpr std::size_t kNear = 8;
    const std::string_view near =
        shown.substr(0, byte_offset(shown, character_count(quantity.raw) + kNear));
    if (!is_year_end(quantity.date, near)) {
      found.others = true;
      continue;
    }
    if (found.first_words.empty()) found.first_words = quantity.raw;
    found.year_end.push_back(evidence_of(words, quantity.begin, quantity.end));
  }
}

void report(Answer answer, std::string_view where, Deadlines found, FindingSink& sink) {
  if (found.year_end.empty() || found.others) return;
  answer.message = fmt::format("{}的时间节点只有年底一个（{}），年中无法判断进度。", where,
                               in_quotes(found.first_words));
  answer.evidence = std::move(found.year_end);
  answer.expected = "按季度或按关键环节写中间节点";
  answer.actual = found.first_words;
  answer.confidence = 0.7;
  sink.fail(std::move(answer));
}

void check_statements(const RuleInput& input, FindingSink& sink) {
  for_each_statement(input, [&](const Passage& passage) {
    Deadlines found;
    look_at(*passage.words, passage.quantities, found);
    report(answer_about(passage), "正文", std::move(found), sink);
  });
}

void check_lists(const RuleInput& input, FindingSink& sink) {
  for (const TaskList& list : input.judged_task_lists()) {
    Deadlines found;
    for (const Task& task : list.tasks) look_at(task.target, task.quantities, found);
    report(answer_about(list), "任务清单", std::move(found), sink);
  }
}

/// 时效 rows of a project: one with a date inside the year is enough.
void check_rows(const ProjectFacts& facts, FindingSink& sink) {
  Deadlines found;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (!indicator.level2.has_value() || *indicator.level2 != Level2::Timeliness) continue;
    if (!indicator.target.has_value() || !is_in_use(indicator)) continue;
    if (!is_year_end(indicator)) {
      found.others = true;
      continue;
    }
    if (found.first_words.empty()) {
      found.first_words = indicator.target->kind == TargetKind::Number ? shown_target(indicator)
                                                                       : indicator.target.raw;
    }
    found.year_end.push_back(evidence_of(indicator.target));
  }
  report(answer_about(*facts.project), "时效指标", std::move(found), sink);
}

}  // namespace

void check_year_end_only(const RuleInput& input, FindingSink& sink) {
  check_statements(input, sink);
  check_lists(input, sink);
  for (const ProjectFacts& facts : input.facts.projects) check_rows(facts, sink);
}

}  // namespace jx
