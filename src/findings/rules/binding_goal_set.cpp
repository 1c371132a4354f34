// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// One of the sets of a project: what it is called and where it begins.
struct SetView {
  std::string name;
  GoalSource source = GoalSource::Unstated;
  EvidenceLine place;
};

EvidenceLine place_of(const GoalSet& set, const Project& project) {
  if (!set.goals.empty()) return evidence_of(set.goals.front().words);
  if (!set.indicators.empty()) return evidence_of(set.indicators.front().name);
  return project_evidence(project);
}

std::string name_of(const GoalSet& set) {
  std::string name = fmt::format("绩效目标表（{} 个指标", set.indicators.size());
  if (set.source != GoalSource::Unstated) name += fmt::format("，{}", chinese_name(set.source));
  return name + "）";
}

std::string name_of(const TaskList& list) {
  std::string name = fmt::format("{}（{} 项任务", named(list.title.text), list.tasks.size());
  if (list.source != GoalSource::Unstated) name += fmt::format("，{}", chinese_name(list.source));
  return name + "）";
}

std::vector<SetView> sets_of(const ProjectFacts& facts) {
  std::vector<SetView> sets;
  for (const GoalSet& set : facts.project->goal_sets) {
    if (set.indicators.empty() && set.goals.empty()) continue;
    sets.push_back(
        {.name = name_of(set), .source = set.source, .place = place_of(set, *facts.project)});
  }
  if (facts.task_list != nullptr) {
    sets.push_back({.name = name_of(*facts.task_list),
                    .source = facts.task_list->source,
                    .place = evidence_of(facts.task_list->title)});
  }
  return sets;
}

/// What the document itself says about where the targets come from: "原定绩效目标", "根据招标内容".
void add_provenance(const RuleInput& input, Answer& answer) {
  const WordList& cues = input.lexicon.words("provenance-word");
  for (const Paragraph& paragraph : input.submission.paragraphs) {
    const auto cue = cues.find_in(paragraph.words.text);
    if (cue) answer.evidence.push_back(evidence_of(paragraph.words, cue->begin, cue->end));
  }
}

bool is_settled(const SetView& set) {
  return set.source == GoalSource::Approved || set.source == GoalSource::Adjusted;
}

void check_project(const RuleInput& input, const ProjectFacts& facts, FindingSink& sink) {
  const std::vector<SetView> sets = sets_of(facts);
  if (sets.size() < 2) return;
  Answer answer = answer_about(*facts.project);
  std::vector<std::string> names;
  for (const SetView& set : sets) {
    names.push_back(set.name);
    answer.evidence.push_back(set.place);
  }
  const auto settled = std::find_if(sets.begin(), sets.end(), is_settled);
  if (settled != sets.end()) {
    answer.message =
        fmt::format("同一项目有 {} 套目标，文件写明{}是批复的一套。", sets.size(), settled->name);
    sink.pass(std::move(answer));
    return;
  }
  add_provenance(input, answer);
  answer.message =
      fmt::format("同一项目有 {} 套目标：{}，文件没有写明哪一套是批复的，考核以谁为准不清楚。",
                  sets.size(), joined(names));
  answer.expected = "写明以批复的绩效目标表为准，另一套说明与它的关系";
  answer.actual = fmt::format("{} 套目标，没有批复依据", sets.size());
  answer.confidence = 0.95;
  sink.fail(std::move(answer));
}

}  // namespace

void check_binding_goal_set(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) check_project(input, facts, sink);
}

}  // namespace jx
