// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "findings/evidence.h"
#include "findings/rules/book_projects.h"
#include "findings/rules/rules.h"

namespace jx {

void check_goal_table_missing(const RuleInput& input, FindingSink& sink) {
  if (input.submission.budget_tables.empty()) return sink.not_applicable();
  const std::vector<ListedProject> projects = listed_projects(input.submission);
  if (projects.empty()) return sink.not_applicable();
  const auto evidence = [](const ListedProject& project) {
    return project.amounts.empty() ? EvidenceLine{}
                                   : evidence_of(project.amounts.front().line->project);
  };
  const bool any_goals =
      std::any_of(input.submission.projects.begin(), input.submission.projects.end(),
                  [](const Project& project) { return has_goal_table(project); });
  if (!any_goals) {
    return sink.insufficient(
        {.message = fmt::format("项目支出表列有 {} 个项目，这份文件里没有绩效目标表，可能另行公开",
                                projects.size()),
         .evidence = {evidence(projects.front())}});
  }
  std::size_t found = 0;
  for (const ListedProject& project : projects) {
    if (project.goals != nullptr) {
      ++found;
      continue;
    }
    sink.fail({.message = fmt::format("项目支出表中的{}没有绩效目标表", in_quotes(project.name)),
               .evidence = {evidence(project)}});
  }
  if (found < projects.size()) return;
  sink.pass({.message = fmt::format("项目支出表的 {} 个项目都有绩效目标表", found),
             .evidence = {evidence(projects.front())}});
}

}  // namespace jx
