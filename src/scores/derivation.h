// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "scores/score.h"

/// Scores in words and numbers, written when somebody asks:
/// "≥90 %，完成 81 %：10 × 81 ÷ 90 = 9.00（正向，按比例，10号第16条）".
namespace jx {

/// One sentence; also for a score that is absent, with its reason.
std::string derivation_of(const IndicatorScore& score, const ScoringRules& rules);
/// "各项得分 88.50 ＋ 预算执行率 9.54 = 98.04，优", or why there is no total.
std::string derivation_of(const GoalSetScore& score, const ScoringRules& rules);

}  // namespace jx
