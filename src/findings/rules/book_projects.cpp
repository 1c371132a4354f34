// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/book_projects.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"

namespace jx {
namespace {

/// Goal tables by code and by name.
class GoalIndex {
 public:
  explicit GoalIndex(const Submission& submission) {
    for (const Project& project : submission.projects) {
      if (!has_goal_table(project)) continue;
      if (project.code.has_value()) by_word_.try_emplace(*project.code, &project);
      for (const NameVariant& name : project.names) {
        by_word_.try_emplace(letters_only(name.text), &project);
      }
    }
  }

  const Project* find(const ListedProject& listed) const {
    if (const auto at = by_word_.find(listed.code); !listed.code.empty() && at != by_word_.end()) {
      return at->second;
    }
    const auto at = by_word_.find(letters_only(listed.name));
    return at == by_word_.end() ? nullptr : at->second;
  }

 private:
  std::map<std::string, const Project*> by_word_;
};

}  // namespace

bool has_goal_table(const Project& project) noexcept {
  return std::any_of(project.goal_sets.begin(), project.goal_sets.end(),
                     [](const GoalSet& set) { return !set.indicators.empty(); });
}

std::optional<Decimal> ListedProject::total() const {
  DecimalSum sum;
  for (const Figure& figure : amounts) {
    if (!figure.has_value()) return std::nullopt;
    sum.add(**figure.amount);
  }
  const Result<Decimal> total = sum.total();
  return total.ok() && !amounts.empty() ? std::optional(*total) : std::nullopt;
}

std::vector<ListedProject> listed_projects(const Submission& submission) {
  std::vector<ListedProject> projects;
  std::map<std::string, std::size_t> by_key;
  for (const BudgetTable& table : submission.budget_tables) {
    if (table.kind != BudgetTableKind::Projects) continue;
    const auto column = find_column(table, BudgetSide::Unstated, AmountKind::Total);
    for (const BudgetLine& line : table.lines) {
      if (line.project.empty() || line.kind != BudgetLineKind::Entry) continue;
      std::string key =
          line.project_code.empty() ? letters_only(line.project.text) : line.project_code;
      const auto [at, added] = by_key.try_emplace(std::move(key), projects.size());
      if (added) {
        ListedProject& project = projects.emplace_back();
        project.name = line.project.text;
        project.code = line.project_code;
      }
      const Field<Decimal>* amount = column ? line.find(*column) : nullptr;
      if (amount == nullptr) continue;
      projects[at->second].amounts.push_back(
          {.table = &table, .line = &line, .column = *column, .amount = amount});
    }
  }
  const GoalIndex goals(submission);
  for (ListedProject& project : projects) project.goals = goals.find(project);
  return projects;
}

}  // namespace jx
