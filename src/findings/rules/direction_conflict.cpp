// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::size_t kMostEvidence = 40;

bool is_lower_bound(Comparator comparator) {
  return comparator == Comparator::AtLeast || comparator == Comparator::GreaterThan;
}

bool is_upper_bound(Comparator comparator) {
  return comparator == Comparator::AtMost || comparator == Comparator::LessThan;
}

struct Tally {
  std::size_t rising = 0;   ///< ≥ with 正向
  std::size_t falling = 0;  ///< ≤ with 反向
  std::vector<std::string> conflicts;
  std::vector<EvidenceLine> conflict_evidence;
  std::vector<EvidenceLine> evidence;

  std::size_t agreeing() const { return rising + falling; }
};

void add_pair(const Indicator& indicator, std::vector<EvidenceLine>& evidence) {
  if (evidence.size() + 2 > kMostEvidence) return;
  evidence.push_back(indicator.comparator.has_value() ? evidence_of(indicator.comparator)
                                                      : evidence_of(indicator.target));
  evidence.push_back(evidence_of(indicator.direction));
}

Tally look_at(const std::vector<Indicator>& indicators) {
  Tally tally;
  for (const Indicator& indicator : indicators) {
    if (!indicator.direction.has_value()) continue;
    const Comparator comparator = comparator_of(indicator);
    const Direction direction = *indicator.direction;
    const bool lower = is_lower_bound(comparator);
    const bool upper = is_upper_bound(comparator);
    if (!lower && !upper) continue;
    if (direction != Direction::Positive && direction != Direction::Reverse) continue;
    if (lower == (direction == Direction::Positive)) {
      ++(lower ? tally.rising : tally.falling);
      add_pair(indicator, tally.evidence);
    } else {
      tally.conflicts.push_back(fmt::format("{}是{}却标{}", shown_name(indicator),
                                            chinese_name(comparator), indicator.direction.raw));
      add_pair(indicator, tally.conflict_evidence);
    }
  }
  return tally;
}

std::string in_words(std::size_t rising, std::size_t falling) {
  std::vector<std::string> words;
  if (rising > 0) words.push_back(fmt::format("{} 行 ≥ 配正向", rising));
  if (falling > 0) words.push_back(fmt::format("{} 行 ≤ 配反向", falling));
  return joined(words);
}

Answer agreement(std::string project, std::size_t rising, std::size_t falling,
                 std::vector<EvidenceLine> evidence) {
  return {.project = std::move(project),
          .message = fmt::format("{} 行的指标性质与方向性全部一致：{}", rising + falling,
                                 in_words(rising, falling)),
          .evidence = std::move(evidence),
          .expected = "≥ 配正向，≤ 配反向",
          .actual = in_words(rising, falling),
          .confidence = 0.95};
}

}  // namespace

void check_direction_conflict(const RuleInput& input, FindingSink& sink) {
  Tally whole;
  std::size_t passed = 0;
  for (const ProjectFacts& facts : input.facts.projects) {
    Tally tally = look_at(indicators_of(facts.goal_set));
    whole.rising += tally.rising;
    whole.falling += tally.falling;
    if (!tally.conflicts.empty()) {
      whole.conflicts.push_back(facts.project->key.text);
      sink.fail({.project = facts.project->key.text,
                 .message = fmt::format("{} 行的指标性质与方向性矛盾：{}", tally.conflicts.size(),
                                        joined(tally.conflicts)),
                 .evidence = std::move(tally.conflict_evidence),
                 .expected = "≥ 配正向，≤ 配反向",
                 .actual = joined(tally.conflicts),
                 .confidence = 0.95});
    } else if (tally.agreeing() > 0) {
      ++passed;
      for (std::size_t index = 0; index < tally.evidence.size(); ++index) {
        if (whole.evidence.size() < kMostEvidence) whole.evidence.push_back(tally.evidence[index]);
      }
      sink.pass(agreement(facts.project->key.text, tally.rising, tally.falling,
                          std::move(tally.evidence)));
    }
  }
  if (passed > 1 && whole.conflicts.empty()) {
    sink.pass(agreement("", whole.rising, whole.falling, std::move(whole.evidence)));
  }
}

}  // namespace jx
