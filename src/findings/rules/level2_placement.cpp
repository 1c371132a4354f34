// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Where the profile allows this level-2; empty when nowhere.
std::string homes_of(Level2 level2, const Profile& profile) {
  std::vector<std::string> names;
  for (const TaxonomyBranch& branch : profile.taxonomy) {
    if (profile.allows(branch.level1, level2)) names.emplace_back(chinese_name(branch.level1));
  }
  return joined(names);
}

/// Cost has rules of its own, and 执行率 has no level-2 at all.
bool is_judged(const Indicator& indicator) {
  if (!indicator.level1.has_value() || !indicator.level2.has_value()) return false;
  const Level1 level1 = *indicator.level1;
  if (level1 == Level1::Unknown || level1 == Level1::Execution || level1 == Level1::Cost) {
    return false;
  }
  return *indicator.level2 != Level2::Unknown && *indicator.level2 != Level2::Cost;
}

/// The levels that a row may not be put under together.
class WrongPlaces {
 public:
  explicit WrongPlaces(const Profile& profile) {
    for (const Level1 level1 : {Level1::Output, Level1::Benefit, Level1::Satisfaction}) {
      for (const Level2 level2 : all_terms<Level2>()) {
        if (!profile.allows(level1, level2)) pairs_.emplace_back(level1, level2);
      }
    }
  }
  bool may_be_in(const RowTraits& traits) const {
    return traits.any(RowTrait::DeclaredNotApplicable) ||
           std::any_of(pairs_.begin(), pairs_.end(),
                       [&](const auto& pair) { return traits.shows(pair.first, pair.second); });
  }

 private:
  std::vector<std::pair<Level1, Level2>> pairs_;
};

}  // namespace

void check_level2_placement(const RuleInput& input, FindingSink& sink) {
  const auto& places = input.prepared.get<WrongPlaces>();
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!places.may_be_in(facts.traits)) continue;
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!is_judged(indicator) || is_unused(indicator)) continue;
      if (input.profile.allows(*indicator.level1, *indicator.level2)) continue;
      const std::string homes = homes_of(*indicator.level2, input.profile);
      if (homes.empty()) continue;
      rows.push_back(fmt::format("{}：{}放在{}下，应在{}下", shown_name(indicator),
                                 indicator.level2.raw, indicator.level1.raw, homes));
      evidence.push_back(evidence_of(indicator.level2));
      evidence.push_back(evidence_of(indicator.level1));
    }
    if (rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("{} 行的二级指标不属于所在的一级指标：{}", rows.size(),
                                      joined(rows)),
               .evidence = std::move(evidence),
               .expected = "二级指标放在规定的一级指标之下",
               .actual = joined(rows),
               .confidence = 0.95});
  }
}

}  // namespace jx
