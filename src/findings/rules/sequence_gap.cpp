// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

struct Numbering {
  std::map<int, std::size_t> times;
  std::vector<std::string> missing;
  std::vector<std::string> repeated;
};

Numbering numbering_of(const TaskList& list) {
  Numbering numbering;
  for (const Task& task : list.tasks) {
    if (task.number.has_value()) ++numbering.times[*task.number];
  }
  // A list of ten thousand tasks numbered from a million is no list of a million gaps.
  constexpr std::size_t kMostGaps = 50;
  int expected = 1;
  for (const auto& [number, times] : numbering.times) {
    for (; expected < number && numbering.missing.size() < kMostGaps; ++expected) {
      numbering.missing.push_back(std::to_string(expected));
    }
    if (times > 1) numbering.repeated.push_back(std::to_string(number));
    expected = number + 1;
  }
  return numbering;
}

std::vector<EvidenceLine> places_of(const TaskList& list, const Numbering& numbering) {
  std::vector<EvidenceLine> evidence;
  int previous = 0;
  for (const Task& task : list.tasks) {
    if (!task.number.has_value()) continue;
    const bool after_gap = *task.number > previous + 1;
    if (after_gap || numbering.times.at(*task.number) > 1) {
      evidence.push_back({.origin = task.number.origin.known() ? task.number.origin : task.origin,
                          .text = fmt::format("{} {}", *task.number, task.name.text)});
    }
    previous = *task.number;
  }
  return evidence;
}

}  // namespace

void check_sequence_gap(const RuleInput& input, FindingSink& sink) {
  for (const TaskList& list : input.judged_task_lists()) {
    const Numbering numbering = numbering_of(list);
    if (numbering.times.empty()) continue;
    Answer answer = answer_about(list);
    if (numbering.missing.empty() && numbering.repeated.empty()) {
      answer.message = fmt::format("清单序号 {}–{} 连续，没有缺号和重号。",
                                   numbering.times.begin()->first, numbering.times.rbegin()->first);
      answer.evidence = {evidence_of(list.title)};
      sink.pass(std::move(answer));
      continue;
    }
    std::vector<std::string> faults;
    if (!numbering.missing.empty()) faults.push_back("缺 " + joined(numbering.missing));
    if (!numbering.repeated.empty()) faults.push_back("重复 " + joined(numbering.repeated));
    answer.message = fmt::format("清单序号不连续：{}，可能漏了行。", joined(faults));
    answer.evidence = places_of(list, numbering);
    answer.expected = "序号从 1 起连续";
    answer.actual = joined(faults);
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
