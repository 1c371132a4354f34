// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "findings/previous_year.h"
#include "lexicon/lexicon.h"
#include "model/submission.h"

namespace jx {

/// Last year's tables and self-evaluations. A project is the same by its code; a project that gets
/// a new code every year by its name, years in it left out, and its unit. Of several that fit, none
/// is taken.
class PreviousDocuments final : public PreviousYear {
 public:
  /// The lexicon must outlive it.
  PreviousDocuments(std::vector<std::shared_ptr<const Submission>> documents,
                    const Lexicon& lexicon);

  /// Conflict when one of them says that it is of the year of `now`, or a later one.
  Result<void> require_before(const Submission& now) const;

  std::vector<PreviousGoals> sets_of(const Project& project, const GoalSet* now) const override;

 private:
  struct SameProject {
    const Project* project = nullptr;
    bool by_name = false;
  };

  /// A document with its projects by code and by name.
  struct Known {
    explicit Known(std::shared_ptr<const Submission> from);
    SameProject find(const Project& project) const;

    std::shared_ptr<const Submission> document;
    std::optional<int> year;
    std::map<std::string, const Project*> by_code;
    std::multimap<std::string, const Project*> by_name;
  };

  std::vector<PreviousRow> rows_of(const PreviousGoals& previous, const Project& project,
                                   const GoalSet& now) const;

  std::vector<Known> documents_;  ///< The latest year first.
  const Lexicon& lexicon_;
};

}  // namespace jx
