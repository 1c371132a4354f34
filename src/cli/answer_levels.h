// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "evaluation/survey.h"

namespace jx {

/// "很满意=100+": a level and its value; the ones marked with + count as satisfied. The usual five
/// without any. Malformed, naming the one, for other words and for a level twice.
Result<std::vector<AnswerLevel>> read_answer_levels(const std::vector<std::string>& given);

}  // namespace jx
