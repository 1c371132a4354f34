// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/submission.h"
#include "profiles/profile.h"
#include "scores/numbers.h"

/// Targets and actuals → scores, by the policies of a profile. Pure arithmetic; every score keeps
/// what it was made from, so that its derivation can be written at any time (derivation.h).
///
/// A score that cannot be computed is absent and says why. Blank, not applicable, not due, not
/// obtainable and unread actuals never become 0; a reported 0 is scored like any number.
namespace jx {

/// Why there is no score.
enum class ScoreGap : std::uint8_t {
  None,
  WeightMissing,
  WeightInvalid,  ///< Below zero.
  TargetMissing,
  TargetUnread,
  TargetNotApplicable,
  ActualBlank,
  ActualNotApplicable,
  ActualNotDue,
  ActualNotObtainable,
  ActualUnread,
  KindsDiffer,     ///< A number was promised and words were reported.
  UnitsDiffer,     ///< 人 and 人次 never compare.
  NoFormula,       ///< The policy has no formula for these numbers.
  LateDate,        ///< After the promised date: a person has to say by how much less.
  UnknownLevel,    ///< The words are no level of a known scale.
  NeedsJudgement,  ///< A person has to enter the score.
  OutsideBand,     ///< The entered score is outside the band of its level.
  NeedsReason,     ///< Over-achieved beyond the policy's limit without an explanation.
  NoBudget,        ///< 0 executed of a budget of 0.
  Impossible,      ///< Executed without a budget, amounts below zero.
  Overflow,
};

std::string_view to_string(ScoreGap gap) noexcept;     ///< "actual-blank"
std::string_view chinese_name(ScoreGap gap) noexcept;  ///< "完成值未填"

/// How it was decided whether more or less is better.
enum class DirectionGround : std::uint8_t {
  Sign,       ///< ≥ ＞ ≤ ＜
  Column,     ///< 指标方向性
  CostLevel,  ///< No sign, no direction: a cost indicator is taken as reverse.
  Unsaid,     ///< Neither: taken as positive, as the deployed systems do.
};

/// The band of a qualitative level in points.
struct PointBand {
  Decimal low;
  Decimal high;
  bool includes_low = true;
  bool includes_high = true;

  bool holds(const Decimal& points) const noexcept;
  std::string to_string() const;  ///< "[9.00, 12.00)"
};

/// What kind of calculation it was.
enum class ScoreKind : std::uint8_t { None, Numbers, Date, Level };

struct IndicatorScore {
  std::optional<Decimal> score;  ///< Points, two places.
  ScoreGap gap = ScoreGap::None;
  ScoreKind kind = ScoreKind::None;
  Decimal weight;  ///< In points; 100 times the printed one on a fraction scale.

  // Numbers: in the target's unit.
  ScoreNumbers numbers;
  NumberScore outcome;
  Comparator comparator = Comparator::Unstated;  ///< As the document has it.
  DirectionGround ground = DirectionGround::Sign;
  std::string unit;
  std::string conversion;  ///< "填报 8574000 元，÷ 10000" when the actual was in another unit.
  PolicyId policy = PolicyId::QuantRatio;  ///< The one that gave the score.
  /// The over-achievement policy when it spoke.
  std::optional<PolicyId> over_policy;

  ExecutionBase base = ExecutionBase::FullYearBudget;  ///< Of an execution rate.

  // Levels.
  std::optional<std::size_t> scale;  ///< Index in ScoringRules::scales.
  std::size_t level = 0;             ///< Index in the scale.
  std::optional<PointBand> band;
  std::optional<Decimal> entered;  ///< In points.

  std::string target_words;
  std::string actual_words;
};

/// Why there is no total or no grade.
enum class TotalGap : std::uint8_t {
  None,
  NoIndicators,
  ScoresMissing,  ///< Some indicators have no score.
  ExecutionMissing,
  UnknownBase,  ///< The weights add up to no base of the profile: an excerpt, or wrong.
};

std::string_view to_string(TotalGap gap) noexcept;
std::string_view chinese_name(TotalGap gap) noexcept;

struct GoalSetScore {
  std::vector<IndicatorScore> indicators;   ///< In the order of the set.
  std::optional<IndicatorScore> execution;  ///< When funds are known or the base asks for it.
  /// Share of 全年预算数 (or what the profile names) that was executed, in percent, unrounded up to
  /// nine places.
  std::optional<Decimal> execution_rate;
  bool fractions = false;           ///< Weights are printed as parts of 1.
  Decimal weight_sum;               ///< In points.
  Decimal full_marks;               ///< Weights and execution.
  Decimal scored;                   ///< Sum of the scores there are.
  Decimal scored_weight;            ///< Weights of the indicators with a score, execution included.
  std::size_t missing = 0;          ///< Indicators without a score.
  std::optional<Decimal> uncapped;  ///< On a scale of 100.
  std::optional<TotalCap> cap;      ///< When it lowered the total.
  /// On a scale of 100; set only when nothing is missing.
  std::optional<Decimal> total;
  std::string grade;  ///< Empty without a total.
  TotalGap gap = TotalGap::None;
};

/// What a sum of scores comes to.
struct Conclusion {
  Decimal uncapped;  ///< On a scale of 100, two places.
  std::optional<TotalCap> cap;
  Decimal total;
  std::size_t grade = 0;  ///< Index in ScoringRules::grades.
};

/// Scores by one profile's rules.
class Scorer {
 public:
  Scorer(const Profile& profile, ScoringRules rules)
      : profile_(profile), rules_(std::move(rules)), numbers_(rules_) {}

  const ScoringRules& rules() const noexcept { return rules_; }
  const NumberScorer& numbers() const noexcept { return numbers_; }

  /// `fractions`: the weight is a part of 1.
  IndicatorScore score(const Indicator& indicator, bool fractions = false) const;
  /// 预算执行率 of the total row.
  IndicatorScore score_execution(const FundRow& funds) const;
  /// `funds` may be null: the form says nothing of money.
  GoalSetScore score(const GoalSet& set, const FundRow* funds) const;
  /// `rate` is the execution rate in percent, for caps. Absent when the numbers leave their range.
  std::optional<Conclusion> conclude(const Decimal& scored, const Decimal& full_marks,
                                     const std::optional<Decimal>& rate) const;

 private:
  void score_numbers(const Indicator& indicator, IndicatorScore& result) const;
  void score_levels(const Indicator& indicator, IndicatorScore& result) const;
  void add_up(GoalSetScore& result) const;

  const Profile& profile_;
  ScoringRules rules_;
  NumberScorer numbers_;
};

/// 预算执行率 in percent, up to nine places; absent without both amounts.
std::optional<Decimal> execution_rate(const FundRow& funds, ExecutionBase which);
/// The row that counts (年度资金总额), or null.
const FundRow* total_funds(const SelfEvaluation& evaluation) noexcept;
/// Which amount the rate is a share of: the wanted one, or the nearest where the form has no such
/// column.
ExecutionBase base_in_use(const FundRow& funds, ExecutionBase wanted) noexcept;
const Field<Decimal>& execution_base(const FundRow& funds, ExecutionBase wanted) noexcept;

}  // namespace jx
