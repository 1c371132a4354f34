// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

std::string message_for(const Goal& goal, const Project& project, const Lexicon& lexicon) {
  std::vector<std::string> slogans;
  for (const WordMatch& match : lexicon.words("slogan").find_all_in(goal.words.text)) {
    slogans.push_back(in_quotes(match.word));
  }
  constexpr std::size_t kShown = 4;
  std::string message = fmt::format("年度目标全文 {} 字只有口号（{}），没有产出、效果和数量",
                                    character_count(goal.words.text), joined(slogans, kShown));
  if (project.budget.has_value()) {
    message += fmt::format("，而预算数是 {}", project.budget.raw);
    if (!project.budget_unit.name.empty()) message += ' ' + project.budget_unit.name;
  }
  return message + "。";
}

EvidenceLine slogan_evidence(const Goal& goal, const Lexicon& lexicon) {
  const auto match = lexicon.words("slogan").find_in(goal.words.text);
  return match ? evidence_of(goal.words, match->begin, match->end) : evidence_of(goal.words);
}

void check_project(const ProjectFacts& facts, const Lexicon& lexicon, FindingSink& sink) {
  const Project& project = *facts.project;
  const Goal* firm = nullptr;
  Answer failed;
  for (const GoalSet& set : project.goal_sets) {
    for (const Goal& goal : set.goals) {
      if (trimmed(goal.words.text).empty()) continue;
      if (!is_slogan_only(goal, lexicon)) {
        if (firm == nullptr) firm = &goal;
        continue;
      }
      if (failed.message.empty()) failed.message = message_for(goal, project, lexicon);
      failed.evidence.push_back(slogan_evidence(goal, lexicon));
    }
  }
  // A goal beside the slogan that says what is done makes the whole good enough for this rule.
  if (firm != nullptr) {
    sink.pass(facts, [&] {
      Answer passed = answer_about(project);
      passed.message = "年度目标写了具体工作，不是只有口号。";
      passed.evidence = {evidence_of(firm->words)};
      return passed;
    });
    return;
  }
  if (failed.evidence.empty()) return;
  failed.project = project.key.text;
  failed.expected = "做什么（任务和数量）、做到什么程度、产生什么效果";
  failed.actual = "只有政治性、原则性表述";
  failed.confidence = 0.95;
  sink.fail(std::move(failed));
}

}  // namespace

void check_goal_slogan(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) check_project(facts, input.lexicon, sink);
}

}  // namespace jx
