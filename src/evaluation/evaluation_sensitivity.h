// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "evaluation/evaluation_scores.h"

/// 敏感性 of an evaluation: what becomes of total and grade when one score or one weight is
/// another, everything else left as it is. Exact: totals are rounded half-up to two places as the
/// total is.
namespace jx {

/// A score or a weight, and what the total would be with it.
struct VariedTotal {
  Decimal value;
  Decimal total;
  std::string grade;
};

/// Of one indicator's score, between 0 and its weight, in hundredths of a point.
struct ScoreSensitivity {
  std::size_t indicator = 0;          ///< In the book.
  VariedTotal none;                   ///< With 0.
  VariedTotal full;                   ///< With all of its points.
  std::optional<VariedTotal> better;  ///< The smallest change that lifts the grade, if one does.
  std::optional<VariedTotal> worse;   ///< And the one that lowers it.
};

/// Of one indicator's weight. Its rate stays, and so do those of the others, whose weights share
/// the rest of the base as before.
struct WeightSensitivity {
  std::size_t indicator = 0;
  VariedTotal less;  ///< By the part asked for.
  VariedTotal more;
  std::optional<VariedTotal> better;
  std::optional<VariedTotal> worse;
};

struct EvaluationSensitivity {
  Decimal total;
  std::string grade;
  std::optional<Decimal> to_better;  ///< Points to the next grade up; absent at the top.
  std::optional<Decimal> to_worse;   ///< Points that may be lost before the grade falls, and one
                                     ///< hundredth; absent at the bottom.
  Decimal part;                      ///< By how much weights are varied, in percent of each.
  std::vector<ScoreSensitivity> scores;
  std::vector<WeightSensitivity> weights;
  /// Whether the grade is the same under all of these variations of single weights.
  bool grade_stays = true;
};

/// Conflict without a total: there is nothing to vary. Malformed for a part that is not above 0 and
/// at most 100; Overflow for amounts of points that nobody gives.
Result<EvaluationSensitivity> find_sensitivity(const EvaluationBook& book,
                                               const Framework& framework,
                                               const EvaluationScores& scores, const Decimal& part);

}  // namespace jx
