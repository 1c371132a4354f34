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

struct GoalNumber {
  const Goal* goal = nullptr;
  const Quantity* number = nullptr;
};

bool is_number(const Quantity& quantity, std::string_view text) {
  const bool dated =
      quantity.kind == QuantityKind::Date && quantity.date && quantity.date->month != 0;
  return dated || is_measure(quantity, text);
}

template <typename Visit>
void for_each_goal_of(const Project& project, Visit&& visit) {
  for (const GoalSet& set : project.goal_sets) {
    for (const Goal& goal : set.goals) {
      if (!trimmed(goal.words.text).empty()) visit(goal);
    }
  }
}

GoalNumber find_number(const Project& project) {
  GoalNumber found;
  for_each_goal_of(project, [&](const Goal& goal) {
    for (const Quantity& quantity : quantities_of(goal.quantities)) {
      if (found.number != nullptr) return;
      if (is_number(quantity, goal.words.text)) found = {.goal = &goal, .number = &quantity};
    }
  });
  return found;
}

/// 目标1: a digit that names.
const Quantity* find_label(const Project& project) {
  const Quantity* label = nullptr;
  for_each_goal_of(project, [&](const Goal& goal) {
    for (const Quantity& quantity : quantities_of(goal.quantities)) {
      if (label == nullptr && quantity.kind == QuantityKind::Ordinal) label = &quantity;
    }
  });
  return label;
}

void report_none(const Project& project, const Lexicon& lexicon, FindingSink& sink) {
  Answer answer = answer_about(project);
  bool only_slogans = true;
  for_each_goal_of(project, [&](const Goal& goal) {
    answer.evidence.push_back(evidence_of(goal.words));
    only_slogans = only_slogans && is_slogan_only(goal, lexicon);
  });
  // GO01 has already sent a slogan back; that it has no number either is part of that finding.
  if (only_slogans) return;
  answer.message = "年度目标没有任何数量，完成与否无从核对";
  if (const Quantity* label = find_label(project)) {
    answer.message += fmt::format("（{}一类的数字是编号，不是数量）", in_quotes(label->raw));
  }
  answer.message += "。";
  answer.expected = "主要产出和效果写明数量";
  answer.actual = "0 个数量";
  answer.confidence = 0.95;
  sink.fail(std::move(answer));
}

}  // namespace

void check_goal_number(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    const GoalNumber found = find_number(*facts.project);
    if (found.number == nullptr) {
      report_none(*facts.project, input.lexicon, sink);
      continue;
    }
    sink.pass(facts, [&] {
      Answer answer = answer_about(*facts.project);
      answer.message = fmt::format("年度目标写有数量：{}。", in_quotes(found.number->raw));
      answer.evidence = {evidence_of(found.goal->words, found.number->begin, found.number->end)};
      return answer;
    });
  }
}

}  // namespace jx
