// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "evaluation/evaluation_book.h"
#include "evaluation/framework.h"

/// EvaluationBook → scores. Pure arithmetic: every score says how it came about, one that cannot
/// be given is absent and says why, and nothing is filled in for what nobody wrote.
namespace jx {

/// Why a point or an indicator has no score.
enum class EvaluationGap : std::uint8_t {
  None,
  NotMarked,    ///< A reviewer has not marked it.
  NotSettled,   ///< Reviewers differ, and neither an agreement nor a panel decides.
  NoReason,     ///< Less than all points without a reason.
  AboveFull,    ///< More points than there are.
  NoEvidence,   ///< 没有佐证
  PointsOpen,   ///< Some of the indicator's points have no score.
  FullsOff,     ///< The points' full marks do not add up to the indicator's.
  NoFigures,    ///< An amount or a day was not entered.
  NotChecked,   ///< Nobody else compared the figures with the evidence.
  NoStandard,   ///< Which rate gives all points, which none, was not said.
  NoDelayRule,  ///< Late, and what a day costs was not said.
  WholeZero,    ///< A share of nothing, or of less.
  Overflow,
};
std::string_view to_string(EvaluationGap gap) noexcept;     ///< "not-marked"
std::string_view chinese_name(EvaluationGap gap) noexcept;  ///< "评分人还没有评完"

/// How the score of a point was settled.
enum class Settlement : std::uint8_t {
  None,
  Same,    ///< Both reviewers gave it.
  Agreed,  ///< They agreed on it, with a reason.
  Panel,   ///< The mean of the panel.
};
std::string_view to_string(Settlement settlement) noexcept;  ///< "same", "agreed", "panel"
std::string_view chinese_name(Settlement settlement) noexcept;

/// What experts gave a point.
struct PanelMean {
  Decimal mean;    ///< Two places; from five experts on without the highest and the lowest.
  Decimal spread;  ///< Highest less lowest.
  bool trimmed = false;
};

struct PointScore {
  Decimal full;
  std::optional<Decimal> score;
  EvaluationGap gap = EvaluationGap::None;
  Settlement settled = Settlement::None;
  std::optional<Decimal> difference;  ///< First reviewer less second; absent without both marks.
  std::optional<PanelMean> panel;     ///< When all of its members marked the point.
  std::string derivation;
  std::string deducted_for;  ///< Reasons for what is missing to the full points.
};

struct EvaluatedScore {
  Decimal full;
  std::optional<Decimal> score;  ///< Two places.
  EvaluationGap gap = EvaluationGap::None;
  std::vector<PointScore> points;  ///< In the order of the indicator's; of Points only.
  std::optional<Decimal> rate;     ///< In percent, two places, for reading.
  std::string derivation;
};

/// Level 1 as a whole.
struct LevelScore {
  std::string name;
  Decimal full;
  Decimal scored;               ///< Of the indicators that have a score.
  std::size_t missing = 0;      ///< Indicators without one.
  std::optional<Decimal> rate;  ///< 得分率 in percent, two places; absent while some are missing.
};

/// How the two reviewers compare.
struct Calibration {
  std::size_t compared = 0;  ///< Points that both marked.
  std::size_t same = 0;
  std::size_t first_higher = 0;
  std::size_t second_higher = 0;
  std::size_t open = 0;       ///< Differ and are not settled.
  Decimal lean = Decimal(0);  ///< Mean of first less second over all compared, four places.
  struct Place {
    std::size_t indicator = 0;
    std::size_t point = 0;
  };
  std::vector<Place> differences;  ///< The largest first, then in the book's order.
};

struct EvaluationScores {
  std::vector<EvaluatedScore> indicators;  ///< In the order of the book.
  std::vector<LevelScore> levels;
  Calibration calibration;
  Decimal weight_sum = Decimal(0);
  Decimal scored = Decimal(0);
  std::size_t missing = 0;
  /// On a scale of 100, two places; only when every indicator has a score and the weights add up to
  /// the book's base.
  std::optional<Decimal> total;
  std::string grade;
  /// What does not stop the scoring, yet a reader has to know: weights off their bounds.
  std::vector<std::string> remarks;
};

EvaluationScores score_evaluation(const EvaluationBook& book, const Framework& framework);

}  // namespace jx
