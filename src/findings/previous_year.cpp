// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/previous_year.h"

namespace jx {

std::optional<int> stated_year(const Submission& submission) noexcept {
  constexpr double kSure = 0.8;  // Titles and statements, not a majority of dates in goals.
  return submission.profile.confidence >= kSure ? submission.profile.fiscal_year : std::nullopt;
}

}  // namespace jx
