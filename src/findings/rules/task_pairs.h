// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "findings/pairing.h"
#include "findings/rule.h"
#include "model/submission.h"

namespace jx {

/// The rows of a project beside the tasks of the list that is linked to it, in one Pairer: the
/// first Pairer::kMostTexts of each. Rows that are unused or 不适用 are left out.
class TaskPairs {
 public:
  /// `facts` must have a task list.
  TaskPairs(const ProjectFacts& facts, const Lexicon& lexicon);

  std::span<const Indicator* const> rows() const noexcept { return rows_; }
  std::span<const Task> tasks() const noexcept { return tasks_; }

  /// The row's name against the task's name.
  Pairing pair(std::size_t row, std::size_t task) const;
  /// How much of what the row is about stands in the task's target.
  double coverage_by_target(std::size_t row, std::size_t task) const;
  /// The row measures the task: their names share words, or the row has the very number of the
  /// task's target (420 人次) and shares a word with it.
  bool measures(std::size_t row, std::size_t task) const;
  bool row_has_object(std::size_t row) const { return pairer_.has_object(row_texts_[row]); }
  bool share_object(std::size_t row, std::size_t other_row) const;
  const Pairer& pairer() const noexcept { return pairer_; }

 private:
  Pairer pairer_;
  std::vector<const Indicator*> rows_;
  std::span<const Task> tasks_;
  std::vector<std::size_t> row_texts_;
  std::vector<std::size_t> name_texts_;
  std::vector<std::size_t> target_texts_;
};

/// The number a task stands for: its total where it has one (共 10 个), else its first number of
/// each dimension. Rates per something (每班 60 人) and percentages are not among them.
std::vector<const Quantity*> headline_quantities(const Task& task, const Lexicon& lexicon);

}  // namespace jx
