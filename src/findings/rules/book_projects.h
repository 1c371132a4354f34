// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "findings/rule.h"
#include "findings/rules/budget_figures.h"

/// The projects of a book as its table of 项目支出 lists them, beside their goal tables.
namespace jx {

/// A project in the table of expenditure on projects; several rows of it are one.
struct ListedProject {
  std::string name;
  std::string code;  ///< Empty when the table gives none.
  std::vector<Figure> amounts;
  const Project* goals =
      nullptr;  ///< The goal table of the same code or name; null when there is none.

  /// The sum of its rows, in the table's unit; absent when one of them was not read.
  std::optional<Decimal> total() const;
};

/// In the order of the tables.
std::vector<ListedProject> listed_projects(const Submission& submission);
/// A project with indicators: its goal table is in the document.
bool has_goal_table(const Project& project) noexcept;

}  // namespace jx
