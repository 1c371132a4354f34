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

std::string bases_in_words(const std::vector<Decimal>& bases) {
  std::vector<std::string> words;
  words.reserve(bases.size());
  for (const Decimal& base : bases) words.push_back(base.to_string());
  return joined(words);
}

/// 90 of 100: the rest is 预算执行率, which has no row at budget time.
std::string reserve_in_words(const Decimal& base, const std::vector<Decimal>& bases) {
  const auto largest = std::max_element(bases.begin(), bases.end());
  if (largest == bases.end() || *largest <= base) return {};
  const Result<Decimal> rest = largest->minus(base);
  if (!rest.ok()) return {};
  return fmt::format("，其余 {} 留给预算执行率，自评时使用", rest->trimmed().to_string());
}

}  // namespace

void check_weight_sum(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.weight_sum.has_value() || facts.scale == WeightScale::Unknown) {
      sink.not_applicable({.project = facts.project->key.text});
      continue;
    }
    const std::vector<Decimal>& bases = facts.scale == WeightScale::Fraction
                                            ? input.profile.fraction_bases
                                            : input.profile.weight_bases;
    if (bases.empty()) {
      sink.not_applicable({.project = facts.project->key.text});
      continue;
    }
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    const std::vector<LevelWeights> levels = weights_by_level(indicators, input.profile);
    const std::string sum = facts.weight_sum->trimmed().to_string();
    const std::string parts = in_words(levels);
    const std::string allowed = bases_in_words(bases);
    Answer answer{.project = facts.project->key.text,
                  .evidence = weight_evidence(indicators),
                  .expected = fmt::format("权重合计等于 {} 之一", allowed),
                  .actual = fmt::format("{}，合计 {}", parts, sum),
                  .confidence = 0.95};
    if (facts.matched_base.has_value()) {
      answer.message = fmt::format("{} 个权重合计 {}，符合权重基数：{}{}", answer.evidence.size(),
                                   sum, parts, reserve_in_words(*facts.matched_base, bases));
      sink.pass(std::move(answer));
      continue;
    }
    const bool above_all = std::all_of(
        bases.begin(), bases.end(), [&](const Decimal& base) { return *facts.weight_sum > base; });
    if (above_all || facts.complete) {
      answer.message = fmt::format("权重合计 {}，不等于规定的基数 {}：{}", sum, allowed, parts);
      sink.fail(std::move(answer));
    } else {
      answer.message = fmt::format("只见到 {} 行，{}，合计 {}，不等于 {}；可能只是节选，不足以判断",
                                   indicators.size(), parts, sum, allowed);
      answer.fix = "请补齐该项目的全部指标行（前后页）后再核对权重合计。";
      sink.insufficient(std::move(answer));
    }
  }
}

}  // namespace jx
