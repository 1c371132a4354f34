// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "evaluation/before_evaluation.h"
#include "findings/rule.h"
#include "reviews/form.h"

namespace jx {

/// The points of a framework that checks speak about, as a form to be filled by the review.
/// Malformed for a rule that there is not, or that two points name.
Result<ReviewForm> goal_form_of(const BeforeFramework& framework);

/// What the checks of the declared goals make of those points. A point that no check could judge
/// has no proposal. NotFound when the submission has no such project, or several and none is named.
Result<std::vector<BeforeProposal>> propose_from_goals(const ReviewForm& form,
                                                       const Submission& submission,
                                                       const CheckResult& checked,
                                                       const std::string& project);

/// What is declared of the project, for the head of a report; empty when there is no such project.
std::vector<std::string> declared_project(const Submission& submission, const std::string& project);

}  // namespace jx
