// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Rows of one level-1 that follow each other.
struct Run {
  Level1 level1 = Level1::Unknown;
  std::size_t rows = 0;
  const Field<Level1>* first = nullptr;
};

std::vector<Run> runs_of(const std::vector<Indicator>& indicators) {
  std::vector<Run> runs;
  for (const Indicator& indicator : indicators) {
    if (!indicator.level1.has_value() || *indicator.level1 == Level1::Unknown) continue;
    if (is_unused(indicator)) continue;
    if (runs.empty() || runs.back().level1 != *indicator.level1) {
      runs.push_back({*indicator.level1, 0, &indicator.level1});
    }
    ++runs.back().rows;
  }
  return runs;
}

/// Nearly every table: each level-1 stands together, in the official order.
bool is_plainly_ordered(std::span<const RowFacts> rows, const Profile& profile) {
  std::size_t reached = 0;
  Level1 before = Level1::Unknown;
  for (const RowFacts& row : rows) {
    const Level1 level1 = row.level1;
    if (level1 == Level1::Unknown || std::exchange(before, level1) == level1) continue;
    if (level1 == Level1::Cost || level1 == Level1::Execution) return false;
    const std::size_t order = profile.order_of(level1);
    if (order < reached || order == profile.taxonomy.size()) return false;
    reached = order;
  }
  return true;
}

/// 成本 may lead or close a table, and 执行率 stands outside: only the order of the others is
/// fixed. Coming back to a level-1 already left is out of order for all of them.
bool is_ordered(const std::vector<Run>& runs, const Profile& profile) {
  std::size_t reached = 0;
  for (std::size_t index = 0; index < runs.size(); ++index) {
    const Level1 level1 = runs[index].level1;
    const auto came_before = [&](const Run& run) { return run.level1 == level1; };
    const auto here = runs.begin() + static_cast<std::ptrdiff_t>(index);
    if (std::any_of(runs.begin(), here, came_before)) return false;
    if (level1 == Level1::Cost || level1 == Level1::Execution) continue;
    const std::size_t order = profile.order_of(level1);
    if (order < reached) return false;
    reached = order;
  }
  return true;
}

std::string in_words(const std::vector<Run>& runs) {
  std::vector<std::string> words;
  for (const Run& run : runs) {
    const std::string_view name = chinese_name(run.level1);
    words.push_back(run.rows > 1 ? fmt::format("{}×{}", name, run.rows) : std::string(name));
  }
  return joined(words, 20);
}

std::string official_order(const Profile& profile) {
  std::vector<std::string> words;
  for (const TaxonomyBranch& branch : profile.taxonomy) {
    words.emplace_back(chinese_name(branch.level1));
  }
  return joined(words);
}

}  // namespace

void check_row_order(const RuleInput& input, FindingSink& sink) {
  constexpr std::size_t kMostEvidence = 40;
  for (const ProjectFacts& facts : input.facts.projects) {
    if (is_plainly_ordered(facts.rows, input.profile)) continue;
    const std::vector<Run> runs = runs_of(indicators_of(facts.goal_set));
    // There are six level-1s: twelve runs hold a return to one of them for certain.
    if (runs.size() < 2) continue;
    const std::vector<Run> looked_at(
        runs.begin(),
        runs.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(runs.size(), 12)));
    if (is_ordered(looked_at, input.profile)) continue;
    std::vector<EvidenceLine> evidence;
    for (const Run& run : runs) {
      if (evidence.size() < kMostEvidence) evidence.push_back(evidence_of(*run.first));
    }
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("指标行没有按一级指标归拢，表中依次是：{}", in_words(runs)),
               .evidence = std::move(evidence),
               .expected = fmt::format("按 {} 的顺序排列", official_order(input.profile)),
               .actual = in_words(runs),
               .confidence = 0.95});
  }
}

}  // namespace jx
