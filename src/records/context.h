// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "profiles/profile.h"
#include "records/records.h"

namespace jx {

/// Decides fiscal year, region and profile, and says why. A person's options win; else a year in a
/// title or statement; else the years most targets name; else the project code's own two digits,
/// with low confidence. The code's first six digits are the authority that created the project,
/// which is not always the unit's region, so they are a guess too.
/// NotFound when `options.profile` names no profile.
Result<ProfileChoice> choose_profile(const Submission& submission, const ReadOptions& options,
                                     const Lexicon& lexicon, const ProfileSet& profiles);

/// Says which goal sets were tendered, approved or published, from the words printed around them.
void name_goal_sources(const Lexicon& lexicon, Submission& submission);

}  // namespace jx
