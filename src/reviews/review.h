// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "findings/rule.h"
#include "reviews/form.h"

/// Findings → ProjectReview: a form filled for each project, every deduction tied to its findings.
/// What comes out is a proposal: a person decides, and sees why it was proposed.
namespace jx {

/// What one rule takes away from one item.
struct Deduction {
  std::string rule;
  Severity severity = Severity::Warning;
  Decimal points;                        ///< 0 when the item has nothing left to take.
  std::vector<const Finding*> findings;  ///< All of this rule about this project.
};

struct ItemReview {
  const ReviewItem* item = nullptr;
  std::vector<const Finding*> holds;    ///< What was looked at and is in order.
  std::vector<Deduction> deductions;    ///< What is not, the worst first.
  std::vector<const Finding*> unknown;  ///< What could not be judged.
  Decimal points;                       ///< Proposed.

  /// No rule said anything of it: the points stay, and a person has to look.
  bool looked_at() const noexcept {
    return !holds.empty() || !deductions.empty() || !unknown.empty();
  }
};

struct ProjectReview {
  const Project* project = nullptr;
  std::vector<ItemReview> items;  ///< In the order of the form.
  Decimal points;                 ///< Proposed, of `most`.
  Decimal most;
  std::string grade;    ///< Empty where the form has none.
  std::string opinion;  ///< What follows from the grade.
  /// Findings about the project that no item of the form takes up, and those about the document as
  /// a whole: which of its projects they weigh on, a person decides.
  std::vector<const Finding*> others;
};

/// Form, submission and result must
/// outlive what is returned. Points are rounded to two places, half away from zero, rule by rule.
std::vector<ProjectReview> review(const ReviewForm& form, const Submission& submission,
                                  const CheckResult& result);

}  // namespace jx
