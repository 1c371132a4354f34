// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "scores/score.h"

/// What would change the grade: the smallest change of one actual, weight or judgement that moves
/// it, everything else left as it is.
namespace jx {

enum class ChangeKind : std::uint8_t {
  Actual,     ///< 完成值, in the target's unit and steps of its places
  Execution,  ///< 执行数
  Weight,     ///< 分值; the total is brought back to 100 by the new full marks
  Judgement,  ///< 录入的得分
};

std::string_view to_string(ChangeKind kind) noexcept;

struct GradeChange {
  ChangeKind kind = ChangeKind::Actual;
  std::size_t indicator = 0;  ///< In the goal set; not for Execution.
  Decimal from;
  Decimal to;
  Decimal total;      ///< What the total would be then.
  std::string grade;  ///< And the grade.
  bool better = false;
  bool within_band = true;  ///< Judgements: whether the level stays the same.
};

/// At most one change for the better and one for the worse of each value, in the order of the set.
/// Empty without a total: there is no grade to move.
std::vector<GradeChange> find_grade_changes(const GoalSet& set, const FundRow* funds,
                                            const Scorer& scorer);

/// "完成值 81 → 85.5（+4.5）：总分 90.00，优"
std::string to_words(const GradeChange& change);

}  // namespace jx
