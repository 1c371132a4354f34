// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

struct GoalNumbers {
  std::vector<EvidenceLine> goals;
  const Quantity* number = nullptr;
  const Goal* with_number = nullptr;
  const Quantity* label = nullptr;  ///< 目标1: a digit that names.
  bool only_slogans = true;
};

GoalNumbers look_at(const Project& project, const Lexicon& lexicon) {
  GoalNumbers seen;
  for (const GoalSet& set : project.goal_sets) {
    for (const Goal& goal : set.goals) {
      const std::string_view text = goal.words.text;
      if (trimmed(text).empty()) continue;
      seen.goals.push_back(evidence_of(goal.words));
      seen.only_slogans = seen.only_slogans && is_slogan_only(goal, lexicon);
      for (const Quantity& quantity : goal.quantities) {
        const bool dated = quantity.kind == QuantityKind::Date && quantity.date &&
                           quantity.date->month != 0;
        if (quantity.kind == QuantityKind::Ordinal && seen.label == nullptr) seen.label = &quantity;
        if ((!is_measure(quantity, text) && !dated) || seen.number != nullptr) continue;
        seen.number = &quantity;
        seen.with_number = &goal;
      }
    }
  }
  return seen;
}

}  // namespace

void check_goal_number(const RuleInput& input, FindingSink& sink) {
  for (const Project& project : input.submission.projects) {
    GoalNumbers seen = look_at(project, input.lexicon);
    if (seen.goals.empty()) continue;
    Answer answer = answer_about(project);
    if (seen.number != nullptr) {
      answer.message = fmt::format("年度目标写有数量：{}。", in_quotes(seen.number->raw));
      answer.evidence = {
          evidence_of(seen.with_number->words, seen.number->begin, seen.number->end)};
      sink.pass(std::move(answer));
      continue;
    }
    // GO01 has already sent a slogan back; that it has no number either is part of that finding.
    if (seen.only_slogans) continue;
    answer.message = "年度目标没有任何数量，完成与否无从核对";
    if (seen.label != nullptr) {
      answer.message += fmt::format("（{}一类的数字是编号，不是数量）", in_quotes(seen.label->raw));
    }
    answer.message += "。";
    answer.evidence = std::move(seen.goals);
    answer.expected = "主要产出和效果写明数量";
    answer.actual = "0 个数量";
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
