// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "model/submission.h"

/// What documents of the year before say of the projects of this one. Rules ask for it; how
/// projects and rows of two years find each other is reconciling's business.
namespace jx {

/// A row of this year and the row of the year before that is the same indicator.
struct PreviousRow {
  const Indicator* now = nullptr;
  const Indicator* before = nullptr;
};

/// A goal set of the year before. Borrowed from its document.
struct PreviousGoals {
  const Submission* submission = nullptr;
  const Project* project = nullptr;
  const GoalSet* goals = nullptr;
  std::optional<int> year;  ///< Where the document says it.
  bool by_name = false;     ///< Found without a code: a guess that messages tell.
  std::vector<PreviousRow> rows;
};

class PreviousYear {
 public:
  virtual ~PreviousYear() = default;
  /// The sets of the same project, each with the rows that have a counterpart in `now`, which may
  /// be null. The latest year comes first.
  virtual std::vector<PreviousGoals> sets_of(const Project& project, const GoalSet* now) const = 0;
};

/// The fiscal year that a document states; not one that was guessed from a project's code.
std::optional<int> stated_year(const Submission& submission) noexcept;

}  // namespace jx
