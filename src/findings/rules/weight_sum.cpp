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

/// What was added up, in words.
struct Sum {
  std::string parts;
  std::string total;
};

Sum sum_of(const ProjectFacts& facts, const Profile& profile) {
  return {.parts = in_words(weights_by_level(facts.rows, profile), facts.rows),
          .total = facts.weight_sum->trimmed().to_string()};
}

Answer answer_for(const ProjectFacts& facts, const std::vector<Decimal>& bases, const Sum& sum) {
  return {.project = facts.project->key.text,
          .evidence = weight_evidence(indicators_of(facts.goal_set)),
          .expected = fmt::format("权重合计等于 {} 之一", bases_in_words(bases)),
          .actual = fmt::format("{}，合计 {}", sum.parts, sum.total),
          .confidence = 0.95};
}

Answer agreement(const ProjectFacts& facts, const std::vector<Decimal>& bases,
                 const Profile& profile) {
  const Sum sum = sum_of(facts, profile);
  Answer answer = answer_for(facts, bases, sum);
  answer.message = fmt::format("{} 个权重合计 {}，符合权重基数：{}{}", answer.evidence.size(),
                               sum.total, sum.parts, reserve_in_words(*facts.matched_base, bases));
  return answer;
}

void report(const ProjectFacts& facts, const std::vector<Decimal>& bases, const Profile& profile,
            FindingSink& sink) {
  const Sum sum = sum_of(facts, profile);
  const std::string allowed = bases_in_words(bases);
  Answer answer = answer_for(facts, bases, sum);
  const bool above_all = std::all_of(bases.begin(), bases.end(),
                                     [&](const Decimal& base) { return *facts.weight_sum > base; });
  if (above_all || facts.complete) {
    answer.message =
        fmt::format("权重合计 {}，不等于规定的基数 {}：{}", sum.total, allowed, sum.parts);
    return sink.fail(std::move(answer));
  }
  answer.message = fmt::format("只见到 {} 行，{}，合计 {}，不等于 {}；可能只是节选，不足以判断",
                               indicators_of(facts.goal_set).size(), sum.parts, sum.total, allowed);
  answer.fix = "请补齐该项目的全部指标行（前后页）后再核对权重合计。";
  sink.insufficient(std::move(answer));
}

}  // namespace

void check_weight_sum(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.weight_sum.has_value() || facts.scale == WeightScale::Unknown) {
      sink.not_applicable();
      continue;
    }
    const std::vector<Decimal>& bases = facts.scale == WeightScale::Fraction
                                            ? input.profile.fraction_bases
                                            : input.profile.weight_bases;
    if (bases.empty()) {
      sink.not_applicable();
      continue;
    }
    if (facts.matched_base.has_value()) {
      sink.pass(facts, [&] { return agreement(facts, bases, input.profile); });
    } else {
      report(facts, bases, input.profile, sink);
    }
  }
}

}  // namespace jx
