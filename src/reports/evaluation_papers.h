// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "evaluation/report_outline.h"
#include "reports/evaluation.h"
#include "reports/papers.h"

namespace jx {

/// 工作底稿 of an evaluation: 评分底稿, 资料清单, 资金核查表, 问题清单, 评价报告. What nobody
/// entered is said to be missing, in the place where it is missing.
std::vector<Paper> evaluation_papers(const EvaluatedBook& evaluated, const ReportOutline& outline);

}  // namespace jx
