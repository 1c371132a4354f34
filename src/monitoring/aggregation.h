// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/period.h"
#include "base/result.h"
#include "model/field.h"

/// 汇总: the figures of several periods and reporters → one actual. What is left out is named with
/// the reason, and nothing is added that must not be.
namespace jx {

/// 汇总方式: how the figures of one indicator go together. Their sentences are data
/// (data/monitoring/aggregations.toml).
enum class Aggregation : std::uint8_t {
  Cumulative,  ///< 累计数: each figure holds those before it; the last counts, reporters add up.
  NonCumulative,  ///< 当期数: each figure is of its period alone; all add up.
  Latest,         ///< 时点数: how things stand at the end of the period; may fall.
  Ratio,          ///< 比率: numerators and denominators add up, rates never.
  NonSumming,     ///< 累计不可加: cumulative, and reporters must not be added.
  Distinct,       ///< 去重人数: each person once, across periods and reporters.
};
inline constexpr std::size_t kAggregations = 6;

std::string_view key_of(Aggregation kind) noexcept;  ///< "non-cumulative"
std::optional<Aggregation> find_aggregation(std::string_view key) noexcept;

/// A kind's words.
struct AggregationCard {
  std::string name;      ///< 累计数
  std::string sentence;  ///< One sentence for who has to choose.
  std::string example;
};
/// By kind. Malformed when a kind has no card or a card no kind.
using AggregationCards = std::array<AggregationCard, kAggregations>;
Result<AggregationCards> load_aggregations(const std::filesystem::path& file);

/// A standing figure of the ledger.
struct LedgerFigure {
  std::uint64_t number = 0;  ///< Of the entry.
  std::string project;
  std::string indicator;
  std::string reporter;
  Period period;
  std::optional<Decimal> value;
  std::string level;
  std::optional<Absence> absence;
  std::string unit;
  std::optional<Decimal> numerator;
  std::optional<Decimal> denominator;
  std::size_t evidence = 0;  ///< How many files it refers to.
};

struct AggregationRule {
  Aggregation kind = Aggregation::Cumulative;
  /// Of a ratio: whether its parts are running totals, of which the last counts.
  bool cumulative_parts = false;
  bool percent = false;  ///< Of a ratio: times 100.
};

/// What one figure gave to the total.
struct Contribution {
  std::uint64_t number = 0;
  std::string reporter;
  std::string period;
  std::string figure;  ///< "12", "9 ÷ 10"
};

/// A figure, or a reporter without one, that gave nothing, and why.
struct Exclusion {
  std::optional<std::uint64_t> number;
  std::string reporter;
  std::string period;
  std::string reason;
};

/// A running total that fell: one of the two figures is wrong.
struct Fall {
  std::uint64_t earlier = 0;
  std::uint64_t later = 0;
  std::string reporter;
  std::string earlier_period;
  std::string later_period;
  Decimal before;
  Decimal after;
};

/// At most one of value, level and absence; with neither, `gap` says why.
struct Total {
  std::optional<Decimal> value;
  std::string level;
  std::optional<Absence> absence;
  std::string gap;
  std::optional<Decimal> numerator;
  std::optional<Decimal> denominator;
  std::string words;        ///< The calculation: "(15 + 15) ÷ (50 + 50) = 30"
  std::size_t figures = 0;  ///< Standing figures up to then, those without a value too.
  std::size_t evidence = 0;
  std::vector<Contribution> contributions;
  std::vector<Exclusion> exclusions;
  std::vector<Fall> falls;
};

/// Of one indicator, up to and including the day `through`. The order of the figures does not
/// matter.
Total aggregate(std::span<const LedgerFigure> figures, const AggregationRule& rule,
                const Date& through);

}  // namespace jx
