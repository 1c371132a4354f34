// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::size_t kMostEvidence = 40;

struct Counts {
  std::size_t rising = 0;   ///< ≥ with 正向
  std::size_t falling = 0;  ///< ≤ with 反向
  std::size_t conflicts = 0;

  std::size_t agreeing() const { return rising + falling; }
};

Counts count(std::span<const RowFacts> rows) {
  Counts counts;
  for (const RowFacts& row : rows) {
    counts.rising += row.has(RowTrait::Rising) ? 1U : 0U;
    counts.falling += row.has(RowTrait::Falling) ? 1U : 0U;
    counts.conflicts += row.has(RowTrait::DirectionConflict) ? 1U : 0U;
  }
  return counts;
}

void add_pair(const Indicator& indicator, std::vector<EvidenceLine>& evidence) {
  if (evidence.size() + 2 > kMostEvidence) return;
  evidence.push_back(indicator.comparator.has_value() ? evidence_of(indicator.comparator)
                                                      : evidence_of(indicator.target));
  evidence.push_back(evidence_of(indicator.direction));
}

std::vector<EvidenceLine> agreeing_cells(const ProjectFacts& facts) {
  std::vector<EvidenceLine> evidence;
  evidence.reserve(std::min(kMostEvidence, 2 * facts.rows.size()));
  for (std::size_t i = 0; i < facts.rows.size(); ++i) {
    const RowFacts& row = facts.rows[i];
    if (!row.has(RowTrait::Rising) && !row.has(RowTrait::Falling)) continue;
    add_pair(facts.goal_set->indicators[i], evidence);
  }
  return evidence;
}

struct Conflicts {
  std::vector<std::string> rows;
  std::vector<EvidenceLine> evidence;
};

Conflicts conflicts_of(const ProjectFacts& facts) {
  Conflicts conflicts;
  for (std::size_t i = 0; i < facts.rows.size(); ++i) {
    if (!facts.rows[i].has(RowTrait::DirectionConflict)) continue;
    const Indicator& indicator = facts.goal_set->indicators[i];
    conflicts.rows.push_back(fmt::format("{}是{}却标{}", shown_name(indicator),
                                         chinese_name(facts.rows[i].comparator),
                                         indicator.direction.raw));
    add_pair(indicator, conflicts.evidence);
  }
  return conflicts;
}

std::string in_words(const Counts& counts) {
  std::vector<std::string> words;
  if (counts.rising > 0) words.push_back(fmt::format("{} 行 ≥ 配正向", counts.rising));
  if (counts.falling > 0) words.push_back(fmt::format("{} 行 ≤ 配反向", counts.falling));
  return joined(words);
}

Answer agreement(std::string project, const Counts& counts, std::vector<EvidenceLine> evidence) {
  return {.project = std::move(project),
          .message = fmt::format("{} 行的指标性质与方向性全部一致：{}", counts.agreeing(),
                                 in_words(counts)),
          .evidence = std::move(evidence),
          .expected = "≥ 配正向，≤ 配反向",
          .actual = in_words(counts),
          .confidence = 0.95};
}

/// The rows of all projects together.
class DirectionSurvey final : public Survey {
 public:
  void look(const RuleInput& part) override {
    for (const ProjectFacts& facts : part.facts.projects) {
      const Counts counts = count(facts.rows);
      counts_.rising += counts.rising;
      counts_.falling += counts.falling;
      counts_.conflicts += counts.conflicts;
      if (counts.conflicts > 0 || counts.agreeing() == 0) continue;
      ++passed_;
      if (evidence_.size() == kMostEvidence) continue;
      for (EvidenceLine& line : agreeing_cells(facts)) {
        if (evidence_.size() < kMostEvidence) evidence_.push_back(std::move(line));
      }
    }
  }
  const Counts& counts() const noexcept { return counts_; }
  std::size_t passed() const noexcept { return passed_; }  ///< Projects.
  const std::vector<EvidenceLine>& evidence() const noexcept { return evidence_; }

 private:
  Counts counts_;
  std::size_t passed_ = 0;
  std::vector<EvidenceLine> evidence_;
};

}  // namespace

std::unique_ptr<Survey> survey_directions() { return std::make_unique<DirectionSurvey>(); }

void check_direction_conflict(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.traits.any(RowTrait::DirectionConflict)) {
      Conflicts conflicts = conflicts_of(facts);
      sink.fail({.project = facts.project->key.text,
                 .message = fmt::format("{} 行的指标性质与方向性矛盾：{}", conflicts.rows.size(),
                                        joined(conflicts.rows)),
                 .evidence = std::move(conflicts.evidence),
                 .expected = "≥ 配正向，≤ 配反向",
                 .actual = joined(conflicts.rows),
                 .confidence = 0.95});
    } else if (facts.traits.any(RowTrait::Rising) || facts.traits.any(RowTrait::Falling)) {
      sink.pass(facts, [&] {
        return agreement(facts.project->key.text, count(facts.rows), agreeing_cells(facts));
      });
    }
  }
  if (!input.document) return;
  const auto& whole = static_cast<const DirectionSurvey&>(*input.survey);
  if (whole.passed() > 1 && whole.counts().conflicts == 0) {
    sink.pass(agreement("", whole.counts(), whole.evidence()));
  }
}

}  // namespace jx
