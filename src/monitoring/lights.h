// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "lexicon/terms.h"
#include "model/submission.h"
#include "monitoring/aggregation.h"
#include "monitoring/curve.h"
#include "profiles/basis.h"
#include "profiles/scoring.h"

/// 双监控的灯: which colour money and goals have at the end of a month. The thresholds are data
/// (data/monitoring/lights/*.toml), each with its clause.
namespace jx {

/// From the best to the worst; None says that nothing can be said yet, which is no colour.
enum class Light : std::uint8_t { None, Blue, Green, Yellow, Red };

std::string_view key_of(Light light) noexcept;        ///< "yellow"; "none"
std::string_view chinese_name(Light light) noexcept;  ///< 黄灯; 无灯

/// Below `percent` executed at the end of `month`, the light is `light`.
struct Checkpoint {
  int month = 0;
  Decimal percent;
};

struct LightRules {
  std::string id;
  std::string title;
  std::string region;  ///< Six digits, or empty for all.
  std::optional<int> first_fiscal_year;
  std::optional<int> last_fiscal_year;

  /// Execution: either against the elapsed share of the year (bands) or at checkpoints.
  struct Money {
    std::optional<Decimal> red_below;  ///< % of what was planned by then; absent with checkpoints.
    std::optional<Decimal> yellow_below;
    std::vector<Checkpoint> checkpoints;  ///< By month.
    Light below = Light::Yellow;          ///< Of a checkpoint that was missed.
    Basis basis;
  };
  struct Goal {
    Decimal red_below;  ///< % of what was planned by then.
    Decimal yellow_below;
    std::optional<Decimal> blue_from;
    bool blue_of_year = false;     ///< Blue compares with the target of the whole year.
    bool zero_is_red = false;      ///< A reported 0 is red as soon as something was planned.
    std::vector<Level2> prorated;  ///< Whose counts are compared with the plan of the month.
    Basis basis;
  };
  Money money;
  Goal goal;
  /// 支出进度与目标进度 may be so many points apart.
  std::optional<Decimal> gap_points;
  Basis gap_basis;
};

/// Of a folder, sorted by id. Malformed with file, line and column.
Result<std::vector<LightRules>> load_light_rules(const std::filesystem::path& folder);
Result<LightRules> read_light_rules(std::string_view text, std::string name);
/// The one of the region and year, else "default"; null when that is missing.
const LightRules* find_light_rules(const std::vector<LightRules>& all, std::string_view region,
                                   std::optional<int> fiscal_year) noexcept;

/// What was looked at, and what came of it.
struct LightResult {
  Light light = Light::None;
  std::string reason;              ///< One Chinese sentence, with the numbers.
  std::optional<Decimal> planned;  ///< a* = t × share, for counts that follow a plan.
  std::optional<Decimal> degree;   ///< v: the actual in % of what was planned, two places.
  bool prorated = false;           ///< By the plan of the month; else against the year's target.
};

/// Money: executed ÷ (budget × the share that was planned by then).
LightResult money_light(const std::optional<Decimal>& budget,
                        const std::optional<Decimal>& executed, const PlanCurve& curve, int month,
                        const LightRules& rules);

/// True when the target is compared with the plan of the month. Rates, levels, prices, times and
/// costs never are: a 合格率 of 90 % does not grow from 7.5 % a month.
bool is_prorated(const Indicator& indicator, const LightRules& rules) noexcept;
/// Less is better: a sign ≤ or ＜, else the column, else a cost.
bool is_reverse(const Indicator& indicator) noexcept;

/// The goal light of one indicator at the end of a month of `year`.
LightResult goal_light(const Indicator& indicator, const Total& actual, const PlanCurve& curve,
                       const Date& through, const LightRules& rules, const ScoringRules& scoring);

/// 红 over 黄 over 绿 over 蓝; None only when all are.
Light worse_of(Light a, Light b) noexcept;

}  // namespace jx
