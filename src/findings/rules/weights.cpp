// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/weights.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "findings/evidence.h"

namespace jx {
namespace {

constexpr std::size_t kMostTerms = 20;
constexpr std::size_t kLevels = static_cast<std::size_t>(Level1::Execution) + 1;

bool shows(const std::vector<LevelWeights>& levels, Level1 level1) {
  return std::any_of(levels.begin(), levels.end(),
                     [&](const LevelWeights& each) { return each.level1 == level1; });
}

Decimal total_of(const std::vector<std::pair<Level1, Decimal>>& points) {
  DecimalSum sum;
  for (const auto& [level1, value] : points) sum.add(value);
  return sum.total().value_or(Decimal(0));
}

/// True when the shares are written for these level-1s, `left_out` not counted on either side.
bool written_for(const WeightShares& shares, const std::vector<LevelWeights>& levels,
                 Level1 left_out) {
  const auto counts = [&](Level1 level1) {
    return level1 != left_out && level1 != Level1::Execution;
  };
  const auto own = std::count_if(levels.begin(), levels.end(),
                                 [&](const LevelWeights& each) { return counts(each.level1); });
  const auto written = std::count_if(shares.points.begin(), shares.points.end(),
                                     [&](const auto& point) { return counts(point.first); });
  return own == written &&
         std::all_of(shares.points.begin(), shares.points.end(), [&](const auto& point) {
           return !counts(point.first) || shows(levels, point.first);
         });
}

/// The shares written for exactly these level-1s; else for these but 满意度, whose points may move
/// to 效益; else the profile's first.
const WeightShares* choose_shares(const std::vector<LevelWeights>& levels, const Profile& profile) {
  for (const Level1 left_out : {Level1::Unknown, Level1::Satisfaction}) {
    for (const WeightShares& shares : profile.weight_shares) {
      if (written_for(shares, levels, left_out)) return &shares;
    }
  }
  return profile.weight_shares.empty() ? nullptr : &profile.weight_shares.front();
}

/// "10+5+10"
std::string terms_of(Level1 level1, std::span<const RowFacts> rows) {
  std::string words;
  for (const RowFacts& row : rows) {
    if (row.level1 != level1 || row.has(RowTrait::NoWeight)) continue;
    if (!words.empty()) words += '+';
    words += row.weight.trimmed().to_string();
  }
  return words;
}

}  // namespace

std::vector<LevelWeights> weights_by_level(std::span<const RowFacts> rows, const Profile& profile) {
  std::array<DecimalSum, kLevels> sums{};
  std::array<std::size_t, kLevels> counts{};
  std::vector<LevelWeights> levels;
  levels.reserve(kLevels);
  for (const RowFacts& row : rows) {
    if (row.has(RowTrait::NoWeight)) continue;
    const auto level = static_cast<std::size_t>(row.level1);
    if (counts[level]++ == 0) levels.push_back({.level1 = row.level1, .sum = {}, .rows = 0});
    sums[level].add(row.weight);
  }
  std::stable_sort(levels.begin(), levels.end(), [&](const LevelWeights& a, const LevelWeights& b) {
    return profile.order_of(a.level1) < profile.order_of(b.level1);
  });
  for (LevelWeights& level : levels) {
    const auto index = static_cast<std::size_t>(level.level1);
    level.sum = sums[index].total().value_or(Decimal(0)).trimmed();
    level.rows = counts[index];
  }
  return levels;
}

std::string in_words(const std::vector<LevelWeights>& levels, std::span<const RowFacts> rows) {
  std::string words;
  for (const LevelWeights& level : levels) {
    if (!words.empty()) words += "、";
    const std::string_view name = chinese_name(level.level1);
    words += name.empty() ? "未分级" : name;
    words += ' ';
    if (level.rows > 1 && level.rows <= kMostTerms) words += terms_of(level.level1, rows) + " = ";
    words += level.sum.to_string();
  }
  return words;
}

Decimal sum_of(const std::vector<LevelWeights>& levels, Level1 level1) {
  for (const LevelWeights& level : levels) {
    if (level.level1 == level1) return level.sum;
  }
  return Decimal(0);
}

std::optional<ExpectedShares> find_expected_shares(const ProjectFacts& facts,
                                                   const std::vector<LevelWeights>& levels,
                                                   const Profile& profile) {
  const WeightShares* shares = choose_shares(levels, profile);
  if (shares == nullptr || facts.scale == WeightScale::Unknown) return std::nullopt;
  if (shows(levels, Level1::Unknown)) return std::nullopt;  // Who knows where these belong.
  ExpectedShares expected{.points = shares->points, .source = shares};
  if (facts.scale == WeightScale::Fraction) {
    const Decimal hundredth = Decimal::make(1, 2).value();
    for (auto& [level1, points] : expected.points) {
      const Result<Decimal> scaled = points.times(hundredth);
      if (!scaled.ok()) return std::nullopt;
      points = scaled->trimmed();
    }
  }
  DecimalSum distributed;
  for (const LevelWeights& level : levels) {
    if (level.level1 != Level1::Execution) distributed.add(level.sum);
  }
  const Result<Decimal> total = distributed.total();
  if (!total.ok() || *total != total_of(expected.points)) return std::nullopt;
  return expected;
}

std::vector<EvidenceLine> weight_evidence(const std::vector<Indicator>& indicators,
                                          std::size_t most) {
  std::vector<EvidenceLine> evidence;
  evidence.reserve(std::min(most, indicators.size()));
  for (const Indicator& indicator : indicators) {
    if (evidence.size() >= most) break;
    if (indicator.weight.has_value()) evidence.push_back(evidence_of(indicator.weight));
  }
  return evidence;
}

}  // namespace jx
