// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"
#include "findings/rules/task_pairs.h"

/// An output that nobody is tasked with: a 数量 row whose object is in no task of the linked list.
/// Without a list there is nothing to compare: a goal is too short to name every row.
namespace jx {
namespace {

bool is_quantity_row(const Indicator& row) {
  return row.level2.has_value() && *row.level2 == Level2::Quantity;
}

bool has_task(const TaskPairs& pairs, std::size_t row) {
  for (std::size_t task = 0; task < pairs.tasks().size(); ++task) {
    // A kindred thing (工坊, 基地) may be the same under another name: LG03 asks about it.
    if (pairs.pair(row, task).basis != PairingBasis::None) return true;
    if (pairs.coverage_by_target(row, task) >= Pairer::kPaired) return true;
  }
  return false;
}

std::string shown_row(const Indicator& row) {
  const std::string_view sign = chinese_name(comparator_of(row));
  const std::string& unit = unit_of(row).name;
  return fmt::format("{}（{}{}）", shown_name(row), sign,
                     row.target.raw + (unit.empty() ? "" : " " + unit));
}

/// Other rows about the same thing lean on the same missing task.
void add_companions(const TaskPairs& pairs, std::size_t row, Answer& answer) {
  for (std::size_t other = 0; other < pairs.rows().size(); ++other) {
    if (other == row || is_quantity_row(*pairs.rows()[other])) continue;
    if (pairs.share_object(row, other)) {
      answer.evidence.push_back(evidence_of(pairs.rows()[other]->name));
    }
  }
}

void check_project(const ProjectFacts& facts, const Lexicon& lexicon, FindingSink& sink) {
  const TaskPairs pairs(facts, lexicon);
  if (pairs.tasks().empty()) return;
  Answer answer = answer_about(*facts.project);
  std::vector<std::string> names;
  std::size_t looked_at = 0;
  for (std::size_t row = 0; row < pairs.rows().size(); ++row) {
    if (!is_quantity_row(*pairs.rows()[row]) || !pairs.row_has_object(row)) continue;
    ++looked_at;
    if (has_task(pairs, row)) continue;
    names.push_back(shown_row(*pairs.rows()[row]));
    answer.evidence.push_back(evidence_of(pairs.rows()[row]->name));
    add_companions(pairs, row, answer);
  }
  if (looked_at == 0) return;
  answer.evidence.push_back(evidence_of(facts.task_list->title));
  if (names.empty()) {
    answer.message = "数量指标在任务清单里都有对应的任务。";
    sink.pass(std::move(answer));
    return;
  }
  answer.message = fmt::format("数量指标{}在清单的 {} 项任务里没有对应的任务。", joined(names),
                               facts.task_list->tasks.size());
  answer.expected = "每个数量指标有任务去完成";
  answer.actual = fmt::format("{} 个指标没有任务", names.size());
  answer.confidence = 0.95;
  sink.fail(std::move(answer));
}

}  // namespace

void check_indicator_without_task(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.task_list != nullptr) check_project(facts, input.lexicon, sink);
  }
}

}  // namespace jx
