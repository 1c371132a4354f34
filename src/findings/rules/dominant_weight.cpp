// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstddef>
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

/// The fewest points that any distribution of the profile gives a level-1: no weight up to it is
/// above what its level-1 should have.
class FewestPoints {
 public:
  explicit FewestPoints(const Profile& profile) {
    for (const WeightShares& shares : profile.weight_shares) {
      for (const auto& [level1, points] : shares.points) {
        std::optional<Decimal>& fewest = points_[static_cast<std::size_t>(level1)];
        if (!fewest || points < *fewest) fewest = points;
      }
    }
    const Decimal hundredth = Decimal::make(1, 2).value();
    for (std::size_t i = 0; i < kLevels; ++i) {
      if (points_[i]) fractions_[i] = points_[i]->times(hundredth).value_or(Decimal(0));
    }
  }
  bool may_exceed(const RowFacts& row, WeightScale scale) const noexcept {
    const auto& by_level = scale == WeightScale::Fraction ? fractions_ : points_;
    const std::optional<Decimal>& fewest = by_level[static_cast<std::size_t>(row.level1)];
    return fewest && row.weight > *fewest;
  }

 private:
  static constexpr std::size_t kLevels = static_cast<std::size_t>(Level1::Execution) + 1;
  std::array<std::optional<Decimal>, kLevels> points_;
  std::array<std::optional<Decimal>, kLevels> fractions_;
};

/// The share of the sum that no row should pass, on the project's own scale; absent when it cannot
/// be worked out.
std::optional<Decimal> most_of(const ProjectFacts& facts, const Decimal& share_limit) {
  const Result<Decimal> most = facts.weight_sum->times(share_limit);
  return most.ok() ? std::optional(*most) : std::nullopt;
}

/// Nearly every project: no row has too much.
bool may_dominate(const ProjectFacts& facts, const std::optional<Decimal>& most,
                  const FewestPoints& fewest) {
  return std::any_of(facts.rows.begin(), facts.rows.end(), [&](const RowFacts& row) {
    if (row.has(RowTrait::NoWeight)) return false;
    return (most && row.weight > *most) || fewest.may_exceed(row, facts.scale);
  });
}

/// Why this weight is too much for one row; nothing when it is not.
std::optional<std::string> find_excess(const Indicator& indicator, const Decimal& sum,
                                       const std::optional<Decimal>& most,
                                       const std::optional<ExpectedShares>& expected) {
  const Decimal& weight = *indicator.weight;
  if (most && weight > *most) {
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
  const auto& fewest = input.prepared.get<FewestPoints>();
  for (const ProjectFacts& facts : input.facts.projects) {
    // In an excerpt every row looms large.
    if (!facts.matched_base.has_value() || facts.weight_sum->is_zero()) {
      sink.not_applicable();
      continue;
    }
    const std::optional<Decimal> most = most_of(facts, limit);
    if (!may_dominate(facts, most, fewest)) continue;
    const auto expected =
        find_expected_shares(facts, weights_by_level(facts.rows, input.profile), input.profile);
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!indicator.weight.has_value()) continue;
      const auto excess = find_excess(indicator, *facts.weight_sum, most, expected);
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
