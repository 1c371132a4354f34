// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"
#include "findings/rules/task_pairs.h"

/// One measure, two sources, two numbers: the row says ≥12 个, the task it pairs with 10 个.
namespace jx {
namespace {

struct TaskValue {
  const Task* task = nullptr;
  const Quantity* quantity = nullptr;
  Pairing pairing;
};

/// Percentages, dates and durations mean too many things to be taken for the same measure.
bool is_comparable(const Unit& unit) {
  using enum Dimension;
  constexpr std::array kComparable = {Count,     Events, People, PersonTimes, PersonDays,
                                      Household, Money,  Area,   Length};
  return std::find(kComparable.begin(), kComparable.end(), unit.dimension) != kComparable.end();
}

bool is_same_measure(const Unit& a, const Unit& b) {
  if (a.dimension != b.dimension) return false;
  return (a.dimension != Dimension::Count && a.dimension != Dimension::Events) || a.name == b.name;
}

/// A task's name may leave out what it is done to, and its target say it: 数字化加工,
/// 加工婚姻登记档案 21000 件. Then the number is the row's if it is counted in the very same unit.
std::vector<TaskValue> values_in_targets(const TaskPairs& pairs, std::size_t row,
                                         const Lexicon& lexicon) {
  constexpr double kNearlyAll = 0.8;
  std::vector<TaskValue> values;
  const Unit& unit = unit_of(*pairs.rows()[row]);
  for (std::size_t index = 0; index < pairs.tasks().size(); ++index) {
    if (pairs.coverage_by_target(row, index) < kNearlyAll) continue;
    const Task& task = pairs.tasks()[index];
    for (const Quantity* quantity : headline_quantities(task, lexicon)) {
      if (quantity->unit.name != unit.name || unit.name.empty()) continue;
      values.push_back(
          {.task = &task,
           .quantity = quantity,
           .pairing = {.basis = PairingBasis::Words, .reason = "任务目标写的是同一事项"}});
    }
  }
  return values;
}

std::vector<TaskValue> values_for(const TaskPairs& pairs, std::size_t row, const Lexicon& lexicon) {
  std::vector<TaskValue> values;
  const Unit& unit = unit_of(*pairs.rows()[row]);
  for (std::size_t index = 0; index < pairs.tasks().size(); ++index) {
    const Task& task = pairs.tasks()[index];
    Pairing pairing = pairs.pair(row, index);
    if (pairing.basis == PairingBasis::None) continue;
    if (pairing.basis == PairingBasis::Words && !pairing.same_head) continue;
    for (const Quantity* quantity : headline_quantities(task, lexicon)) {
      if (!is_same_measure(unit, quantity->unit)) continue;
      values.push_back({.task = &task, .quantity = quantity, .pairing = pairing});
    }
  }
  if (values.empty()) values = values_in_targets(pairs, row, lexicon);
  // Shared words beat kinship: then the kindred tasks are other things.
  const bool by_words = std::any_of(values.begin(), values.end(), [](const TaskValue& value) {
    return value.pairing.basis == PairingBasis::Words;
  });
  if (by_words) {
    std::erase_if(
        values, [](const TaskValue& value) { return value.pairing.basis != PairingBasis::Words; });
  }
  return values;
}

std::optional<Decimal> row_value(const Indicator& row) {
  if (!row.target.has_value() || !row.target->value) return std::nullopt;
  const Result<Decimal> value = row.target->value->times(unit_of(row).factor);
  if (!value.ok()) return std::nullopt;
  return *value;
}

bool any_equals(const std::vector<TaskValue>& values, const Decimal& value) {
  return std::any_of(values.begin(), values.end(),
                     [&](const TaskValue& each) { return in_base_unit(*each.quantity) == value; });
}

/// "；合计 10+2=12，与指标值相同，口径是否一致没有说明"
std::string sum_note(const std::vector<TaskValue>& values, const Decimal& value) {
  if (values.size() < 2) return {};
  DecimalSum sum;
  std::string formula;
  for (const TaskValue& each : values) {
    const std::optional<Decimal> part = in_base_unit(*each.quantity);
    if (!part) return {};
    sum.add(*part);
    if (!formula.empty()) formula += "+";
    formula += each.quantity->value->to_string();
  }
  const Result<Decimal> total = sum.total();
  if (!total.ok()) return {};
  return *total == value ? fmt::format("；合计 {} 与指标值相同，但是否就是同一批没有说明", formula)
                         : fmt::format("；合计 {} 也不等于指标值", formula);
}

void check_row(const ProjectFacts& facts, const TaskPairs& pairs, std::size_t row,
               const Lexicon& lexicon, FindingSink& sink) {
  const Indicator& indicator = *pairs.rows()[row];
  const std::optional<Decimal> value = row_value(indicator);
  if (!value || !is_comparable(unit_of(indicator))) return;
  const std::vector<TaskValue> values = values_for(pairs, row, lexicon);
  if (values.empty()) return;
  Answer answer = answer_about(*facts.project);
  answer.evidence = {evidence_of(indicator.name), evidence_of(indicator.target)};
  std::vector<std::string> shown;
  for (const TaskValue& each : values) {
    shown.push_back(fmt::format("{} {}", shown_name(*each.task), shown_value(*each.quantity)));
    answer.evidence.push_back(
        evidence_of(each.task->target, each.quantity->begin, each.quantity->end));
  }
  const std::string own = fmt::format("{}{} {}", chinese_name(comparator_of(indicator)),
                                      indicator.target.raw, unit_of(indicator).name);
  if (any_equals(values, *value)) {
    answer.message =
        fmt::format("{}在目标表和任务清单里的数一致：{}。", shown_name(indicator), own);
    sink.pass(std::move(answer));
    return;
  }
  answer.message =
      fmt::format("{}在目标表是 {}，任务清单里是{}（{}）{}。", shown_name(indicator), own,
                  joined(shown), values.front().pairing.reason, sum_note(values, *value));
  answer.expected = "两处一致，或说明口径差别";
  answer.actual = fmt::format("{}；{}", own, joined(shown));
  answer.confidence = 0.7;
  sink.fail(std::move(answer));
}

}  // namespace

void check_cross_source_value(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.task_list == nullptr) continue;
    const TaskPairs pairs(facts, input.lexicon);
    for (std::size_t row = 0; row < pairs.rows().size(); ++row) {
      check_row(facts, pairs, row, input.lexicon, sink);
    }
  }
}

}  // namespace jx
