// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/grid.h"
#include "scores/scored_document.h"

namespace jx {

/// 绩效目标调整前后对照: why and by whom the goals were adjusted, and each indicator with both
/// targets, both weights and both scores of the same actual.
FormGrid compare_adjusted(const ScoredProject& project, const ScoredGoalSet& before,
                          const ScoredGoalSet& after);

}  // namespace jx
