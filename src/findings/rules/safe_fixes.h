// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/origin.h"
#include "lexicon/lexicon.h"
#include "model/submission.h"

namespace jx {

/// A change to a cell or line that alters how something is written and nothing of what it says.
struct SafeFix {
  std::string what;  ///< Chinese: "度量单位".
  Origin origin;
  std::string before;  ///< The cell's or line's own words.
  std::string after;
};

/// What can be put right without asking anybody: other names of the very same unit (百分比 → %, not
/// 市斤 → 千克), operators in words or in two characters (>=, 大于等于 → ≥), full-width figures in
/// values and weights, spaces between Han characters and figures. Each place once.
std::vector<SafeFix> find_safe_fixes(const Submission& submission, const Lexicon& lexicon);

}  // namespace jx
