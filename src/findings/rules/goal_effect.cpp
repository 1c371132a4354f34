// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// An effect word inside a slogan ("紧紧围绕…增强…") states the occasion, not an effect.
bool states_effect(const Goal& goal, const Lexicon& lexicon) {
  const std::string_view text = goal.words.text;
  // A rate that is to be reached (合格率, 就业率) is a result, whatever the words around it.
  for (const Quantity& quantity : quantities_of(goal.quantities)) {
    if (quantity.unit.dimension == Dimension::Ratio) return true;
  }
  const WordList& effects = lexicon.words("effect-word");
  // 安全培训, 设备维护: what is done, though the words alone would promise a change.
  const WordList& objects = lexicon.words("effect-word-object");
  if (!effects.find_in(text)) return false;
  const WordList& slogans = lexicon.words("slogan");
  const std::vector<TextRange> clauses = clauses_of(text);
  return std::any_of(clauses.begin(), clauses.end(), [&](const TextRange& clause) {
    const std::string_view words = clause.of(text);
    return !slogans.find_in(words) && find_outside(words, effects, objects);
  });
}

}  // namespace

void check_goal_effect(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    const Project& project = *facts.project;
    std::vector<const Goal*> goals;
    const Goal* stated = nullptr;
    for (const GoalSet& set : project.goal_sets) {
      for (const Goal& goal : set.goals) {
        if (trimmed(goal.words.text).empty()) continue;
        if (stated == nullptr && states_effect(goal, input.lexicon)) stated = &goal;
        goals.push_back(&goal);
      }
    }
    if (goals.empty()) continue;
    if (stated != nullptr) {
      sink.pass(facts, [&] {
        Answer answer = answer_about(project);
        answer.message = "年度目标写了预期效果。";
        answer.evidence = {evidence_of(stated->words)};
        return answer;
      });
      continue;
    }
    Answer answer = answer_about(project);
    for (const Goal* goal : goals) answer.evidence.push_back(evidence_of(goal->words));
    answer.message = "年度目标没有写预期效果：看不出钱花完以后谁受益、什么会改变。";
    answer.expected = "预期产出之外写明预期效果及其程度";
    answer.actual = "无效果表述";
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
