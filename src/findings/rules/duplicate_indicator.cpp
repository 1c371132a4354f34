// SPDX-License-Identifier: AGPL-3.0-or-later
#include <bitset>
#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// The same name may stand for two measures: 培训 ≥5 次 under 数量 and 培训 ≥90% under 质量.
bool is_other_measure(const Indicator& a, const Indicator& b) {
  if (a.level2.value == b.level2.value) return false;
  return unit_of(a).dimension != unit_of(b).dimension;
}

std::string value_in_words(const Indicator& indicator) {
  return fmt::format("{}{}{}", indicator.comparator.raw, indicator.target.raw, indicator.unit.raw);
}

/// Nearly every project: no two names have the same letters, and nothing has to be compared. A bit
/// a name tells, where there are not too many of them.
bool may_repeat(std::span<const RowFacts> rows) noexcept {
  constexpr std::size_t kBits = 4096;
  std::bitset<kBits> seen;
  for (const RowFacts& row : rows) {
    if (seen[row.letters % kBits]) return true;
    seen.set(row.letters % kBits);
  }
  return false;
}

}  // namespace

void check_duplicate_indicator(const RuleInput& input, FindingSink& sink) {
  std::unordered_map<std::string, const Indicator*> first_by_name;
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!may_repeat(facts.rows)) continue;
    first_by_name.clear();
    std::vector<std::string> pairs;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!is_in_use(indicator)) continue;
      std::string key = letters_only(indicator.name.text);
      if (key.empty()) continue;
      const auto [at, added] = first_by_name.try_emplace(std::move(key), &indicator);
      if (added || is_other_measure(*at->second, indicator)) continue;
      pairs.push_back(fmt::format("{}（{} 和 {}）", shown_name(indicator),
                                  value_in_words(*at->second), value_in_words(indicator)));
      evidence.push_back(evidence_of(at->second->name));
      evidence.push_back(evidence_of(indicator.name));
    }
    if (pairs.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("三级指标重复：{}", joined(pairs)),
               .evidence = std::move(evidence),
               .expected = "同一项目内三级指标不重名",
               .actual = fmt::format("{} 处重名", pairs.size()),
               .confidence = 0.95});
  }
}

}  // namespace jx
