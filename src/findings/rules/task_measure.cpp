// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/task_measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"

namespace jx {
namespace {

/// A task of the same list that is still to build what this one calls finished: 已开发平台 beside
/// 建设线上销售平台.
const Task* find_still_to_build(const TaskList& list, const Task& finished,
                                const Lexicon& lexicon) {
  const auto done = lexicon.words("finished-word").find_in(finished.name.text);
  if (!done) return nullptr;
  const auto thing = lexicon.words("operated-thing").find_in(finished.name.text);
  if (!thing) return nullptr;
  constexpr std::size_t kMostTasks = 200;
  for (const Task& task : std::span(list.tasks).first(std::min(list.tasks.size(), kMostTasks))) {
    if (&task == &finished || !contains(task.name.text, thing->word)) continue;
    if (lexicon.words("building-verb").find_in(task.name.text)) return &task;
  }
  return nullptr;
}

}  // namespace

void check_task_measures(const RuleInput& input, FindingSink& sink) {
  const WordList& states = input.lexicon.words("operation-state");
  for (const TaskList& list : input.judged_task_lists()) {
    for (const Task& task : list.tasks) {
      const auto state = states.find_in(task.target.text);
      if (!state || has_measure(task.quantities, task.target.text)) continue;
      Answer answer = answer_about(list);
      answer.message = fmt::format("{}只写{}，没有可用率、故障次数或响应时间等可以衡量的指标",
                                   shown_name(task), in_quotes(state->word));
      answer.evidence = {evidence_of(task.target, state->begin, state->end)};
      if (const Task* building = find_still_to_build(list, task, input.lexicon)) {
        answer.message +=
            fmt::format("；而{}说明还要建设，是否已开发前后不一", shown_name(*building));
        answer.evidence.push_back(evidence_of(task.name));
        answer.evidence.push_back(evidence_of(building->name));
      }
      answer.message += "。";
      answer.expected = "可用率、故障次数、响应时间等及其目标值";
      answer.actual = state->word;
      answer.fix = "写明全年可用率不低于百分之几、重大故障不超过几次、故障几小时内恢复。";
      answer.confidence = 0.7;
      sink.fail(std::move(answer));
    }
  }
}

}  // namespace jx
