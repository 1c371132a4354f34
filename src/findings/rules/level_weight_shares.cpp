// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/weights.h"

namespace jx {
namespace {

using Points = std::vector<std::pair<Level1, Decimal>>;

bool agrees(const Points& points, const std::vector<LevelWeights>& levels) {
  return std::all_of(points.begin(), points.end(), [&](const auto& point) {
    return sum_of(levels, point.first) == point.second;
  });
}

/// Without 满意度 rows its points go to 效益 (财预〔2021〕101号); nobody is asked to leave them
/// out.
Points moved_to_benefit(Points points, const std::vector<LevelWeights>& levels) {
  if (!sum_of(levels, Level1::Satisfaction).is_zero()) return points;
  Decimal moved;
  for (auto& [level1, value] : points) {
    if (level1 == Level1::Satisfaction) moved = std::exchange(value, Decimal(0));
  }
  for (auto& [level1, value] : points) {
    if (level1 == Level1::Benefit) value = value.plus(moved).value_or(value);
  }
  return points;
}

std::string in_words(const Points& points) {
  std::vector<std::string> words;
  for (const auto& [level1, value] : points) {
    words.push_back(fmt::format("{} {}", chinese_name(level1), value.to_string()));
  }
  return joined(words);
}

}  // namespace

void check_level_weight_shares(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.matched_base.has_value()) {
      sink.not_applicable();
      continue;
    }
    const std::vector<LevelWeights> levels = weights_by_level(facts.rows, input.profile);
    const auto expected = find_expected_shares(facts, levels, input.profile);
    if (!expected.has_value()) {
      sink.not_applicable();
      continue;
    }
    const bool good = agrees(expected->points, levels) ||
                      agrees(moved_to_benefit(expected->points, levels), levels);
    if (good) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("一级指标权重为 {}，与规定的 {} 不同",
                                      in_words(levels, facts.rows), in_words(expected->points)),
               .evidence = weight_evidence(indicators_of(facts.goal_set)),
               .expected = in_words(expected->points),
               .actual = in_words(levels, facts.rows),
               .confidence = 0.7});
  }
}

}  // namespace jx
