// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "profiles/basis.h"

/// How a profile turns actuals into scores: which policy it chooses for each kind of indicator, the
/// numbers of every policy, the scales of words, the bands of grades. Data; the arithmetic is in
/// src/scores.
namespace jx {

/// What a policy decides.
enum class PolicyGroup : std::uint8_t {
  Quantitative,     ///< 正向 and ＝
  Reverse,          ///< 反向
  OverAchievement,  ///< 超额完成
  Range,            ///< 区间、适度
  Satisfaction,     ///< 满意度
  Execution,        ///< 预算执行率
  Qualitative,      ///< 定性
  Cap,              ///< Limits of the total by execution
};
constexpr std::size_t kPolicyGroups = 8;

enum class PolicyId : std::uint8_t {
#define JX_POLICY(name, id, group) name,
#include "profiles/policies.def"
#undef JX_POLICY
};

std::string_view to_string(PolicyId id) noexcept;     ///< "REV-LIN"
std::string_view key_of(PolicyGroup group) noexcept;  ///< "over_achievement"
PolicyGroup group_of(PolicyId id) noexcept;
std::optional<PolicyId> find_policy(std::string_view id) noexcept;
/// Every id in the order of policies.def.
std::span<const std::string_view> policy_names() noexcept;

/// A policy's words, clause and numbers.
struct PolicyCard {
  PolicyId id = PolicyId::QuantRatio;
  std::string name;   ///< "按比例": how a derivation calls it.
  std::string cited;  ///< "10号第16条": the clause as a derivation cites it.
  Basis basis;
  /// OV-*: the deviation from which it holds, 0.3 for 30 %.
  std::optional<Decimal> from;
  std::optional<Decimal> points;  ///< OV-30-2: points off.
  std::optional<Decimal> slope;   ///< OV-PROP, RANGE-SLOPE.
  std::optional<Decimal> floor;   ///< OV-PROP: the least share that is left.
};

/// A level of a scale and the share of the weight that it allows.
struct ScaleLevel {
  std::string name;                ///< "部分达成并具有一定效果"
  std::vector<std::string> words;  ///< Other spellings.
  Decimal low;                     ///< Share of the weight.
  Decimal high;
  bool includes_low = true;
  bool includes_high = true;
  std::optional<Decimal> share;  ///< The fixed share where the scale has one.
};

/// 定性: the levels from best to worst.
struct LevelScale {
  std::string id;  ///< "national"
  std::string title;
  std::vector<std::string> targets;  ///< Target cells that name the scale: 优良中低差.
  std::vector<ScaleLevel> levels;
  Basis basis;
};

/// At least `from` gives this share of the weight.
struct SatisfactionBand {
  Decimal from;
  Decimal share;
};

/// An execution rate below `below` (in %) limits the total to `most`.
struct TotalCap {
  Decimal below;
  Decimal most;
};

struct Grade {
  std::string name;  ///< 优
  Decimal from;      ///< The band is closed below.
};

/// Which amount the execution rate is a share of: the base is part of the number.
enum class ExecutionBase : std::uint8_t { InitialBudget, FullYearBudget, AdjustedBudget };

std::string_view to_string(ExecutionBase base) noexcept;     ///< "full-year-budget"
std::string_view chinese_name(ExecutionBase base) noexcept;  ///< 全年预算数

struct ScoringRules {
  std::array<PolicyId, kPolicyGroups> chosen{};
  Basis chosen_basis;
  std::vector<PolicyCard> policies;  ///< All of them, in the order of policies.def.
  ExecutionBase execution_base = ExecutionBase::FullYearBudget;
  Decimal execution_weight;  ///< Points of 预算执行率 where the form does not print them.
  std::vector<LevelScale> scales;
  std::vector<SatisfactionBand> satisfaction_bands;  ///< From high to low, the last from 0.
  Basis satisfaction_basis;
  std::vector<TotalCap> caps;  ///< From low to high.
  Basis caps_basis;
  std::vector<Grade> grades;  ///< From high to low, the last from 0.
  Basis grades_basis;

  PolicyId choice(PolicyGroup group) const noexcept;
  void choose(PolicyId id) noexcept;
  const PolicyCard& card(PolicyId id) const noexcept;
  /// Exactly one for every total of 0 or more; the lowest for what is below.
  const Grade& grade_of(const Decimal& total) const noexcept;
};

/// "REV-RATIO,OV-30-2" chosen over the profile's own; Malformed with the nearest known id.
Result<void> choose_policies(std::string_view ids, ScoringRules& rules);

/// The rules as one text, the same for the same rules: read_scoring_text() gives them back. Proofs
/// carry it, and its hash is the version.
std::string to_text(const ScoringRules& rules);
Result<ScoringRules> read_scoring_text(std::string_view text, std::string name);
/// Twelve hexadecimal digits of the SHA-256 of to_text().
std::string version_of(const ScoringRules& rules);

}  // namespace jx
