// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/task_pairs.h"

#include <algorithm>

#include "findings/evidence.h"
#include "findings/rules/prose.h"

namespace jx {
namespace {

std::vector<std::string> own_names(const ProjectFacts& facts) {
  std::vector<std::string> names;
  const auto take = [&](std::string_view text) {
    for (std::string& name : quoted_names_in(text)) names.push_back(std::move(name));
  };
  for (const NameVariant& variant : facts.project->names) take(variant.text);
  take(facts.task_list->title.text);
  return names;
}

}  // namespace

TaskPairs::TaskPairs(const ProjectFacts& facts, const Lexicon& lexicon)
    : pairer_(lexicon, own_names(facts)) {
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (rows_.size() == Pairer::kMostTexts) break;
    if (!is_in_use(indicator) || indicator.name.empty()) continue;
    rows_.push_back(&indicator);
    row_texts_.push_back(pairer_.add(indicator.name.text));
  }
  const std::vector<Task>& tasks = facts.task_list->tasks;
  tasks_ = std::span(tasks).first(std::min(tasks.size(), Pairer::kMostTexts));
  for (const Task& task : tasks_) {
    name_texts_.push_back(pairer_.add(task.name.text));
    target_texts_.push_back(pairer_.add(task.target.text));
  }
}

Pairing TaskPairs::pair(std::size_t row, std::size_t task) const {
  return pairer_.pair(row_texts_[row], name_texts_[task]);
}

double TaskPairs::coverage_by_target(std::size_t row, std::size_t task) const {
  return pairer_.coverage(row_texts_[row], target_texts_[task]);
}

namespace {

bool has_number_of(const Indicator& row, const Task& task) {
  if (!row.target.has_value() || !row.target->value) return false;
  const Unit& unit = unit_of(row);
  const auto quantities = quantities_of(task.quantities);
  return std::any_of(quantities.begin(), quantities.end(), [&](const Quantity& quantity) {
    return quantity.value && *quantity.value == *row.target->value &&
           quantity.unit.dimension == unit.dimension && unit.dimension != Dimension::Unknown;
  });
}

}  // namespace

bool TaskPairs::measures(std::size_t row, std::size_t task) const {
  return pair(row, task).basis == PairingBasis::Words ||
         (coverage_by_target(row, task) > 0 && has_number_of(*rows_[row], tasks_[task]));
}

bool TaskPairs::share_object(std::size_t row, std::size_t other_row) const {
  return pairer_.pair(row_texts_[row], row_texts_[other_row]).basis == PairingBasis::Words;
}

std::vector<const Quantity*> headline_quantities(const Task& task, const Lexicon& lexicon) {
  std::vector<const Quantity*> headlines;
  const WordList& cues = lexicon.words("total-cue");
  for (const Quantity& quantity : quantities_of(task.quantities)) {
    const Dimension dimension = quantity.unit.dimension;
    if (!is_measure(quantity, task.target.text) || quantity.per_each) continue;
    if (dimension == Dimension::Ratio || dimension == Dimension::Time ||
        dimension == Dimension::Unknown) {
      continue;
    }
    const auto same = std::find_if(headlines.begin(), headlines.end(), [&](const Quantity* each) {
      return each->unit.dimension == dimension;
    });
    if (same == headlines.end()) {
      headlines.push_back(&quantity);
    } else if (word_before(task.target.text, quantity.begin, cues)) {
      *same = &quantity;
    }
  }
  return headlines;
}

}  // namespace jx
