// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/weights.h"

namespace jx {
namespace {

std::string in_percent(const Decimal& part, const Decimal& whole) {
  const Result<Decimal> hundredfold = part.times(Decimal(100));
  if (!hundredfold.ok()) return {};
  const Result<Decimal> percent = hundredfold->divided_by(whole, 1);
  return percent.ok() ? percent->trimmed().to_string() + '%' : std::string();
}

/// Why this weight is too much for one row; nothing when it is not.
std::optional<std::string> find_excess(const Indicator& indicator, const Decimal& sum,
                                       const Decimal& share_limit,
                                       const std::optional<ExpectedShares>& expected) {
  const Decimal& weight = *indicator.weight;
  const Result<Decimal> most = sum.times(share_limit);
  if (most.ok() && weight > *most) {
    return fmt::format("{} 一行占 {}，为合计 {} 的 {}", shown_name(indicator),
                       weight.trimmed().to_string(), sum.trimmed().to_string(),
                       in_percent(weight, sum));
  }
  if (!expected.has_value() || !indicator.level1.has_value()) return std::nullopt;
  for (const auto& [level1, points] : expected->points) {
    if (level1 == *indicator.level1 && weight > points) {
      return fmt::format("{} 一行占 {}，超过{}应有的 {}", shown_name(indicator),
                         weight.trimmed().to_string(), chinese_name(level1), points.to_string());
    }
  }
  return std::nullopt;
}

}  // namespace

void check_dominant_weight(const RuleInput& input, FindingSink& sink) {
  const Decimal limit = input.profile.threshold("dominant-weight-share").value;
  for (const ProjectFacts& facts : input.facts.projects) {
    // In an excerpt every row looms large.
    if (!facts.matched_base.has_value() || facts.weight_sum->is_zero()) {
      sink.not_applicable();
      continue;
    }
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    const auto expected =
        find_expected_shares(facts, weights_by_level(indicators, input.profile), input.profile);
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators) {
      if (!indicator.weight.has_value()) continue;
      const auto excess = find_excess(indicator, *facts.weight_sum, limit, expected);
      if (!excess.has_value()) continue;
      rows.push_back(*excess);
      evidence.push_back(evidence_of(indicator.weight));
      evidence.push_back(evidence_of(indicator.name));
    }
    if (rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("单个指标权重过大：{}", joined(rows)),
               .evidence = std::move(evidence),
               .expected = fmt::format("单个指标不超过合计的 {}，也不超过所属一级指标的权重",
                                       in_percent(limit, Decimal(1))),
               .actual = joined(rows),
               .confidence = 0.7});
  }
}

}  // namespace jx
