// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "model/submission.h"

namespace jx {

/// A label of a form and what was written beside it: 主管部门, 项目实施内容及过程概述, 存在问题.
struct FormStatement {
  std::string label;
  std::string text;
};

/// What a self-evaluation says beside labels that have no field of their own, in its order. The
/// evaluation must be one of the submission's own.
std::vector<FormStatement> statements_of(const Submission& submission,
                                         const SelfEvaluation& evaluation);

}  // namespace jx
