// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/spelling.h"

namespace jx {
namespace {

constexpr std::size_t kMostVariants = 10;

/// "99 字（7 处）、106 字（4 处）": the lengths count every sign.
std::string shown_lengths(const std::vector<const Goal*>& goals) {
  std::vector<std::string> words;
  words.reserve(goals.size());
  for (const Goal* goal : goals) {
    words.push_back(
        fmt::format("{} 字（{} 处）", character_count(goal->words.text), goal->prints.size()));
  }
  return joined(words, 6);
}

/// What is left of the difference once spaces and widths are folded away.
std::string shown_difference(const TextDifference& difference) {
  if (!difference.same_letters) return "内容有出入";
  std::vector<std::string> words;
  for (const auto& [a, b] : difference.look_alikes) words.push_back(fmt::format("{}/{}", a, b));
  if (words.empty()) return "只差标点和空格";
  return fmt::format("除标点、空格和形近字{}外相同", joined(words, 6));
}

}  // namespace

/// ST06: one project whose goal is printed in several texts. Goals of quite different words are
/// several goals, not several versions of one.
void check_goal_variants(const RuleInput& input, FindingSink& sink) {
  constexpr double kSameGoal = 0.6;
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.goal_set == nullptr || facts.goal_set->goals.size() < 2) continue;
    const std::vector<Goal>& goals = facts.goal_set->goals;
    const std::string first = fold(goals.front().words.text);
    std::vector<const Goal*> variants = {&goals.front()};
    TextDifference difference;
    for (std::size_t i = 1; i < goals.size() && i < kMostVariants; ++i) {
      const std::string other = fold(goals[i].words.text);
      // Widths and spaces alone are TT02's and TT05's.
      if (other == first || pair_similarity(first, other) < kSameGoal) continue;
      if (variants.size() == 1) {
        difference = compare_texts(goals.front().words.text, goals[i].words.text, input.lexicon);
      }
      variants.push_back(&goals[i]);
    }
    if (variants.size() < 2) continue;
    Answer answer =
        answer_about(facts, fmt::format("年度目标有 {} 种文本：{}，{}。", variants.size(),
                                        shown_lengths(variants), shown_difference(difference)));
    for (const Goal* goal : variants) answer.evidence.push_back(evidence_of(goal->words));
    answer.expected = "一个项目一段年度目标";
    answer.actual = shown_lengths(variants);
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
