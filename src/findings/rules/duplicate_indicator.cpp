// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
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

/// A number for what letters_only() leaves of a name, worked out without making it: equal letters
/// give equal numbers.
std::uint64_t letters_hash(std::string_view name) noexcept {
  constexpr std::uint64_t kStart = 0xcbf29ce484222325U;
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  constexpr char32_t kFirstHan = 0x4e00;
  constexpr char32_t kLastHan = 0x9fff;
  std::uint64_t hash = kStart;
  for (std::size_t position = 0; position < name.size();) {
    char32_t character = next_character(name, position);
    if (character >= kFirstHan && character <= kLastHan) {  // Most of them: folded they stay.
      hash = (hash ^ character) * kPrime;
      continue;
    }
    character = fold_character(character);
    if (character >= U'A' && character <= U'Z') character += U'a' - U'A';
    const bool letter = is_han(character) || (character >= U'a' && character <= U'z') ||
                        (character >= U'0' && character <= U'9');
    // Other signs may be letters of other scripts: leaving them out only makes more names look.
    if (letter) hash = (hash ^ character) * kPrime;
  }
  return hash;
}

/// Nearly every project: no two names are equal, and nothing has to be compared.
bool may_repeat(const std::vector<Indicator>& indicators, std::vector<std::uint64_t>& hashes) {
  hashes.clear();
  for (const Indicator& indicator : indicators) {
    hashes.push_back(letters_hash(indicator.name.text));
  }
  std::sort(hashes.begin(), hashes.end());
  return std::adjacent_find(hashes.begin(), hashes.end()) != hashes.end();
}

}  // namespace

void check_duplicate_indicator(const RuleInput& input, FindingSink& sink) {
  std::vector<std::uint64_t> hashes;
  std::unordered_map<std::string, const Indicator*> first_by_name;
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!may_repeat(indicators_of(facts.goal_set), hashes)) continue;
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
